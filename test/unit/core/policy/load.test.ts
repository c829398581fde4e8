import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import addFormatsModule from "ajv-formats";
import fc from "fast-check";
import { effects } from "../../../../src/core/model/effect.ts";
import { plain } from "../../../../src/core/parse/value.ts";
import { parseYaml } from "../../../../src/core/parse/yaml.ts";
import { loadPolicy as load } from "../../../../src/core/policy/load.ts";
import { conditionNames } from "../../../../src/core/policy/policy.ts";

const file = { origin: "user", path: "/home/dev/.countersign/countersign.yaml" } as const;
const loadPolicy = (text: string) => load(text, file.origin, file.path);
const schema = JSON.parse(readFileSync(join(import.meta.dirname, "../../../../media/countersign.schema.json"), "utf8"));
const ajv = new Ajv({ allErrors: true, strict: false });
// The package is CommonJS: its default export is the function under either loader.
const addFormats = addFormatsModule as unknown as (ajv: Ajv) => void;
addFormats(ajv);
const valid = ajv.compile(schema);

const rule = (body: string) => `version: 1\nrules:\n  - ${body.trim().replaceAll("\n", "\n    ")}\n`;

describe("loadPolicy", () => {
  it("reads a rule with all its keys, and where it stands", () => {
    const text = rule(`
id: no-deploys
when:
  command: ["*deploy*", "kubectl apply *"]
  effect: change-infra
then: deny
reason: Ask the owner.
owner: ops@example.org
expires: 2027-01-31`);
    const policy = loadPolicy(text);
    assert.deepEqual(policy.problems, []);
    const [first] = policy.rules;
    assert.equal(first?.id, "no-deploys");
    assert.deepEqual(first?.when, { command: ["*deploy*", "kubectl apply *"], effect: ["change-infra"] });
    assert.equal(first?.then, "deny");
    assert.equal(first?.expires, "2027-01-31");
    assert.ok(text.slice(first?.span.start, first?.span.end).startsWith("id: no-deploys"));
  });

  for (const text of ["", "# nothing yet\n", "version: 1\nrules: []\n"]) {
    it(`takes ${JSON.stringify(text)} as a policy without rules`, () => {
      assert.deepEqual(loadPolicy(text), { ...file, rules: [], problems: [], unreadable: false });
    });
  }

  for (const [what, text] of [
    ["broken YAML", "rules: [\n"],
    ["a list at the top", "- a\n"],
    ["a newer version", "version: 2\nrules: []\n"],
    ["rules that are no list", "rules: yes\n"],
  ] as const) {
    it(`is unreadable for ${what}, so that nothing is allowed by it`, () => {
      const policy = loadPolicy(text);
      assert.equal(policy.unreadable, true);
      assert.ok(policy.problems.length > 0);
    });
  }

  for (const [what, body] of [
    ["no condition", "then: deny"],
    ["an empty condition", "when: {}\nthen: deny"],
    ["an unknown condition", "when: { programm: [rm] }\nthen: deny"],
    ["an unknown effect", "when: { effect: [explode] }\nthen: deny"],
    ["an unknown decision", "when: { command: rm }\nthen: maybe"],
    ["an unknown key", "when: { command: rm }\nthen: deny\nuntil: 2027-01-01"],
    ["a date that does not exist", "when: { command: rm }\nthen: allow\nexpires: 2027-02-30"],
    ["a key written twice", "when: { command: rm }\nthen: allow\nthen: deny"],
    ["a list of numbers", "when: { command: [1] }\nthen: deny"],
  ] as const) {
    it(`keeps a rule with ${what} and marks it broken`, () => {
      const [first] = loadPolicy(rule(body)).rules;
      assert.ok(first?.broken);
    });
  }

  it("agrees with the schema on what is a valid policy", () => {
    const bodies = [
      "when: { agent: vscode }\nthen: ask",
      "when: { effect: [send-outward] }\nthen: deny\nexpires: 2027-01-31",
      "when: { programm: rm }\nthen: ask",
      "when: {}\nthen: ask",
      "when: { effect: explode }\nthen: ask",
      "then: ask",
      "when: { path: 7 }\nthen: ask",
      "when: { path: x }\nthen: ask\nexpires: 2027-02-31",
    ];
    for (const body of bodies) {
      const { value } = parseYaml(rule(body));
      assert.ok(value);
      const policy = loadPolicy(rule(body));
      assert.equal(policy.problems.length === 0, valid(plain(value)), body);
    }
  });

  it("has a schema that knows every effect and every condition", () => {
    assert.deepEqual(schema.definitions.effect.enum, [...effects]);
    assert.deepEqual(Object.keys(schema.definitions.condition.properties), [...conditionNames]);
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string(), (text) => void loadPolicy(text)));
    fc.assert(fc.property(fc.json(), (text) => void loadPolicy(text)));
  });
});
