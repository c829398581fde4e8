import assert from "node:assert/strict";
import type { HeldCall } from "../../../../src/core/model/heldCall.ts";
import { callOf, createLab, type Lab, settle, start } from "./harness.ts";

describe("what may be allowed for a task after it was asked about", () => {
  const ask = async (lab: Lab, call: HeldCall) => {
    const hold = lab.gate.hold({ call, source: "test", deadline: start + 600_000 });
    await settle();
    return hold;
  };
  const task = (ends: "task" | "session" | "subagent") =>
    callOf("", { event: "other", tool: "Stop", actions: [], ends, callId: `over ${ends}` });

  /** A call that the person denied, in a task that still runs. */
  async function denied(over: Partial<HeldCall> = {}): Promise<Lab> {
    const lab = createLab();
    await ask(lab, callOf("make", { callId: "1", ...over }));
    await lab.shown[0]!.answer("deny");
    return lab;
  }

  /** Whether the same action is asked about again. */
  async function isAsked(lab: Lab, over: Partial<HeldCall> = {}): Promise<boolean> {
    const before = lab.shown.length;
    const hold = await ask(lab, callOf("make", { callId: `again ${before}`, ...over }));
    if (lab.shown.length > before) {
      await lab.shown.at(-1)!.answer("deny");
      return true;
    }
    assert.equal((await hold.outcome).decision, "allow");
    return false;
  }

  it("is what was denied or allowed once: from then on the same is not asked about until the task ends", async () => {
    for (const answer of ["deny", "allow"] as const) {
      const lab = createLab();
      await ask(lab, callOf("make", { callId: "1" }));
      await lab.shown[0]!.answer(answer);
      const [offered, ...others] = lab.gate.mayAllow();
      assert.ok(offered && others.length === 0);
      assert.ok(await lab.gate.allowForTask(offered.id));
      assert.deepEqual(
        lab.gate.state().lasting.map(({ scope, agent }) => [scope, agent]),
        [["task", offered.call.agent]],
      );
      assert.deepEqual(lab.gate.mayAllow(), [], "what holds already is not offered again");
      assert.equal(await isAsked(lab), false);
      assert.deepEqual([lab.audit.at(-1)?.decidedBy, lab.audit.at(-1)?.scope], ["person", "task"]);
      await ask(lab, task("task"));
      assert.deepEqual(lab.gate.state().lasting, []);
      assert.equal(await isAsked(lab), true);
    }
  });

  it("is what nobody answered in time", async () => {
    const lab = createLab();
    await ask(lab, callOf("make", { callId: "1" }));
    await lab.advance(700_000);
    const [offered] = lab.gate.mayAllow();
    assert.equal(offered?.state, "expired");
    assert.ok(await lab.gate.allowForTask(offered.id));
    assert.equal(await isAsked(lab), false);
  });

  it("is recorded before it holds, with who, what and until when, and so is that it was taken back", async () => {
    const lab = await denied({ sessionId: "s1" });
    const [offered] = lab.gate.mayAllow();
    assert.ok(await lab.gate.allowForTask(offered!.id));
    const [granted, ...none] = lab.notes.filter(({ step }) => step === "granted");
    const digest = lab.audit[0]?.actionDigest;
    assert.deepEqual(none, []);
    assert.deepEqual(granted, {
      step: "granted",
      agent: offered!.call.agent,
      session: "s1",
      user: "dev",
      scope: "task",
      until: new Date(start + 3_600_000).toISOString(),
      of: "hash 1",
      actionDigest: digest,
      note: "run “make”",
    });
    const [lasting] = lab.gate.state().lasting;
    lab.gate.takeBack(lasting!.id);
    lab.gate.takeBack(lasting!.id);
    await lab.gate.idle();
    assert.deepEqual(
      lab.notes.filter(({ step }) => step === "taken-back"),
      [{ ...granted, step: "taken-back" }],
    );
    assert.equal(await isAsked(lab, { sessionId: "s1" }), true);
  });

  it("does not hold where it cannot be recorded, or its task ended while it was written", async () => {
    const failing = await denied();
    failing.settings.auditFails = true;
    assert.equal(await failing.gate.allowForTask(failing.gate.mayAllow()[0]!.id), false);
    assert.deepEqual(failing.gate.state().lasting, []);
    const ended = await denied();
    const answer = ended.gate.allowForTask(ended.gate.mayAllow()[0]!.id);
    await ask(ended, task("task"));
    assert.equal(await answer, false);
    assert.deepEqual(ended.gate.state().lasting, []);
    assert.deepEqual(
      ended.notes.filter(({ step }) => step !== "answered").map(({ step }) => step),
      ["granted", "taken-back"],
    );
  });

  it("is recorded too when it is the answer to a question, and taken back when all agents are stopped", async () => {
    const lab = createLab();
    await ask(lab, callOf("make", { callId: "1" }));
    await lab.shown[0]!.answer("allow", "session");
    lab.gate.stopAll();
    await lab.gate.idle();
    const told = lab.notes.flatMap(({ step, scope, of }) => (scope === undefined ? [] : [[step, scope, of]]));
    assert.deepEqual(told, [
      ["granted", "session", "hash 1"],
      ["taken-back", "session", "hash 1"],
    ]);
  });

  it("is offered once for calls that are the same", async () => {
    const lab = await denied();
    await ask(lab, callOf("make", { callId: "2" }));
    await lab.shown[1]!.answer("deny");
    assert.equal(lab.gate.mayAllow().length, 1);
  });

  it("is nothing else: not another session, not another action", async () => {
    const lab = await denied();
    assert.ok(await lab.gate.allowForTask(lab.gate.mayAllow()[0]!.id));
    assert.equal(await isAsked(lab, { sessionId: "another" }), true);
    assert.equal(await isAsked(lab, callOf("make all", { callId: "x" })), true);
  });

  it("is gone with the end of the task or session, and with that of a sub-agent what it asked for", async () => {
    for (const [ends, over, left] of [
      ["task", {}, 0],
      ["session", {}, 0],
      ["subagent", {}, 1],
      ["subagent", { subagent: "helper" }, 0],
    ] as const) {
      const lab = await denied(over);
      const [offered] = lab.gate.mayAllow();
      await ask(lab, task(ends));
      assert.equal(lab.gate.mayAllow().length, left, ends);
      assert.equal(await lab.gate.allowForTask(offered!.id), left === 1);
    }
  });

  it("is nothing that changes access, goes outward, destroys data or is critical, and nothing that policy denies", async () => {
    for (const settings of [
      { effects: ["change-access"] },
      { effects: ["send-outward"] },
      { effects: ["destroy-data"] },
      { severity: "critical" },
    ] as const) {
      const lab = createLab();
      Object.assign(lab.settings, settings);
      await ask(lab, callOf("make", { callId: "1" }));
      await lab.shown[0]!.answer("deny");
      assert.deepEqual(lab.gate.mayAllow(), [], JSON.stringify(settings));
    }
    const lab = createLab();
    lab.settings.decision = "deny";
    await ask(lab, callOf("make", { callId: "1" }));
    assert.deepEqual(lab.gate.mayAllow(), []);
  });

  it("is nothing while all agents are stopped, and covers nothing that policy denies by now", async () => {
    const stopped = await denied();
    const [offered] = stopped.gate.mayAllow();
    stopped.gate.stopAll();
    assert.equal(await stopped.gate.allowForTask(offered!.id), false);
    assert.deepEqual(stopped.gate.mayAllow(), []);
    const lab = await denied();
    assert.ok(await lab.gate.allowForTask(lab.gate.mayAllow()[0]!.id));
    lab.settings.decision = "deny";
    const hold = await ask(lab, callOf("make", { callId: "2" }));
    assert.equal((await hold.outcome).decision, "deny");
  });
});
