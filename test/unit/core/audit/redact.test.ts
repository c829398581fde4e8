import assert from "node:assert/strict";
import fc from "fast-check";
import type { AuditAct } from "../../../../src/core/audit/acts.ts";
import { redactEntry, redactText } from "../../../../src/core/audit/redact.ts";
import { canonicalJson } from "../../../../src/core/canonicalJson.ts";
import { auditEntry } from "../../../support/auditEntries.ts";
import { issuedSecrets } from "../../../support/secrets.ts";

const password = fc
  .stringMatching(/^[A-Za-z0-9!#%+,./=?@^_~-]{8,40}$/)
  .filter((text) => !/redact|^[x.]+$|^-|^%\w+%$/i.test(text));

/** Ways in which a secret gets into what an agent runs. */
const contexts: readonly ((value: string) => string)[] = [
  (value) => `PASSWORD=${value} ./deploy`,
  (value) => `export API_KEY='${value}'`,
  (value) => `login --password ${value}`,
  (value) => `login --token="${value}" --verbose`,
  (value) => `{"client_secret": "${value}", "name": "x"}`,
  (value) => `curl -d "{\\"password\\":\\"${value}\\"}" https://example.com`,
  (value) => `curl -H "Authorization: Bearer ${value}" https://example.com`,
  (value) => `curl -H 'X-Api-Key: ${value}' https://example.com`,
  (value) => `db_password: ${value}\nother: 1`,
];

function act(changes: Partial<AuditAct>): AuditAct {
  return { kind: "command", rule: "reads-files", grade: "allow", effects: ["read-files"], ...changes };
}

describe("audit redaction", () => {
  it("never leaves an issued credential in the text, wherever it stands", () => {
    fc.assert(
      fc.property(fc.constantFrom(...issuedSecrets), fc.string(), fc.string(), ({ value }, before, after) => {
        const redacted = redactText(`${before} ${value} ${after}`);
        assert.ok(!redacted.includes(value), redacted);
      }),
    );
  });

  it("never leaves the value given to a password, key or token in the text", () => {
    fc.assert(
      fc.property(fc.constantFrom(...contexts), password, (context, value) => {
        const redacted = redactText(context(value));
        assert.ok(!redacted.includes(value), redacted);
        assert.match(redacted, /\[redacted:[\w-]+\]/);
      }),
      { numRuns: 400 },
    );
  });

  it("removes a value found in one member from all members of the entry", () => {
    fc.assert(
      fc.property(password, (value) => {
        const entry = redactEntry(
          auditEntry(1, {
            summary: `login --password ${value}`,
            targets: [`/tmp/${value}/x`],
            reasons: [{ rule: "r", message: `sends ${value} away` }],
            cwd: `/srv/${value}`,
            acts: [act({ command: `cat ${value}`, paths: [`/srv/${value}`], hosts: [value], branches: [value] })],
          }),
        );
        assert.ok(!canonicalJson(entry).includes(JSON.stringify(value).slice(1, -1)));
      }),
    );
  });

  it("removes a value found only in what was judged, from there and from everywhere", () => {
    fc.assert(
      fc.property(fc.constantFrom(...contexts), password, (context, value) => {
        const acts = [act({ command: context(value) }), act({ named: [value], tool: value, server: value })];
        const entry = redactEntry(auditEntry(1, { summary: `echo ${value}`, acts }));
        assert.ok(!canonicalJson(entry).includes(JSON.stringify(value).slice(1, -1)));
        assert.deepEqual(entry.acts?.[0]?.lost, ["command"]);
        assert.deepEqual(entry.acts?.[1]?.lost, ["named", "server", "tool"]);
        assert.deepEqual(redactEntry(entry), entry);
      }),
    );
  });

  it("removes a value that another text has without its quotes", () => {
    for (const [command, plain] of [
      ["PASSWORD='it'\\''s-me' ./deploy", "it's-me"],
      ['login --password "a\\"bcdef"', 'a"bcdef'],
      ["login --token abcdef;ls", "abcdef"],
      ["$password = 'it''s-me'", "it's-me"],
      ['{"password":"a\\\\b-cdef"}', "a\\b-cdef"],
    ] as const) {
      const entry = redactEntry(auditEntry(1, { summary: command, acts: [act({ named: [plain] })], targets: [plain] }));
      assert.deepEqual(
        [entry.targets[0], entry.acts?.[0]?.named?.[0]].filter((text) => text?.includes(plain)),
        [],
        command,
      );
    }
  });

  it("keeps digests and the words of closed lists even when a secret is the same word", () => {
    const before = auditEntry(1, { summary: "login --password policy --token claude-code", decidedBy: "policy" });
    const after = redactEntry(before);
    assert.equal(after.decidedBy, "policy");
    assert.equal(after.actionDigest, before.actionDigest);
    assert.deepEqual(after.effects, before.effects);
  });

  it("shortens the summary only after redacting it", () => {
    const value = "hunter2".repeat(10);
    const entry = redactEntry(auditEntry(1, { summary: `${"a ".repeat(985)}--password ${value}` }));
    assert.ok(entry.summary.length <= 2000);
    assert.ok(!entry.summary.includes("hunter2"));
  });

  it("changes nothing when done twice", () => {
    for (const context of contexts) {
      const once = redactText(context("correct-horse"));
      assert.equal(redactText(once), once);
    }
  });

  for (const text of [
    "git commit -m 'tokenizer: count tokens'",
    "curl -H 'Authorization: Bearer $TOKEN' https://example.com",
    'echo "$PASSWORD"',
    "npm test -- --grep password",
    "PASSWORD=$(pass show db) ./deploy",
  ]) {
    it(`leaves ${text} as it is`, () => assert.equal(redactText(text), text));
  }

  it("reads megabytes of hostile text in one pass", () => {
    for (const unit of [
      "token",
      "password=",
      "a.b-c_",
      "--token ",
      "https://a:",
      "eyJ",
      "-----BEGIN PRIVATE KEY-----",
      '\\"',
    ])
      assert.ok(redactText(unit.repeat(2_000_000 / unit.length)).length > 0);
  }).timeout(30_000);
});
