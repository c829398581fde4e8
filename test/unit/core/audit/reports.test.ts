import assert from "node:assert/strict";
import { chainStart, link } from "../../../../src/core/audit/chain.ts";
import { neverUsed, startCoverage } from "../../../../src/core/audit/coverage.ts";
import { startFatigue } from "../../../../src/core/audit/fatigue.ts";
import type { AuditEntry } from "../../../../src/core/audit/record.ts";
import { auditEntry, sha256 } from "../../../support/auditEntries.ts";

function record(changes: Partial<AuditEntry>, time = "2026-11-21T10:00:00.000Z") {
  return link(auditEntry(1, changes), chainStart, time, sha256);
}

const byPerson = { verdict: "ask", decidedBy: "person" } as const;
const ask = { rule: "outward", message: "It is seen by others." };

describe("coverage", () => {
  it("tells what was done with nobody asked from what a person confirmed", () => {
    const coverage = startCoverage();
    coverage.add(record({ effects: ["send-outward"], ...byPerson }));
    coverage.add(record({ effects: ["send-outward"] }, "2026-11-22T10:00:00.000Z"));
    coverage.add(record({ effects: ["send-outward", "read-files"], ...byPerson, decision: "deny" }));
    assert.deepEqual(coverage.rows(), [
      {
        ...{ agent: "claude-code", effect: "read-files", asked: 1, confirmed: 0, unconfirmed: 0, denied: 1 },
        needsConfirmation: false,
      },
      {
        ...{ agent: "claude-code", effect: "send-outward", asked: 2, confirmed: 1, unconfirmed: 1, denied: 1 },
        lastUsed: "2026-11-22T10:00:00.000Z",
        needsConfirmation: true,
      },
    ]);
  });

  it("names what may run without asking and was never used, also where it was only ever denied", () => {
    const coverage = startCoverage();
    coverage.add(record({ effects: ["read-files"] }));
    coverage.add(record({ effects: ["kill-process"], decision: "deny" }));
    const granted = new Map([["claude-code", ["read-files", "kill-process", "spend-money"] as const]]);
    assert.deepEqual(neverUsed(coverage.rows(), granted), [
      { agent: "claude-code", effect: "kill-process" },
      { agent: "claude-code", effect: "spend-money" },
    ]);
  });
});

describe("fatigue", () => {
  it("counts questions by rule, how they were answered, and which answers were too fast", () => {
    const fatigue = startFatigue();
    fatigue.add(record({ ...byPerson, reasons: [ask], lookedMs: 400 }));
    fatigue.add(record({ ...byPerson, reasons: [ask], lookedMs: 5000 }));
    fatigue.add(record({ ...byPerson, reasons: [ask], lookedMs: 900, decision: "deny" }, "2026-11-21T12:00:00.000Z"));
    fatigue.add(record({ verdict: "ask", decidedBy: "nobody", decision: "deny", reasons: [ask] }));
    fatigue.add(record({ reasons: [ask] }));
    assert.deepEqual(fatigue.report(), {
      questions: 4,
      allowedShare: 2 / 3,
      medianLookMs: 900,
      hasty: 1,
      perActiveHour: 2,
      busiestHour: { hour: "2026-11-21T10:00Z", questions: 3 },
      rules: [{ rule: "outward", questions: 4, allowed: 2, denied: 1, unanswered: 1, hasty: 1, medianLookMs: 900 }],
    });
  });

  it("does not count what an earlier answer for the session covered", () => {
    const fatigue = startFatigue();
    fatigue.add(record({ ...byPerson, scope: "session", lookedMs: 2000, reasons: [ask] }));
    fatigue.add(record({ ...byPerson, scope: "session", reasons: [ask] }));
    assert.equal(fatigue.report().questions, 1);
  });
});
