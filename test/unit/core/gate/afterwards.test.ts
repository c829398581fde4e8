import assert from "node:assert/strict";
import type { AuditRecord } from "../../../../src/core/audit/record.ts";
import type { RanAnyway } from "../../../../src/core/gate/afterwards.ts";
import type { GatePorts } from "../../../../src/core/gate/ports.ts";
import type { HeldCall } from "../../../../src/core/model/heldCall.ts";
import { callOf, createLab, hold, settle } from "./harness.ts";

const toldAfter = (command: string, over: Partial<HeldCall> = {}) => callOf(command, { event: "post-tool", ...over });

function labOf(over: Partial<GatePorts> = {}) {
  const anyway: RanAnyway[] = [];
  const lab = createLab({ ranAnyway: (what) => void anyway.push(what), ...over });
  lab.settings.decision = "allow";
  return { lab, anyway };
}

describe("what becomes of a call after its decision", () => {
  it("is recorded with the decision it belongs to, and how the agent says it ended", async () => {
    const { lab, anyway } = labOf();
    hold(lab, callOf("ls"));
    hold(lab, callOf("make"));
    await settle();
    hold(lab, toldAfter("make", { became: "failed" }));
    hold(lab, toldAfter("ls"));
    await settle();
    const told = lab.notes.map(({ step, of, outcome, note }) => [step, of, outcome, note]);
    assert.deepEqual(told, [
      ["ran", "hash 2", "failed", undefined],
      ["ran", "hash 1", undefined, undefined],
    ]);
    assert.equal(lab.notes[0]?.actionDigest, lab.audit[1]?.actionDigest);
    assert.deepEqual(anyway, []);
  });

  it("is never held and never judged, whatever the policy or a stop says, and loosens nothing", async () => {
    const { lab } = labOf();
    Object.assign(lab.settings, { decision: "deny", stopped: true });
    const { outcome } = hold(lab, toldAfter("rm notes.txt"));
    assert.equal((await outcome).decision, "allow");
    assert.deepEqual([lab.audit.length, lab.shown.length, lab.allowed.length], [0, 0, 0]);
    assert.equal((await hold(lab, callOf("rm notes.txt")).outcome).decision, "deny");
  });

  it("is answered at once though it cannot be written, or its decision is looked for for ever", async () => {
    const { lab } = labOf({ decisionOf: () => new Promise(() => {}) });
    lab.settings.auditFails = true;
    assert.equal((await hold(lab, toldAfter("ls")).outcome).decision, "allow");
  });

  it("is told to the person when it ran although it was denied, but not when it only failed", async () => {
    const { lab, anyway } = labOf();
    lab.settings.decision = "deny";
    hold(lab, callOf("rm notes.txt"));
    hold(lab, callOf("rm other.txt"));
    await settle();
    hold(lab, toldAfter("rm notes.txt", { became: "done" }));
    hold(lab, toldAfter("rm other.txt", { became: "failed" }));
    await settle();
    assert.deepEqual(
      anyway.map(({ kind, call }) => [kind, call.callId]),
      [["denied", "call of rm notes.txt"]],
    );
    assert.match(lab.notes[0]?.note ?? "", /although it was denied/);
    assert.equal(lab.notes[0]?.of, "hash 1");
  });

  it("is told to the person when nobody decided it", async () => {
    const { lab, anyway } = labOf();
    hold(lab, toldAfter("rm notes.txt"));
    await settle();
    assert.equal(anyway[0]?.kind, "undecided");
    assert.match(lab.notes[0]?.note ?? "", /No decision.*rm notes\.txt/);
    assert.equal(lab.notes[0]?.of, undefined);
  });

  it("says so when what ran is not what was decided", async () => {
    const { lab } = labOf();
    hold(lab, callOf("ls", { callId: "c1" }));
    await settle();
    hold(lab, toldAfter("rm notes.txt", { callId: "c1" }));
    await settle();
    assert.equal(lab.notes[0]?.of, "hash 1");
    assert.match(lab.notes[0]?.note ?? "", /not the action that was decided.*rm notes\.txt/);
  });

  it("is one record when two hooks tell it, and each call's own where the agent gives no id", async () => {
    const { lab, anyway } = labOf();
    hold(lab, callOf("ls"));
    await settle();
    hold(lab, toldAfter("ls"), { source: "one" });
    hold(lab, toldAfter("ls"), { source: "two" });
    await settle();
    assert.equal(lab.notes.length, 1);
    const nameless = (event: HeldCall["event"]): HeldCall => {
      const { callId: _, ...call } = callOf("pwd", { event });
      return call;
    };
    for (const event of ["pre-tool", "pre-tool", "post-tool", "post-tool"] as const) {
      hold(lab, nameless(event));
      await settle();
    }
    assert.deepEqual(
      lab.notes.map(({ of }) => of),
      ["hash 1", "hash 2", "hash 3"],
    );
    assert.deepEqual(anyway, []);
  });

  it("finds a decision that another window recorded", async () => {
    const record = { hash: "elsewhere", decision: "allow", actionDigest: "another" } as AuditRecord;
    const wanted: unknown[] = [];
    const { lab, anyway } = labOf({
      decisionOf: async (one) => {
        wanted.push(one.call);
        return record;
      },
    });
    hold(lab, toldAfter("ls"));
    await settle();
    assert.deepEqual(wanted, ["call of ls"]);
    assert.equal(lab.notes[0]?.of, "elsewhere");
    assert.deepEqual(anyway, []);
  });

  it("says when the agent was answered, once, with how long it had waited", async () => {
    let clock = 10;
    const { lab } = labOf({ monotonic: () => clock });
    const [first, second] = [hold(lab, callOf("ls")), hold(lab, callOf("ls"), { source: "two" })];
    await first.outcome;
    clock = 35;
    first.told();
    second.told();
    await settle();
    assert.deepEqual(
      lab.notes.map(({ step, of, delayMs }) => [step, of, delayMs]),
      [["answered", "hash 1", 25]],
    );
  });

  it("says nothing of an answer where none was recorded", async () => {
    const { lab } = labOf();
    lab.settings.auditFails = true;
    const held = hold(lab, callOf("ls"));
    assert.equal((await held.outcome).decision, "deny");
    lab.settings.auditFails = false;
    held.told();
    await settle();
    assert.deepEqual(lab.notes, []);
  });

  it("keeps the version that the payload says, or else what can be found out", async () => {
    const { lab } = labOf({ agentVersion: ({ agent }) => (agent === "vscode" ? "1.139.1" : assert.fail()) });
    hold(lab, callOf("ls"));
    hold(lab, callOf("pwd", { agentVersion: "9.9" }));
    hold(lab, callOf("id", { agent: "other" }));
    await settle();
    assert.deepEqual(
      lab.audit.map(({ agentVersion }) => agentVersion),
      ["1.139.1", "9.9", undefined],
    );
  });
});
