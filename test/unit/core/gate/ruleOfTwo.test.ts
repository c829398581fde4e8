import assert from "node:assert/strict";
import fc from "fast-check";
import { sessionLegs } from "../../../../src/core/audit/sessionLegs.ts";
import type { Judgement } from "../../../../src/core/gate/judgement.ts";
import { createRuleOfTwo } from "../../../../src/core/gate/ruleOfTwo.ts";
import { type Effect, effects } from "../../../../src/core/model/effect.ts";
import type { HeldCall } from "../../../../src/core/model/heldCall.ts";
import { type Decision, decisions } from "../../../../src/core/model/verdict.ts";
import { auditRecord } from "../../../support/auditRecords.ts";

const call = (sessionId = "s1"): HeldCall => ({
  agent: "claude-code",
  event: "pre-tool",
  tool: "x",
  sessionId,
  actions: [],
});
const judged = (list: readonly Effect[], decision: Decision = "allow"): Judgement => ({
  verdict: { decision, severity: "low", effects: list, reasons: [], targets: [] },
  policyRevision: "built-in",
});

function afterwards(done: readonly (readonly Effect[])[], next: readonly Effect[], session = "s1"): Judgement {
  const rule = createRuleOfTwo();
  for (const list of done) {
    const before = call();
    rule.apply(before, judged(list));
    rule.allowed(before);
  }
  return rule.apply(call(session), judged(next));
}

describe("rule of two", () => {
  it("asks for what acts on others once untrusted text and something sensitive are in", () => {
    const { verdict } = afterwards([["read-untrusted"], ["read-secrets"]], ["send-outward"]);
    assert.equal(verdict.decision, "ask");
    assert.equal(verdict.reasons[0]?.rule, "rule-of-two");
  });

  it("counts what the same call does itself", () =>
    assert.equal(afterwards([["read-untrusted"]], ["read-data", "change-infra"]).verdict.decision, "ask"));

  for (const [what, done, next] of [
    ["only one leg is in", [["read-untrusted"]], ["send-outward"]],
    ["it only goes on reading", [["read-untrusted"], ["read-secrets"]], ["read-files"]],
    ["it only writes files of the workspace", [["read-untrusted"], ["read-secrets"]], ["write-files"]],
  ] as const) {
    it(`stays as it is when ${what}`, () => assert.equal(afterwards(done, next).verdict.decision, "allow"));
  }

  it("does not count what another session did, nor what did not go ahead", () => {
    assert.equal(afterwards([["read-untrusted"], ["read-secrets"]], ["send-outward"], "s2").verdict.decision, "allow");
    const rule = createRuleOfTwo();
    rule.apply(call(), judged(["read-untrusted", "read-secrets"]));
    assert.equal(rule.apply(call(), judged(["send-outward"])).verdict.decision, "allow");
  });

  it("counts what is recorded of the session, and asks for it only where it could matter", () => {
    const rule = createRuleOfTwo();
    const act = judged(["send-outward"]);
    assert.equal(rule.mayDependOnPast(call(), act), true);
    assert.equal(rule.mayDependOnPast(call(), judged(["read-files"])), false);
    assert.equal(rule.mayDependOnPast(call(), judged(["send-outward"], "ask")), false);
    const { sessionId: _, ...nameless } = call();
    assert.equal(rule.mayDependOnPast(nameless, act), false);
    assert.equal(rule.apply(call(), act, ["untrusted"]).verdict.decision, "allow");
    assert.equal(rule.apply(call(), act, ["untrusted", "sensitive"]).verdict.decision, "ask");
    assert.equal(
      rule.apply(call(), judged(["send-outward"], "deny"), ["untrusted", "sensitive"]).verdict.decision,
      "deny",
    );
  });

  it("never makes anything looser, and turns only an allow into a question", () => {
    const list = fc.uniqueArray(fc.constantFrom(...effects));
    fc.assert(
      fc.property(fc.array(list), list, fc.constantFrom(...decisions), (done, next, decision) => {
        const rule = createRuleOfTwo();
        for (const one of done) {
          const before = call();
          rule.apply(before, judged(one));
          rule.allowed(before);
        }
        const after = rule.apply(call(), judged(next, decision)).verdict.decision;
        assert.ok(after === decision || (decision === "allow" && after === "ask"));
      }),
    );
  });
});

describe("legs of a session", () => {
  it("tells what was read, touched and tried, by session, newest first", () => {
    const records = [
      auditRecord({ seq: 5, session: "s1", effects: ["send-outward"], decision: "deny" }),
      auditRecord({ seq: 4, session: "s2", effects: ["read-files"] }),
      auditRecord({ seq: 3, session: "s1", effects: ["read-secrets"] }),
      auditRecord({ seq: 2, session: "s1", effects: ["read-secrets"], decision: "deny" }),
      auditRecord({ seq: 1, session: "s1", effects: ["read-untrusted"] }),
    ];
    const [first, second] = sessionLegs(records);
    const numbers = Object.values(first?.legs ?? {}).map((list) => list.map(({ seq }) => seq));
    assert.deepEqual(numbers, [[1], [3], [5]]);
    assert.deepEqual([first?.raised, second?.raised, first?.records], [true, false, 4]);
  });
});
