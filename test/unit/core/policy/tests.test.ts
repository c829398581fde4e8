import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { parse } from "yaml";
import { caseKeys, policyOfTests, readPolicyTests, shortForms } from "../../../../src/core/policy/tests.ts";
import { actionKinds } from "../../../../src/core/wireAction.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../../../media/countersign.test.schema.json", import.meta.url), "utf8"),
);
const ajv = new Ajv({ strict: false });
addFormats.default(ajv);
const valid = ajv.compile(schema);

describe("readPolicyTests", () => {
  it("reads short forms and whole actions", () => {
    const { cases, problems } = readPolicyTests(`
- action: { command: ls, agent: vscode }
  expect: allow
- action: { command: dir, platform: win32 }
  expect: allow
- action: { tool: github/issues/create, args: { title: x } }
  expect: ask
- action: { kind: file_rename, path: a, to: b }
  expect: allow
`);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      cases.map(({ action }) => action),
      [
        { kind: "command", agent: "vscode", shell: "bash", command: "ls" },
        { kind: "command", platform: "win32", shell: "powershell", command: "dir" },
        {
          kind: "mcp_call",
          server: "github",
          tool: "issues/create",
          args: Object.assign(Object.create(null), { title: "x" }),
        },
        { kind: "file_rename", path: "a", to: "b" },
      ],
    );
  });

  for (const [text, place] of [
    ["a: 1", "a"],
    ["- x", "x"],
    ["- { expect: ask }", "expect"],
    ["- { action: {}, expect: ask }", "action"],
    ["- { action: { comand: ls }, expect: ask }", "comand"],
    ["- { action: { command: 1 }, expect: ask }", "action"],
    ["- { action: { kind: fly }, expect: ask }", "action"],
    ["- { action: { command: ls } }", "action"],
    ["- { action: { command: ls }, expect: maybe }", "maybe"],
    ["- { action: { command: ls }, expect: ask, expects: ask }", "expects"],
    ["- { action: { command: ls }, expect: ask, expect: deny }", "expect: deny"],
    ["- { action: { command: ls }, expect: ask, today: soon }", "soon"],
    ["- { action: { command: ls }, expect: ask, name: 7 }", "name"],
    ["- [", ""],
  ] as const) {
    it(`says what is wrong with ${JSON.stringify(text)}, and where`, () => {
      const { cases, problems } = readPolicyTests(text);
      assert.deepEqual(cases, []);
      assert.ok(problems.length > 0);
      assert.ok(text.slice(problems[0]?.span.start).startsWith(place), JSON.stringify(problems));
    });
  }

  it("agrees with the schema", () => {
    for (const [text, expected] of [
      ["- { action: { command: ls }, expect: ask }", true],
      ['- { action: { read: x }, expect: ask, name: n, rule: r, today: "2026-12-31" }', true],
      ["", true],
      ["- { action: { command: ls }, expect: no }", false],
      ["- { action: { foo: ls }, expect: ask }", false],
      ["- { action: { kind: fly }, expect: ask }", false],
      ["- { expect: ask }", false],
      ["a: 1", false],
      ["- { action: { command: ls }, expect: ask, x: 1 }", false],
      ['- { action: { command: ls }, expect: ask, today: "2026-02-30" }', false],
    ] as const) {
      assert.equal(valid(parse(text)), expected, text);
      assert.equal(readPolicyTests(text).problems.length === 0, expected, text);
    }
    assert.deepEqual(Object.keys(schema.definitions.case.properties), [...caseKeys]);
    assert.deepEqual(schema.definitions.action.properties.kind.enum, [...actionKinds]);
    for (const form of Object.keys(shortForms)) assert.ok(schema.definitions.action.properties[form], form);
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readPolicyTests(text)));
  });
});

describe("a file of tests", () => {
  for (const [name, policy] of [
    ["countersign.test.yaml", "countersign.yaml"],
    ["/a/.countersign.test.yaml", "/a/.countersign.yaml"],
    ["C:\\a\\countersign.test.yaml", "C:\\a\\countersign.yaml"],
    ["countersign.yaml", undefined],
    ["xcountersign.test.yaml", undefined],
  ] as const) {
    it(`${name} is ${policy ? `of ${policy}` : "none"}`, () => assert.equal(policyOfTests(name), policy));
  }
});
