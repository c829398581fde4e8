import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { effects } from "../../../../src/core/model/effect.ts";
import { loadPolicy } from "../../../../src/core/policy/load.ts";
import { policyTemplate } from "../../../../src/core/policy/template.ts";
import { type PolicyCompletion, policyCompletions } from "../../../../src/vscode/model/policyCompletion.ts";
import { policyHover } from "../../../../src/vscode/model/policyHover.ts";
import { ruleDetail } from "../../../../src/vscode/model/policyWords.ts";
import type { Schema } from "../../../../src/vscode/model/schemaLookup.ts";
import { plain as t } from "../../../support/plainWords.ts";

const schemaOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../../media/${name}`, import.meta.url), "utf8")) as Schema;
const policySchema = schemaOf("countersign.schema.json");
const testSchema = schemaOf("countersign.test.schema.json");
const names = {
  agents: ["vscode", "claude-code"],
  servers: ["github", "my server: 1"],
  tools: ["create_issue"],
  rules: ["main", "tests"],
  today: "2026-11-21",
};

/** `|` marks the cursor. */
function complete(text: string, schema = policySchema): readonly PolicyCompletion[] {
  const before = text.slice(0, text.indexOf("|")).split("\n");
  const place = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return policyCompletions({ schema, names, text: text.replace("|", ""), ...place }, t);
}

const labels = (text: string, schema?: Schema) => complete(text, schema).map(({ label }) => label);

describe("completion of a policy", () => {
  it("offers the keys that are not there yet", () => {
    assert.deepEqual(labels("|"), ["version", "rules", "review"]);
    assert.deepEqual(labels("version: 1\n|"), ["rules", "review"]);
    assert.deepEqual(labels("rules:\n  - id: a\n    then: ask\n    |"), ["when", "reason", "owner", "expires"]);
    assert.deepEqual(labels("rules:\n  - when: { path: x, |").includes("path"), false);
  });

  it("offers a whole rule where one may begin, with or without its dash", () => {
    const [begin] = complete("rules:\n  |");
    assert.equal(begin?.kind, "snippet");
    assert.match(begin?.insert ?? "", /^- id: .*\n {2}when:\n {4}\S.*\n {2}then: /);
    const [item] = complete("rules:\n  - |");
    assert.equal(item?.kind, "snippet");
    assert.match(item?.insert ?? "", /^id: .*\n {2}when:\n/);
    assert.ok(!labels("rules:\n  - id: a\n    |").includes("New rule"));
  });

  it("inserts a rule that is one", () => {
    const insert = complete("rules:\n  |")[0]?.insert ?? "";
    const filled = insert
      .replaceAll(/\$\{\d+\|([^,|]+)[^}]*\}/g, "$1")
      .replaceAll(/\$\{\d+:([^}]*)\}/g, "$1")
      .replaceAll("\n", "\n  ");
    const policy = loadPolicy(`rules:\n  ${filled}\n`, "user", "x");
    assert.deepEqual(policy.problems, []);
    assert.equal(policy.rules.length, 1);
  });

  it("offers the decisions and effects with their meaning", () => {
    const decisions = complete("rules:\n  - then: |");
    assert.deepEqual(
      decisions.map(({ label }) => label),
      ["allow", "ask", "deny"],
    );
    for (const text of ["rules:\n  - when:\n      effect: |", "rules:\n  - when: { effect: [send-outward, |"]) {
      const found = complete(text);
      assert.deepEqual(
        found.map(({ label }) => label),
        [...effects],
      );
      for (const { documentation } of [...found, ...decisions]) assert.ok(documentation);
    }
  });

  it("offers agents, servers, tools, kinds and environments there are, quoted where YAML needs it", () => {
    const when = (key: string) => `rules:\n  - when:\n      ${key}: |`;
    assert.deepEqual(labels(when("agent")), ["vscode", "claude-code"]);
    assert.deepEqual(
      complete(when("server")).map(({ insert }) => insert),
      ["github", '"my server: 1"'],
    );
    assert.deepEqual(labels(when("tool")).slice(0, 2), ["create_issue", "command"]);
    assert.ok(labels(when("environment")).includes("production"));
    assert.deepEqual(labels(when("path")), []);
  });

  it("offers days on which an allow may end", () =>
    assert.deepEqual(labels("rules:\n  - expires: |"), ["2026-11-28", "2026-12-21", "2027-02-19", "2026-12-31"]));

  it("puts what follows a dash further in", () => {
    const insertOf = (text: string) => complete(text).find(({ label }) => label === "when")?.insert;
    assert.equal(insertOf("rules:\n  - id: a\n    |"), "when:\n  $0");
    assert.equal(insertOf("rules:\n  - |"), "when:\n    $0");
    assert.equal(insertOf("rules:\n  - { |"), "when: { $0 }");
  });
});

describe("completion of tests", () => {
  it("offers a whole case, its keys, and what is known", () => {
    assert.deepEqual(labels("|", testSchema), ["New test"]);
    assert.deepEqual(labels("- |", testSchema), ["New test", "name", "action", "expect", "rule", "today"]);
    assert.deepEqual(labels("- expect: |", testSchema), ["allow", "ask", "deny"]);
    assert.deepEqual(labels("- rule: |", testSchema), ["main", "tests"]);
    assert.ok(labels("- action: { |", testSchema).includes("command"));
    assert.ok(labels("- action: { kind: |", testSchema).includes("mcp_call"));
  });
});

describe("a hover in a policy", () => {
  const text = `version: 1
