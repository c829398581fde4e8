import assert from "node:assert/strict";
import fc from "fast-check";
import { type AuditHead, link, recordLine } from "../../../../src/core/audit/chain.ts";
import type { Checkpoint } from "../../../../src/core/audit/checkpoint.ts";
import type { Fault } from "../../../../src/core/audit/diagnose.ts";
import type { AuditRecord } from "../../../../src/core/audit/record.ts";
import { verifyLog } from "../../../../src/core/audit/verify.ts";
import { auditChain, auditEntry, sha256 } from "../../../support/auditEntries.ts";

const length = 8;
const { lines, records, head } = auditChain(length);
const time = "2026-11-21T11:00:00.000Z";

/** Lines of the log after something was done to it. */
type Change = (lines: string[]) => string[];

interface Case {
  readonly name: string;
  readonly change: Change;
  readonly anchor?: AuditHead | "missing";
  readonly expect: { reason: Fault; line: number; seq?: number };
}

function line(number: number): string {
  return lines[number - 1]!;
}

function edited(number: number, change: (record: AuditRecord) => AuditRecord): string {
  return recordLine(change(records[number - 1]!));
}

function resealed(number: number, changes: Partial<AuditRecord>): string {
  const { schema: _schema, seq, time, prev, hash: _hash, ...entry } = { ...records[number - 1]!, ...changes };
  return recordLine(link(entry, { seq: seq - 1, hash: prev }, time, sha256));
}

/** From `number` on, everything written anew with valid hashes. */
function rewritten(number: number): string[] {
  const chain = records.slice(0, number - 1);
  for (let next = number; next <= length; next++) {
    chain.push(
      link(
        auditEntry(next, { summary: "something else" }),
        chain.at(-1) ?? { seq: 0, hash: "0".repeat(64) },
        time,
        sha256,
      ),
    );
  }
  return chain.map(recordLine);
}

const forged = (after: AuditRecord) => recordLine(link(auditEntry(99), after, time, sha256));

const cases: Case[] = [
  {
    name: "a changed record",
    change: (all) =>
      all.with(
        2,
        edited(3, (record) => ({ ...record, decision: "deny" })),
      ),
    expect: { reason: "changed", line: 3, seq: 3 },
  },
  {
    name: "a changed record with a hash made for it",
    change: (all) => all.with(2, resealed(3, { summary: "echo nothing" })),
    expect: { reason: "changed", line: 3, seq: 3 },
  },
  {
    name: "a changed last record with a hash made for it",
    change: (all) => all.with(7, resealed(8, { summary: "echo nothing" })),
    expect: { reason: "changed", line: 8, seq: 8 },
  },
  {
    name: "a changed second to last record with a hash made for it",
    change: (all) => all.with(6, resealed(7, { summary: "echo nothing" })),
    expect: { reason: "changed", line: 7, seq: 7 },
  },
  {
    name: "a changed first record with a hash made for it",
    change: (all) => all.with(0, resealed(1, { summary: "echo nothing" })),
    expect: { reason: "changed", line: 1, seq: 1 },
  },
  {
    name: "a log rewritten from the middle on",
    change: () => rewritten(5),
    expect: { reason: "changed", line: 8, seq: 8 },
  },
  { name: "a log rewritten as a whole", change: () => rewritten(1), expect: { reason: "changed", line: 8, seq: 8 } },
  {
    name: "a line that is no record",
    change: (all) => all.with(4, "hello"),
    expect: { reason: "changed", line: 5, seq: 5 },
  },
  { name: "an emptied line", change: (all) => all.with(4, ""), expect: { reason: "changed", line: 5, seq: 5 } },
  { name: "a removed record", change: (all) => all.toSpliced(3, 1), expect: { reason: "removed", line: 4, seq: 4 } },
  {
    name: "several removed records",
    change: (all) => all.toSpliced(1, 3),
    expect: { reason: "removed", line: 2, seq: 2 },
  },
  { name: "a removed first record", change: (all) => all.slice(1), expect: { reason: "removed", line: 1, seq: 1 } },
  {
    name: "two swapped records",
    change: (all) => all.with(3, line(5)).with(4, line(4)),
    expect: { reason: "reordered", line: 4, seq: 5 },
  },
  {
    name: "a record moved to the end",
    change: (all) => [...all.toSpliced(2, 1), line(3)],
    expect: { reason: "reordered", line: 3, seq: 4 },
  },
  {
    name: "all records backwards",
    change: (all) => all.toReversed(),
    expect: { reason: "reordered", line: 1, seq: 8 },
  },
  {
    name: "an earlier record repeated",
    change: (all) => all.toSpliced(5, 0, line(2)),
    expect: { reason: "inserted", line: 6, seq: 2 },
  },
  {
    name: "a later record repeated",
    change: (all) => all.toSpliced(2, 0, line(7)),
    expect: { reason: "inserted", line: 3, seq: 7 },
  },
  {
    name: "a forged record that follows the one before",
    change: (all) => all.toSpliced(4, 0, forged(records[3]!)),
    expect: { reason: "inserted", line: 5, seq: 5 },
  },
  {
    name: "a line of text put between",
    change: (all) => all.toSpliced(4, 0, "hello"),
    expect: { reason: "inserted", line: 5 },
  },
  { name: "a cut tail", change: (all) => all.slice(0, 5), expect: { reason: "truncated", line: 6, seq: 6 } },
  { name: "an emptied log", change: () => [], expect: { reason: "truncated", line: 1, seq: 1 } },
  { name: "a missing anchor", change: (all) => all, anchor: "missing", expect: { reason: "no-anchor", line: 9 } },
  {
    name: "a change before a removal",
    change: (all) => all.with(1, "x").toSpliced(5, 1),
    expect: { reason: "changed", line: 2, seq: 2 },
  },
  {
    name: "records written while the anchor was missing",
    change: (all) => {
      const mended = link(auditEntry(9), records.at(-1)!, time, sha256, "head-missing");
      return [...all, recordLine(mended)];
    },
    expect: { reason: "no-anchor", line: 9, seq: 9 },
  },
];

