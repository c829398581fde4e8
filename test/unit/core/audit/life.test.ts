import assert from "node:assert/strict";
import fc from "fast-check";
import { chainStart, linkLine, openLine, placeOf, recordLine } from "../../../../src/core/audit/chain.ts";
import { readRecord, readStep } from "../../../../src/core/audit/readRecord.ts";
import { type AuditRecord, type StepEntry, steps } from "../../../../src/core/audit/record.ts";
import { redactEntry, redactStep } from "../../../../src/core/audit/redact.ts";
import { verifyLog } from "../../../../src/core/audit/verify.ts";
import { canonicalJson } from "../../../../src/core/canonicalJson.ts";
import { auditEntry, sha256 } from "../../../support/auditEntries.ts";
import { callOf, createLab, hold, settle } from "../gate/harness.ts";

const time = "2026-11-25T10:00:00.000Z";

/** A record as schema 1 was written: every member in alphabetical order, then the hash. */
function oldRecord(number: number, after: { seq: number; hash: string }): AuditRecord {
  const unsealed = { ...auditEntry(number), schema: 1 as const, seq: after.seq + 1, time, prev: after.hash };
  return { ...unsealed, hash: sha256(canonicalJson(unsealed)) };
}

describe("the life of an action in the record", () => {
  it("goes on from a log of schema 1, which stays readable and verifiable", () => {
    const old = [oldRecord(1, chainStart)];
    old.push(oldRecord(2, old[0]!));
    const { record, line } = linkLine(auditEntry(3), old[1]!, time, sha256);
    const lines = [...old.map(recordLine), line];
    const head = { schema: 1, seq: 3, hash: record.hash, bytes: 0 } as const;
    assert.deepEqual(verifyLog(lines, head, sha256).ok, true);
    assert.deepEqual(lines.map(readRecord), [...old, record]);
    const changed = lines.with(0, lines[0]!.replace("echo 1", "echo 9"));
    assert.equal(verifyLog(changed, head, sha256).firstBad?.line, 1);
  });

  it("tells the place in the chain from the end of a line, whatever the texts before it say", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.constantFrom(undefined, "torn" as const), (summary, mended) => {
        const hostile = `${summary}","seq":9,"prev":"${"0".repeat(64)}"}`;
        const made = linkLine(
          auditEntry(1, { summary: hostile }),
          { seq: 6, hash: "a".repeat(64) },
          time,
          sha256,
          mended,
        );
        const { seq, prev, mended: said } = placeOf(openLine(made.line)!.covered)!;
        assert.deepEqual([seq, prev, said], [7, "a".repeat(64), mended]);
        assert.deepEqual(readRecord(made.line), made.record);
        assert.equal(recordLine(made.record), made.line);
      }),
    );
  });

  it("keeps what happened after a decision as steps that are no decisions", () => {
    for (const step of steps) {
      const entry: StepEntry = { step, of: "b".repeat(64), outcome: "failed", note: "exit code 1" };
      const { record, line } = linkLine(entry, chainStart, time, sha256);
      assert.deepEqual(readStep(line), record);
      assert.equal(readRecord(line), undefined);
      assert.equal(recordLine(record), line);
    }
  });

  it("writes no secret that a question or a step shows", () => {
    const secret = "correct-horse-battery";
    const entry = auditEntry(1, {
      summary: `login --password ${secret}`,
      shownText: `Run login --password ${secret}?`,
    });
    assert.ok(!JSON.stringify(redactEntry(entry)).includes(secret));
    const note = `login --password ${secret}`;
    assert.ok(!JSON.stringify(redactStep({ step: "ran", note })).includes(secret));
  });

  it("says when a call was held, shown and decided, what was shown, and for whom it acted", async () => {
    let clock = 50;
    const lab = createLab({ window: "window 7", monotonic: () => clock++ });
    hold(lab, callOf("rm notes.txt", { subagent: "cleaner" }));
    await settle();
    lab.jump(4_000);
    await lab.shown[0]!.answer("allow");
    const [entry] = lab.audit;
    const { question } = lab.shown[0]!;
    assert.deepEqual(entry?.times, { held: 1_000_000, shown: 1_000_000, decided: 1_004_000 });
    assert.deepEqual([entry?.monotonic, entry?.delayMs], [{ held: 50, decided: 51 }, 1]);
    assert.equal(entry?.shownText, `${question.title}\n${question.detail}`);
    assert.deepEqual([entry?.subagent, entry?.window], ["cleaner", "window 7"]);
  });

  it("says nothing of a question where nobody was asked", async () => {
    const lab = createLab();
    lab.settings.decision = "allow";
    hold(lab, callOf("ls"));
    await settle();
    assert.deepEqual(lab.audit[0]?.times, { held: 1_000_000, decided: 1_000_000 });
    assert.equal(lab.audit[0]?.shownText, undefined);
    assert.equal(lab.audit[0]?.monotonic, undefined);
  });
});
