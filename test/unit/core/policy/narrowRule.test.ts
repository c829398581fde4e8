import assert from "node:assert/strict";
import fc from "fast-check";
import type { JudgedAct } from "../../../../src/core/model/judgedAct.ts";
import { rule } from "../../../../src/core/policy/evaluate.ts";
import { loadPolicy } from "../../../../src/core/policy/load.ts";
import { narrowRule, type RuleWish } from "../../../../src/core/policy/narrowRule.ts";
import { policyTemplate } from "../../../../src/core/policy/template.ts";

const today = "2026-11-25";
const place = { platform: "linux", home: "/h", workspace: "/w", cwd: "/w" } as const;

const act: JudgedAct = {
  agent: "claude-code",
  kind: "command",
  rule: "runs-code",
  grade: "ask",
  effects: ["run-code"],
  command: "make release",
  paths: [],
  hosts: [],
};

function offered(over: Partial<RuleWish> = {}, acts: readonly JudgedAct[] = [act]) {
  return narrowRule({ text: "", path: "/h/countersign.yaml", acts, place, today, agentTitle: "Claude Code", ...over });
}

function decision(text: string, asked: JudgedAct) {
  const user = loadPolicy(text, "user", "/h/countersign.yaml");
  return rule(asked, { rule: "own", message: "" }, { policies: { user }, place, today }).decision;
}

describe("narrowRule", () => {
  it("writes a rule into a new policy that allows exactly this, for a while", () => {
    const offer = offered();
    assert.ok("text" in offer);
    assert.equal(
      offer.text,
      `version: 1
rules:
  - id: allow-make-release
    when:
      agent: "claude-code"
      tool: "command"
      effect: "run-code"
      command: "make release"
    then: allow
    reason: "You allowed this to Claude Code on 2026-11-25."
    expires: 2027-02-23
`,
    );
    const others: readonly Partial<JudgedAct>[] = [
      { agent: "vscode" },
      { command: "make release all" },
      { effects: ["run-code", "send-outward"] },
      { kind: "task_run" },
    ];
    assert.equal(decision(offer.text, act), "allow");
    for (const other of others) assert.equal(decision(offer.text, { ...act, ...other }), "ask", JSON.stringify(other));
  });

  it("adds to a policy and keeps what is in it, also comments", () => {
    const before = `${policyTemplate(today)}`;
    const offer = offered({ text: before });
    assert.ok("text" in offer && offer.text.startsWith(before));
    const again = offered({ text: offer.text });
    assert.ok("text" in again && again.text.includes("allow-make-release-2"));
  });

  const hosts = { hosts: ["api.example.org"], effects: ["send-outward"] } as const;
  it("names host, path, server and branch where they are known", () => {
    const offer = offered({}, [{ ...act, ...hosts, command: "curl", paths: ["/w/a"], branches: ["main"] }]);
    assert.ok("text" in offer);
    for (const line of ['host: "api.example.org"', 'path: "/w/a"', 'branch: "main"'])
      assert.ok(offer.text.includes(line));
  });

  const refused: readonly (readonly [string, Partial<JudgedAct>])[] = [
    ["a change of access, which always asks", { effects: ["change-access"] }],
    ["what policy denies", { grade: "deny" }],
    ["a wildcard, which would mean more", { command: "make *" }],
    ["an agent that is not known", { agent: undefined } as unknown as Partial<JudgedAct>],
    ["a branch that is not known", { branches: [] }],
    ["nothing but a kind", { command: undefined } as unknown as Partial<JudgedAct>],
  ];
  for (const [name, over] of refused) {
    it(`offers none for ${name}`, () => assert.ok("why" in offered({}, [{ ...act, ...over }])));
  }

  it("offers none where a workspace asks, a policy is broken, or rules are not at its end", () => {
    const asks = "rules:\n  - id: a\n    when: { command: make* }\n    then: ask\n";
    assert.ok("why" in offered({ workspace: loadPolicy(asks, "workspace", "/w/.countersign.yaml") }));
    assert.ok("why" in offered({ text: "rules: 1" }));
    assert.ok("why" in offered({ text: "rules: []\nversion: 1\n" }));
  });

  it("is exact whatever the command holds (property)", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (command) => {
        const offer = offered({}, [{ ...act, command }]);
        if ("why" in offer) return;
        assert.equal(decision(offer.text, { ...act, command }), "allow");
        assert.equal(decision(offer.text, { ...act, command: `${command}x` }), "ask");
      }),
    );
  });
});