rules:
  - id: main
    when:
      effect: [send-outward]
      branch: main
    then: deny
    owner: release
  - when: { command: npm test, agent: vscode }
    then: allow
    expires: 2026-11-24
`;
  const hover = (at: string, today = "2026-11-21", of = text) => {
    const offset = of.indexOf(at) + 1;
    const policy = loadPolicy(of, "user", "x");
    const found = policyHover({ schema: policySchema, text: of, offset, policy, today }, t);
    return found && { shown: of.slice(found.span.start, found.span.end), text: found.lines.join("\n") };
  };

  it("says what a key means", () => {
    assert.match(hover("branch")?.text ?? "", /Branches that a command or an MCP call names/);
    assert.match(hover("when:")?.text ?? "", /counts as met for ask and deny/);
  });

  it("says what an effect means", () => assert.match(hover("send-outward")?.text ?? "", /leave that others can see/));

  it("says what a rule amounts to, at its name and at its decision", () => {
    const expected =
      "Never runs when all of this holds:\n- it does one of these: send outward\n- a branch it names is “main”\nOwner: release";
    assert.deepEqual(hover("main"), { shown: "main", text: expected });
    assert.ok(hover("deny")?.text.endsWith(expected));
    assert.match(
      hover("when: {")?.text ?? "",
      /Runs without a question when all of this holds:\n- the agent is “vscode”\n/,
    );
  });

  it("says how long an allow holds", () => {
    assert.equal(hover("2026-11-24")?.text, "Ends on 2026-11-24, in 3 days.");
    assert.equal(hover("2026-11-24", "2026-11-24")?.text, "Ends today.");
    assert.match(hover("2026-11-24", "2026-12-01")?.text ?? "", /allows nothing any more/);
  });

  it("says nothing where there is nothing to say, and survives an unfinished text", () => {
    assert.equal(hover("npm test"), undefined);
    assert.doesNotThrow(() => hover("then", "2026-11-21", "rules:\n  - then: [\n"));
  });

  it("shows in the outline what each rule does", () => {
    const [first, second] = loadPolicy(text, "user", "x").rules;
    assert.equal(first && ruleDetail(first, "2026-11-21", t), "deny · send-outward · main");
    assert.match((second && ruleDetail(second, "2026-12-21", t)) ?? "", /^allow \(ended\) · /);
  });
});

describe("the template of a policy", () => {
  const text = policyTemplate("2026-11-21T10:00:00Z");

  it("changes nothing", () => {
    const policy = loadPolicy(text, "user", "x");
    assert.deepEqual([policy.rules, policy.problems, policy.unreadable], [[], [], false]);
  });

  it("is a policy without mistakes once its comments are rules", () => {
    const [head = "", tail = ""] = text.split("rules:\n");
    const policy = loadPolicy(`${head}rules:\n${tail.replaceAll(/^#/gm, "")}`, "user", "x");
    assert.deepEqual([policy.rules.length, policy.problems], [4, []]);
  });
});
