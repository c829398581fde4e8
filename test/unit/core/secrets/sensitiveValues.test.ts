import assert from "node:assert/strict";
import { findSensitiveValues } from "../../../../src/core/secrets/sensitiveValues.ts";
import { issuedSecrets } from "../../../support/secrets.ts";

/** What is found, as `kind value`. */
function check(text: string, ...expected: string[]): void {
  assert.deepEqual(
    findSensitiveValues(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`),
    expected,
  );
}

describe("sensitive values", () => {
  for (const { kind, value } of issuedSecrets) {
    it(`knows a ${kind} by its format`, () => check(`use ${value} here`, `${kind} ${value}`));
  }

  const named: readonly [string, ...string[]][] = [
    ["PASSWORD=hunter2 run", "password hunter2"],
    ['{"api_key": "abc def"}', "key abc def"],
    ["--client-secret=s3cr3t", "secret s3cr3t"],
    ["--token abc123", "token abc123"],
    ["postgres://app:pa55@db/x", "password pa55"],
    ["curl -u me:pa55 https://x", "password pa55"],
    ["mysql -h db -pSecret1 app", "password Secret1"],
    ["password: 'a' token: 'b'", "password a", "token b"],
    ['PASSWORD="never closed', "password never closed"],
    [`curl -H 'X-Api-Key: k3y' https://x`, "key k3y"],
    [String.raw`-d "{\"password\":\"p q\"}"`, "password p q"],
    ["PASSWORD=one'two three'four rest", "password one'two three'four"],
  ];
  for (const [text, ...expected] of named) it(`finds the value in ${text}`, () => check(text, ...expected));

  for (const text of [
    "max_tokens: 100",
    "the tokenizer",
    "https://example.com/a@b",
    "grep -r password src",
    "PASSWORD=$DB_PASSWORD",
    "PASSWORD=$(pass show db)",
    "--token <token>",
  ]) {
    it(`finds nothing in ${text}`, () => check(text));
  }

  it("joins a credential with the name in front of it", () => {
    const { value } = issuedSecrets.find(({ kind }) => kind === "github-token")!;
    check(`GITHUB_TOKEN=${value}`, `github-token ${value}`);
  });
});