function check({ change, anchor = head, expect }: Case): void {
  const result = verifyLog(change([...lines]), anchor, sha256);
  assert.equal(result.ok, false);
  const { message, ...bad } = result.firstBad!;
  assert.deepEqual(bad, { ...expect });
  assert.ok(message.length > 20 && message.endsWith("."));
  assert.equal(result.records, expect.line - 1);
}

describe("audit verification", () => {
  it("accepts an untouched log", () => {
    const result = verifyLog(lines, head, sha256);
    assert.deepEqual(result, { ok: true, records: 8, torn: false, unanchored: 0, end: { seq: 8, hash: head.hash } });
  });

  it("accepts a log that was never written", () => {
    assert.equal(verifyLog([], "missing", sha256).ok, true);
  });

  for (const testCase of cases) it(`finds ${testCase.name}`, () => check(testCase));

  it("tells a line that was never finished from tampering", () => {
    const result = verifyLog(lines, head, sha256, lines[0]!.slice(0, 100));
    assert.equal(result.ok, true);
    assert.equal(result.torn, true);
  });

  it("does not take a cut acknowledged record for an unfinished line", () => {
    const result = verifyLog(lines.slice(0, 7), head, sha256, lines[7]!.slice(0, 100));
    assert.equal(result.torn, true);
    assert.equal(result.firstBad?.reason, "truncated");
  });

  it("counts records whose anchor was not moved any more", () => {
    const { seq, hash } = records[5]!;
    const result = verifyLog(lines, { ...head, seq, hash }, sha256);
    assert.equal(result.ok, true);
    assert.equal(result.unanchored, 2);
  });

  it("finds every change of one character", () => {
    const place = fc.record({
      line: fc.nat({ max: length - 1 }),
      at: fc.nat(),
      to: fc.string({ minLength: 1, maxLength: 1 }),
    });
    fc.assert(
      fc.property(place, ({ line, at, to }) => {
        const text = lines[line]!;
        const index = at % text.length;
        const changed = text.slice(0, index) + to + text.slice(index + 1);
        const result = verifyLog(lines.with(line, changed), head, sha256);
        assert.equal(result.ok, changed === text);
        if (!result.ok) assert.equal(result.firstBad?.line, line + 1);
      }),
      { numRuns: 500 },
    );
  });

  it("finds every other order and every subset of the records", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: 0 }), (some) => {
        assert.equal(verifyLog(some, head, sha256).ok, some.join("\n") === lines.join("\n"));
      }),
    );
  });
});

describe("an end that a power cut left in parts", () => {
  const hole = "\0".repeat(300);
  const parts = [`${line(7).slice(0, 200)}${hole}`, `${hole}${line(8).slice(400)}`];
  const anchored = (seq: number) => ({ ...head, seq, hash: records[seq - 1]!.hash });

  it("is a torn line where nothing that was acknowledged is behind it", () => {
    const { ok, torn, records: good, end } = verifyLog([...lines.slice(0, 6), ...parts], anchored(6), sha256);
    assert.deepEqual([ok, torn, good, end.seq], [true, true, 6, 6]);
    // The anchor may lag behind the last records, which hold by themselves.
    assert.equal(verifyLog([...lines.slice(0, 6), ...parts], anchored(4), sha256).ok, true);
  });

  it("is a fault where the anchor or a signature knows of more, or records go on behind it", () => {
    const missing = verifyLog([...lines.slice(0, 6), ...parts], anchored(7), sha256);
    assert.deepEqual([missing.ok, missing.firstBad?.line], [false, 7]);
    const lies = [...lines.slice(0, 6), hole, line(7)];
    assert.equal(verifyLog(lies, anchored(6), sha256).ok, false);
    assert.equal(verifyLog([...lines.slice(0, 6), ...parts], "missing", sha256).ok, false);
    const checkpoint = { seq: 8, hash: records[7]!.hash, time } as Checkpoint;
    const signed = verifyLog([...lines.slice(0, 6), ...parts], anchored(6), sha256, "", { checkpoints: [checkpoint] });
    assert.equal(signed.firstBad?.reason, "truncated");
  });

  it("is a fault where somebody wrote text", () =>
    assert.equal(verifyLog([...lines.slice(0, 6), "no record"], anchored(6), sha256).ok, false));
});
