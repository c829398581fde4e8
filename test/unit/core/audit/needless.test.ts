import assert from "node:assert/strict";
import type { AuditAct } from "../../../../src/core/audit/acts.ts";
import { equalAllowed, maySpare, needlessCase, sparable } from "../../../../src/core/audit/needless.ts";
import { sessionLegs } from "../../../../src/core/audit/sessionLegs.ts";
import { effects } from "../../../../src/core/model/effect.ts";
import { pageText } from "../../../../src/core/pages/page.ts";
import { type ReplayedRecord, replayPage } from "../../../../src/core/pages/replayPage.ts";
import { sessionPage } from "../../../../src/core/pages/sessionPage.ts";
import { auditRecord } from "../../../support/auditRecords.ts";
import { plain } from "../../../support/plainWords.ts";

const act: AuditAct = {
  kind: "command",
  rule: "unknown-program",
  grade: "ask",
  effects: ["run-code"],
  command: "lint",
};
const reading = { agentTitle: () => "Claude Code", clock: (iso: string) => iso };
const replayText = (all: readonly ReplayedRecord[], policy: string) =>
  pageText(replayPage(all, policy, reading, plain));
const asked = auditRecord({ acts: [act], effects: ["run-code"] });

describe("needless questions", () => {
  it("are kept as a case with what was judged", () => {
    const kept = needlessCase(asked, "2026-11-22T00:00:00.000Z");
    assert.deepEqual([kept.record, kept.acts, kept.rules], [7, [act], ["writes-in-workspace"]]);
  });

  it("are told with what came most often, where each was allowed and a rule may spare it", () => {
    const twice = auditRecord({ ...asked, acts: [{ ...act, command: "test" }] });
    const sent = auditRecord({
      ...asked,
      acts: [{ ...act, command: "push", effects: ["send-outward"] }],
      effects: ["send-outward"],
    });
    const denied = auditRecord({ ...asked, acts: [{ ...act, command: "b" }], decision: "deny" });
    const all = [twice, twice, asked, asked, asked, sent, sent, sent, denied, denied, denied, twice, twice];
    assert.deepEqual(
      sparable(all).map(({ record, times }) => [record.acts?.[0]?.command, times]),
      [
        ["test", 4],
        ["lint", 3],
      ],
    );
  });

  it("are equal when the same would be done, and a person allowed each", () => {
    const others = [
      asked,
      auditRecord({ ...asked, seq: 8 }),
      auditRecord({ ...asked, decision: "deny" }),
      auditRecord({ ...asked, decidedBy: "policy" }),
      auditRecord({ ...asked, acts: [{ ...act, command: "lint --fix" }] }),
      auditRecord({ ...asked, agent: "codex" }),
    ];
    assert.equal(equalAllowed(others, asked).length, 2);
  });

  it("can be spared only what is neither outward, access nor destroying, and wholly known", () => {
    assert.equal(maySpare(asked), true);
    const never = ["send-outward", "change-access", "destroy-data", "delete-files", "change-infra", "rewrite-history"];
    for (const effect of effects.filter((one) => never.includes(one))) {
      assert.equal(maySpare(auditRecord({ ...asked, effects: [effect] })), false, effect);
      assert.equal(maySpare(auditRecord({ ...asked, acts: [{ ...act, effects: [effect] }] })), false, effect);
    }
    assert.equal(maySpare(auditRecord({ ...asked, acts: [{ ...act, lost: ["command"] }] })), false);
    assert.equal(maySpare(auditRecord({ ...asked, actsLeftOut: 1 })), false);
    assert.equal(maySpare(auditRecord()), false);
  });
});

describe("page of a replay", () => {
  const told = (was: "allow" | "ask" | "deny", now: "allow" | "ask" | "deny") => ({
    record: asked,
    replayed: { kind: "told", was, now, reasons: [] } as const,
  });

  it("counts questions saved and names past denials that would pass first", () => {
    const all = [told("ask", "allow"), told("ask", "allow"), told("deny", "allow"), told("ask", "ask")];
    const text = replayText([...all, { record: asked, replayed: { kind: "untold" } }], "countersign.yaml");
    assert.match(text, /on 5 recorded actions\nQuestions saved: 2\. Questions more: 0\.\n1 cannot be told/);
    assert.ok(text.indexOf("Denied then, and would run now: 1") < text.indexOf("Asked then, and would run now: 2"));
    assert.match(text, /2 times/);
  });

  it("says that nothing would differ", () =>
    assert.match(replayText([told("ask", "ask")], "p"), /Nothing would have been decided differently/));
});

describe("page of the sessions", () => {
  it("says where two legs are in, and what was tried", () => {
    const records = [
      auditRecord({ seq: 3, effects: ["send-outward"], summary: "push\u202e", decision: "deny" }),
      auditRecord({ seq: 2, effects: ["read-secrets"] }),
      auditRecord({ seq: 1, effects: ["read-untrusted"] }),
    ];
    const text = pageText(sessionPage(sessionLegs(records), reading, plain));
    assert.match(text, /1 sessions; in 1 of them both legs are in/);
    assert.match(text, /Claude Code · s1 \(both legs in: asks more\):\n.*, 3 actions\n/);
    assert.match(text, /- tried: Push⟨U\+202E⟩ \(denied by you/);
  });

  it("says that there is none", () => assert.match(pageText(sessionPage([], reading, plain)), /No agent/));
});
