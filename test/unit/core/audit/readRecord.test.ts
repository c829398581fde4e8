import assert from "node:assert/strict";
import fc from "fast-check";
import { recordLine } from "../../../../src/core/audit/chain.ts";
import { readRecord } from "../../../../src/core/audit/readRecord.ts";
import { auditChain } from "../../../support/auditEntries.ts";

const [record] = auditChain(1).records;

/** Whether a record is still one after some of its members were changed. */
function check(changes: Record<string, unknown>, expected: boolean): void {
  assert.equal(readRecord(JSON.stringify({ ...record, ...changes })) !== undefined, expected);
}

describe("reading an audit record", () => {
  it("gives back what was written", () => assert.deepEqual(readRecord(recordLine(record!)), record));

  it("keeps members it does not know", () => check({ later: 1 }, true));

  const wrong: readonly Record<string, unknown>[] = [
    { schema: 3 },
    { schema: 0 },
    { step: "ran" },
    { times: { held: 1 } },
    { shownText: 5 },
    { seq: -1 },
    { seq: "1" },
    { hash: "abc" },
    { summary: undefined },
    { decision: "ask" },
    { decidedBy: "agent" },
    { effects: ["no-such-effect"] },
    { targets: "none" },
    { reasons: [{ rule: "r" }] },
    { scope: "always" },
    { lookedMs: "long" },
    { acts: [{ kind: "command", rule: "x", grade: "perhaps", effects: [] }] },
    { acts: [{ kind: "command", rule: "x", grade: "ask", effects: ["fly"] }] },
    { acts: [{ kind: "command", rule: "x", grade: "ask", effects: [], paths: [1] }] },
    { actsLeftOut: -1 },
    { followed: [{ path: "/w/x.sh", sha256: "short" }] },
  ];
  for (const changes of wrong) it(`refuses ${JSON.stringify(changes)}`, () => check(changes, false));

  it("never throws, whatever the line holds", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (line) => assert.equal(readRecord(line), undefined)));
  });
});
