import assert from "node:assert/strict";
import { findSecrets, secretKind } from "../../../../src/core/secrets/detect.ts";

function check(text: string, secrets: readonly string[]): void {
  it(`${secrets.length} in ${text.slice(0, 60)}`, () => {
    assert.deepEqual(
      findSecrets(text).map(({ span }) => text.slice(span.start, span.end)),
      secrets,
    );
  });
}

describe("secrets in text", () => {
  const random = "q7Zt2Lw9Xk4Vb8Nm3Rp6";
  check(`export API_KEY=${random}`, [random]);
  check(`{"client_secret": "${random}", "id": "${random}"}`, [random]);
  check(`curl -H "Authorization: Bearer ghp_R8s2kLq0ZxV5bN7mT4wY1cJ6dH3fG9aPeU2o"`, [
    "ghp_R8s2kLq0ZxV5bN7mT4wY1cJ6dH3fG9aPeU2o",
  ]);
  check(`--password ${random} --user me`, [random]);
  check("psql postgres://me:hunter2@db.internal/x", ["postgres://me:hunter2@d"]);
  check("AKIAIOSFODNN7QWERTYU is a key id", ["AKIAIOSFODNN7QWERTYU"]);
  check("-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----", [
    "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----",
  ]);
  check(`token: \${env:TOKEN}`, []);
  check("API_KEY=your-api-key-here-123", []);
  check("the token count was 123456789012345", []);
  check("password policy: at least twelve characters", []);
  check("commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b", []);
  check("", []);
});

describe("secret values", () => {
  for (const [name, value, kind] of [
    ["TOKEN", "q7Zt2Lw9Xk4Vb8Nm3Rp6", "secret value"],
    ["Authorization", "Bearer q7Zt2Lw9Xk4Vb8Nm3Rp6", "secret value"],
    ["anything", "sk_live_51H8sKdLw9Xk4Vb8Nm3", "Stripe key"],
    ["TOKEN", "$TOKEN", undefined],
    ["TOKEN_FILE", "/run/secrets/token-2026-11", undefined],
    ["LOG_LEVEL", "q7Zt2Lw9Xk4Vb8Nm3Rp6", undefined],
  ] as const) {
    it(`${name}=${value.slice(0, 8)}… is ${kind}`, () => assert.equal(secretKind(name, value), kind));
  }
});

it("looking for secrets is linear on 10 MB of one letter", () => {
  assert.deepEqual(findSecrets("a".repeat(10_000_000)), []);
});
