import assert from "node:assert/strict";
import type { Effect } from "../../../../src/core/model/effect.ts";
import type { HeldCall } from "../../../../src/core/model/heldCall.ts";
import { callOf, createLab, hold, type Lab, settle, start } from "./harness.ts";

const never = Symbol("still waiting");

/** What a caller was told so far. */
async function outcome(held: ReturnType<typeof hold>) {
  await settle();
  const told = await Promise.race([held.outcome, Promise.resolve(never)]);
  return told === never ? "waiting" : (told as { decision: string }).decision;
}

async function reason(held: ReturnType<typeof hold>): Promise<string> {
  const told = await held.outcome;
  return told.decision === "deny" ? told.reason : "";
}

describe("gate: one call", () => {
  it("passes what the policy allows and denies what it denies, without asking, and records both", async () => {
    const lab = createLab();
    lab.settings.decision = "allow";
    assert.equal(await outcome(hold(lab, callOf("ls"))), "allow");
    lab.settings.decision = "deny";
    const denied = hold(lab, callOf("rm"));
    assert.equal(await outcome(denied), "deny");
    assert.match(await reason(denied), /The test says so/);
    assert.equal(lab.shown.length, 0);
    assert.deepEqual(
      lab.audit.map((entry) => [entry.decision, entry.decidedBy]),
      [
        ["allow", "policy"],
        ["deny", "policy"],
      ],
    );
  });

  it("holds what must be asked until the person answers", async () => {
    const lab = createLab();
    const held = hold(lab, callOf("git push"));
    assert.equal(await outcome(held), "waiting");
    assert.equal(lab.gate.state().waiting[0]?.state, "shown");
    await lab.shown[0]!.answer("allow");
    assert.equal(await outcome(held), "allow");
    assert.deepEqual(await held.outcome, { decision: "allow", by: "person" });
    assert.equal(lab.gate.state().waiting.length, 0);
    assert.equal(lab.gate.state().recent[0]?.state, "allowed");
  });

  it("carries one digest in question, view and audit record", async () => {
    const lab = createLab();
    hold(lab, callOf("git push"));
    await settle();
    const [waiting] = lab.gate.state().waiting;
    await lab.shown[0]!.answer("deny");
    const { digest } = lab.shown[0]!.question;
    assert.match(digest, /^[0-9a-f]{64}$/);
    assert.equal(waiting?.digest, digest);
    assert.equal(lab.audit[0]?.actionDigest, digest);
    assert.equal(lab.audit[0]?.shownDigest, "shown");
  });

  it("lets an event that needs no decision pass, and records nothing", async () => {
    const lab = createLab();
    lab.settings.decision = "deny";
    assert.equal(await outcome(hold(lab, callOf("", { event: "other", actions: [] }))), "allow");
    assert.equal(lab.audit.length, 0);
  });
});

describe("gate: whatever goes wrong is a denial", () => {
  const faults: readonly (readonly [name: string, failure: RegExp, run: (lab: Lab) => Promise<void>])[] = [
    ["the question is closed", /closed without an answer/, (lab) => lab.shown[0]!.close()],
    ["the question cannot be shown", /could not be shown/, (lab) => lab.shown[0]!.fail()],
    ["the deadline passes", /nobody answered in time/, (lab) => lab.advance(60_000)],
    ["all is stopped", /stopped/, async (lab) => lab.gate.stopAll()],
    ["the window closes", /closing/, async (lab) => lab.gate.denyWaiting("closing")],
  ];
  for (const [name, failure, run] of faults) {
    it(`denies when ${name}, and records that nobody decided`, async () => {
      const lab = createLab();
      const held = hold(lab, callOf("git push"));
      await settle();
      await run(lab);
      assert.equal(await outcome(held), "deny");
      assert.match(await reason(held), failure);
      assert.deepEqual([lab.audit[0]?.decision, lab.audit[0]?.decidedBy], ["deny", "nobody"]);
    });
  }

  it("denies when the dialog throws at once", async () => {
    const lab = createLab({
      confirm: () => {
        throw new Error("no dialogs here");
      },
    });
    assert.equal(await outcome(hold(lab, callOf("x"))), "deny");
  });

  it("denies when there is nobody to ask", async () => {
    const held = hold(createLab({ confirm: undefined }), callOf("x"));
    assert.match(await reason(held), /no editor window/);
  });

  for (const [name, judge] of [
    ["throws", () => assert.fail("judge")],
    ["rejects", () => Promise.reject(new Error("judge"))],
  ] as const) {
    it(`denies when the judge ${name}`, async () => {
      const lab = createLab({ judge });
      assert.match(await reason(hold(lab, callOf("x"))), /could not be judged/);
      assert.equal(lab.audit[0]?.decision, "deny");
    });
  }

  it("denies when the judge never answers", async () => {
    const lab = createLab({ judge: () => new Promise(() => {}) });
    const held = hold(lab, callOf("x"));
    await lab.advance(60_000);
    assert.equal(await outcome(held), "deny");
  });

  it("denies an allow that cannot be recorded", async () => {
    const lab = createLab();
    const held = hold(lab, callOf("x"));
    await settle();
    lab.settings.auditFails = true;
    await lab.shown[0]!.answer("allow");
    assert.match(await reason(held), /audit trail/);
  });

  it("answers in time when the audit never comes back, and records that the allow did not count", async () => {
    let finishWriting = () => {};
    const decisions: string[] = [];
    const lab = createLab({
      audit: {
        append: (entry) => {
          decisions.push(entry.decision);
          return new Promise((resolve) => {
            finishWriting = () => resolve({ ...entry, schema: 1, seq: 1, time: "", prev: "", hash: "" });
          });
        },
      },
    });
    const held = hold(lab, callOf("x"));
    await settle();
    await lab.shown[0]!.answer("allow");
    await lab.advance(60_000);
    assert.equal(await outcome(held), "deny");
    finishWriting();
    await settle();
    assert.deepEqual(decisions, ["allow", "deny"]);
  });

  it("denies an answer after the deadline even when no timer fired", async () => {
    const lab = createLab();
    const held = hold(lab, callOf("x"));
    await settle();
    lab.jump(60_001);
    await lab.shown[0]!.answer("allow");
    assert.equal(await outcome(held), "deny");
  });

  it("withdraws the question when the agent stops waiting, and ignores a late allow", async () => {
    const lab = createLab();
    const held = hold(lab, callOf("x"));
    await settle();
    held.withdraw();
    await settle();
    assert.deepEqual(lab.shown[0]!.withdrawn, ["the agent stopped waiting"]);
    await lab.shown[0]!.answer("allow");
    assert.equal(await outcome(held), "deny");
    assert.deepEqual(
      lab.audit.map((entry) => entry.decision),
      ["deny"],
    );
  });

  it("denies what cannot be given a digest", async () => {
    const lab = createLab({
      sha256: () => {
        throw new Error("no crypto");
      },
    });
    assert.equal(await outcome(hold(lab, callOf("x"))), "deny");
  });
});

describe("gate: queue", () => {
  it("shows one question at a time and says how many wait", async () => {
    const lab = createLab();
    const calls = ["a", "b", "c"].map((command) => hold(lab, callOf(command)));
    await settle();
    assert.equal(lab.shown.length, 1);
    await lab.shown[0]!.answer("deny");
    assert.equal(lab.shown.length, 2);
    assert.match(lab.shown[1]!.question.detail, /1 more question waits/);
    await lab.shown[1]!.answer("allow");
    await lab.shown[2]!.answer("deny");
    assert.deepEqual(await Promise.all(calls.map(outcome)), ["deny", "allow", "deny"]);
  });

  it("merges equal calls that wait, says so, and answers them together", async () => {
    const lab = createLab();
    hold(lab, callOf("first"));
    const equal = ["1", "2", "3"].map((callId) => hold(lab, callOf("same", { callId })));
    await settle();
    await lab.shown[0]!.answer("deny");
    assert.match(lab.shown[1]!.question.detail, /waits 3 times; the answer is for all/);
    await lab.shown[1]!.answer("allow");
    assert.deepEqual(await Promise.all(equal.map(outcome)), ["allow", "allow", "allow"]);
    assert.equal(lab.shown.length, 2);
    assert.equal(lab.audit.length, 4, "each call has its record");
  });

  it("asks again for an equal call that comes while the question is on the screen: allow once is for what was shown", async () => {
    const lab = createLab();
    const first = hold(lab, callOf("same", { callId: "1" }));
    await settle();
    const second = hold(lab, callOf("same", { callId: "2" }));
    await settle();
    await lab.shown[0]!.answer("allow");
    assert.equal(await outcome(first), "allow");
    assert.equal(await outcome(second), "waiting");
  });

  it("does not merge the calls of two sessions or two agents", async () => {
    const lab = createLab();
    hold(lab, callOf("blocker"));
    hold(lab, callOf("same"));
    hold(lab, callOf("same", { sessionId: "other" }));
    hold(lab, callOf("same", { agent: "claude-code" }));
    await settle();
    for (let index = 0; index < 4; index++) await lab.shown[index]!.answer("deny");
    assert.equal(lab.shown.length, 4);
  });

  it("drops a queued call that expires without ever showing it", async () => {
    const lab = createLab();
    hold(lab, callOf("a"));
    const short = hold(lab, callOf("b"), { patience: 1_000 });
    await settle();
    await lab.advance(1_000);
    assert.equal(await outcome(short), "deny");
    await lab.shown[0]!.answer("deny");
    assert.equal(lab.shown.length, 1);
    assert.equal(lab.gate.state().recent.find(({ call }) => call.callId === "call of b")?.state, "expired");
  });

  it("goes on with the next question when withdrawing the one before fails", async () => {
    const lab = createLab({
      confirm: (question) => {
        asked.push(question.title);
        return {
          answer: new Promise(() => {}),
          withdraw() {
            throw new Error("no window");
          },
        };
      },
    });
    const asked: string[] = [];
    const first = hold(lab, callOf("a"));
    hold(lab, callOf("b"));
    await settle();
    first.withdraw();
    await settle();
    assert.equal(asked.length, 2);
  });
});

describe("gate: the same call through two hooks", () => {
  it("is one question while it waits", async () => {
    const lab = createLab();
    const one = hold(lab, callOf("x"), { source: "one" });
    const two = hold(lab, callOf("x"), { source: "two" });
    await settle();
    await lab.shown[0]!.answer("allow");
    assert.deepEqual([await outcome(one), await outcome(two)], ["allow", "allow"]);
    assert.equal(lab.shown.length, 1);
    assert.equal(lab.audit.length, 1);
  });

  it("is one question when the second hook is called after the answer, and each hook has it once", async () => {
    const lab = createLab();
    const one = hold(lab, callOf("x"), { source: "one" });
    await settle();
    await lab.shown[0]!.answer("allow");
    assert.equal(await outcome(one), "allow");
    assert.equal(await outcome(hold(lab, callOf("x"), { source: "two" })), "allow");
    assert.equal(await outcome(hold(lab, callOf("x"), { source: "two" })), "waiting");
    assert.equal(lab.shown.length, 2, "a repeated call is a new question");
  });

  it("is a new question when the content differs, although the agent gave the same id", async () => {
    const lab = createLab();
    hold(lab, callOf("x", { callId: "c" }), { source: "one" });
    await settle();
    await lab.shown[0]!.answer("allow");
    assert.equal(await outcome(hold(lab, callOf("y", { callId: "c" }), { source: "two" })), "waiting");
  });

  it("is a new question a minute later", async () => {
    const lab = createLab();
    hold(lab, callOf("x"), { source: "one", patience: 600_000 });
    await settle();
    await lab.shown[0]!.answer("allow");
    await lab.advance(61_000);
    assert.equal(await outcome(hold(lab, callOf("x"), { source: "two", patience: 600_000 })), "waiting");
  });

  it("keeps the question while one of the two still waits", async () => {
    const lab = createLab();
    const one = hold(lab, callOf("x"), { source: "one" });
    const two = hold(lab, callOf("x"), { source: "two" });
    await settle();
    one.withdraw();
    await settle();
    assert.deepEqual(lab.shown[0]!.withdrawn, []);
    await lab.shown[0]!.answer("allow");
    assert.equal(await outcome(two), "allow");
  });

  it("never joins calls of an agent that gives no ids", async () => {
    const lab = createLab();
    const anonymous = { callId: undefined } as never;
    hold(lab, { ...callOf("x"), ...(anonymous as object) }, { source: "one" });
    await settle();
    await lab.shown[0]!.answer("allow");
    const second = hold(lab, { ...callOf("x"), ...(anonymous as object) }, { source: "two" });
    assert.equal(await outcome(second), "waiting");
  });
});

describe("gate: answers for a session", () => {
  it("allows the same action again in the same session only", async () => {
    const lab = createLab();
    hold(lab, callOf("x", { callId: "1" }));
    await settle();
    await lab.shown[0]!.answer("allow", "session");
    assert.equal(await outcome(hold(lab, callOf("x", { callId: "2" }))), "allow");
    assert.equal(lab.audit.at(-1)?.scope, "session");
    assert.equal(await outcome(hold(lab, callOf("x2", { callId: "3" }))), "waiting");
    assert.equal(await outcome(hold(lab, callOf("x", { sessionId: "t" }))), "waiting");
    assert.equal(await outcome(hold(lab, callOf("x", { subagent: "helper", callId: "4" }))), "waiting");
  });

  it("ends for a task when the agent says that its turn is over", async () => {
    const lab = createLab();
    hold(lab, callOf("x", { callId: "1" }));
    await settle();
    await lab.shown[0]!.answer("allow", "task");
    assert.equal(await outcome(hold(lab, callOf("x", { callId: "2" }))), "allow");
    assert.equal(lab.audit.at(-1)?.scope, "task");
    const stop = callOf("", { event: "other", tool: "Stop", actions: [], ends: "task", callId: "3" });
    assert.equal(await outcome(hold(lab, stop)), "allow");
    assert.equal(await outcome(hold(lab, callOf("x", { callId: "4" }))), "waiting");
  });

  it("never beats a denial of the policy", async () => {
    const lab = createLab();
    hold(lab, callOf("x", { callId: "1" }));
    await settle();
    await lab.shown[0]!.answer("allow", "session");
    lab.settings.decision = "deny";
    assert.equal(await outcome(hold(lab, callOf("x", { callId: "2" }))), "deny");
  });

  it("ends with Stop All", async () => {
    const lab = createLab();
    hold(lab, callOf("x", { callId: "1" }));
    await settle();
    await lab.shown[0]!.answer("allow", "session");
    lab.gate.stopAll();
    lab.gate.lift();
    assert.equal(await outcome(hold(lab, callOf("x", { callId: "2" }))), "waiting");
  });

  const never: readonly (readonly [Effect[], "critical" | "medium"])[] = [
    [["change-access"], "medium"],
    [["send-outward"], "medium"],
    [["destroy-data"], "medium"],
    [["write-files"], "critical"],
  ];
  for (const [effects, severity] of never) {
    it(`is never given for ${effects.join(" and ")} (${severity})`, async () => {
      const lab = createLab();
      Object.assign(lab.settings, { effects, severity });
      hold(lab, callOf("x", { callId: "1" }));
      await settle();
      assert.equal(lab.shown[0]!.question.mayLast, false);
      await lab.shown[0]!.answer("allow", "session");
      assert.equal(lab.audit[0]?.scope, "once");
      assert.equal(await outcome(hold(lab, callOf("x", { callId: "2" }))), "waiting");
    });
  }
});

describe("gate: what was promised before the answer", () => {
  async function allowed(beforeAllowed: () => Promise<boolean>) {
    const lab = createLab({ beforeAllowed });
    const held = hold(lab, callOf("x"));
    await settle();
    await lab.shown[0]!.answer("allow");
    return { lab, decision: await outcome(held) };
  }

  it("is done before a person's allow is told", async () => {
    const steps: string[] = [];
    const { decision } = await allowed(async () => {
      steps.push("copied");
      return true;
    });
    assert.deepEqual([decision, steps], ["allow", ["copied"]]);
  });

  for (const [what, fails] of [
    ["cannot be done", async () => false],
    ["fails", () => Promise.reject(new Error("disk full"))],
  ] as const) {
    it(`denies when it ${what}, and records that`, async () => {
      const { lab, decision } = await allowed(fails);
      assert.equal(decision, "deny");
      assert.match(lab.audit[0]?.failure ?? "", /copied first/);
      assert.equal(lab.audit.length, 1);
    });
  }

  it("is not done for what policy allows", async () => {
    const lab = createLab({ beforeAllowed: () => Promise.reject(new Error("not asked for")) });
    lab.settings.decision = "allow";
    assert.equal(await outcome(hold(lab, callOf("x"))), "allow");
  });
});

describe("gate: Stop All and the breaker", () => {
  it("denies what waits and what comes until it is lifted, also what policy allows", async () => {
    const lab = createLab();
    const waiting = [hold(lab, callOf("a")), hold(lab, callOf("b"))];
    await settle();
    lab.gate.stopAll();
    assert.deepEqual(await Promise.all(waiting.map(outcome)), ["deny", "deny"]);
    lab.settings.decision = "allow";
    assert.equal(await outcome(hold(lab, callOf("c"))), "deny");
    lab.gate.lift();
    assert.equal(await outcome(hold(lab, callOf("d"))), "allow");
  });

  it("holds for a stop of another window, also for an answer already on its way", async () => {
    const lab = createLab();
    const held = hold(lab, callOf("a"));
    await settle();
    lab.settings.stopped = true;
    await lab.shown[0]!.answer("allow");
    assert.equal(await outcome(held), "deny");
  });

  it("counts a switch that cannot be read as stopped", async () => {
    const lab = createLab({
      isStopped: () => {
        throw new Error("EIO");
      },
    });
    assert.equal(await outcome(hold(lab, callOf("a"))), "deny");
  });

  it("asks for what policy allows when too much happens at once, and denies when it does not stop", async () => {
    const lab = createLab({ breaker: { windowMs: 10_000, askFrom: 3, denyFrom: 5 } });
    Object.assign(lab.settings, { decision: "allow", effects: ["delete-files"] });
    const told = [];
    for (let index = 0; index < 5; index++) told.push(await outcome(hold(lab, callOf(`rm ${index}`))));
    assert.deepEqual(told, ["allow", "allow", "waiting", "waiting", "deny"]);
    assert.match(lab.shown[0]!.question.detail, /many irreversible or outward actions/);
    await lab.advance(10_000);
    assert.equal(await outcome(hold(lab, callOf("rm later"))), "allow");
  });

  it("does not count harmless actions, nor one session for another", async () => {
    const lab = createLab({ breaker: { windowMs: 10_000, askFrom: 2, denyFrom: 3 } });
    lab.settings.decision = "allow";
    for (let index = 0; index < 5; index++) assert.equal(await outcome(hold(lab, callOf(`ls ${index}`))), "allow");
    lab.settings.effects = ["send-outward"];
    for (const sessionId of ["s1", "s2", "s3"]) {
      assert.equal(await outcome(hold(lab, callOf("post", { sessionId }))), "allow");
    }
  });
});

describe("gate: views", () => {
  it("tells every change, and a view that fails changes nothing", async () => {
    const lab = createLab();
    const states: number[] = [];
    lab.gate.onChange(() => {
      throw new Error("view");
    });
    const end = lab.gate.onChange(() => states.push(lab.gate.state().waiting.length));
    const held = hold(lab, callOf("x"));
    await settle();
    await lab.shown[0]!.answer("allow");
    assert.equal(await outcome(held), "allow");
    assert.ok(states.includes(1) && states.at(-1) === 0);
    end();
    const told = states.length;
    hold(lab, callOf("y"));
    await settle();
    assert.equal(states.length, told);
  });

  it("says until when a call waits", async () => {
    const lab = createLab();
    hold(lab, callOf("x"), { patience: 5_000 });
    await settle();
    assert.equal(lab.gate.state().waiting[0]?.deadline, start + 5_000);
    assert.equal(lab.shown[0]!.question.deadline, start + 5_000);
  });
});

describe("gate: scripts that were read to judge a call", () => {
  const script = { path: "/w/x.sh", sha256: "a" };

  it("denies what a person allowed when the script was changed meanwhile, and says so", async () => {
    const lab = createLab();
    lab.settings.followed = [script];
    const held = hold(lab, callOf("./x.sh"));
    await settle();
    lab.settings.scriptChanged = true;
    await lab.shown[0]!.answer("allow");
    assert.equal(await outcome(held), "deny");
    assert.match(await reason(held), /changed/);
    assert.equal(lab.audit[0]?.decision, "deny");
  });

  it("denies what the policy allowed when it cannot be told whether the script is still the same", async () => {
    const broken = createLab({
      areUnchanged: () => {
        throw new Error("gone");
      },
    });
    broken.settings.decision = "allow";
    broken.settings.followed = [script];
    assert.equal(await outcome(hold(broken, callOf("./x.sh"))), "deny");
  });

  it("lets it run when nothing changed, and records what was read", async () => {
    const lab = createLab();
    lab.settings.decision = "allow";
    lab.settings.followed = [script];
    assert.equal(await outcome(hold(lab, callOf("./x.sh"))), "allow");
    assert.deepEqual(lab.audit[0]?.followed, [script]);
    assert.equal(await outcome(hold(lab, callOf("ls"))), "allow");
  });

  it("asks again when a grant for the session was for another content", async () => {
    const lab = createLab();
    lab.settings.followed = [script];
    hold(lab, callOf("./x.sh"));
    await settle();
    await lab.shown[0]!.answer("allow", "session");
    assert.equal(await outcome(hold(lab, callOf("./x.sh", { callId: "again" }))), "allow");
    lab.settings.followed = [{ ...script, sha256: "b" }];
    assert.equal(await outcome(hold(lab, callOf("./x.sh", { callId: "later" }))), "waiting");
  });

  it("tells the session's memory of what goes ahead, and of nothing else", async () => {
    const lab = createLab();
    lab.settings.decision = "allow";
    await outcome(hold(lab, callOf("ls")));
    lab.settings.decision = "deny";
    await outcome(hold(lab, callOf("rm")));
    assert.deepEqual(
      lab.allowed.map(({ callId }) => callId),
      ["call of ls"],
    );
  });
});

describe("gate: a call of a server's tool that comes through an agent's hook and then through our proxy", () => {
  const through = (over: object = {}, call: Partial<HeldCall> = {}): HeldCall => ({
    ...{ agent: "claude-code", event: "pre-tool", sessionId: "s", callId: "1", tool: "mcp__tickets__close", cwd: "/w" },
    actions: [{ kind: "mcp_call", server: "tickets", tool: "close", args: { id: 7, why: "done" }, ...over }],
    ...call,
  });
  const atProxy = (over: object = {}, call: Partial<HeldCall> = {}): HeldCall =>
    through(
      { agent: "claude-code", annotations: {}, args: { why: "done", id: 7 }, ...over },
      { sessionId: "mcp-1", tool: "close", ...call },
    );
  const proxied = (lab: Lab, call = atProxy()) => hold(lab, call, { source: "mcp-proxy", patience: 3_600_000 });

  async function allowedInHook() {
    const lab = createLab();
    lab.settings.effects = ["send-outward"];
    const held = hold(lab, through(), { source: "claude-code" });
    await settle();
    await lab.shown[0]!.answer("allow");
    assert.equal(await outcome(held), "allow");
    return lab;
  }

  it("is one question, and both are recorded", async () => {
    const lab = await allowedInHook();
    assert.deepEqual(await proxied(lab).outcome, { decision: "allow", by: "person" });
    assert.equal(lab.shown.length, 1);
    assert.deepEqual(
      lab.audit.map(({ decision, decidedBy }) => [decision, decidedBy]),
      [
        ["allow", "person"],
        ["allow", "person"],
      ],
    );
  });

  it("is good for one call", async () => {
    const lab = await allowedInHook();
    await proxied(lab).outcome;
    assert.equal(await outcome(proxied(lab, atProxy({}, { callId: "2" }))), "waiting");
    assert.equal(lab.shown.length, 2);
  });

  const others: readonly (readonly [what: string, call: HeldCall])[] = [
    ["other arguments", atProxy({ args: { id: 8, why: "done" } })],
    ["another tool", atProxy({ tool: "reopen" })],
    ["another server", atProxy({ server: "other" })],
    ["another agent", atProxy({}, { agent: "mcp-client" })],
    ["a tool whose words changed", atProxy({ changes: [{ part: "description" }] })],
  ];
  for (const [what, call] of others)
    it(`asks again about ${what}`, async () => {
      assert.equal(await outcome(proxied(await allowedInHook(), call)), "waiting");
    });

  const faults: readonly (readonly [what: string, told: string, change: (lab: Lab) => void | Promise<void>])[] = [
    ["asks again a minute later", "waiting", (lab) => lab.advance(60_001)],
    ["asks again when the clock went back", "waiting", (lab) => lab.jump(-1)],
    [
      "asks again when the proxy knows of a worse effect",
      "waiting",
      (lab) => void Object.assign(lab.settings, { effects: ["send-outward", "spend-money"] }),
    ],
    [
      "asks again when it is more severe",
      "waiting",
      (lab) => void Object.assign(lab.settings, { severity: "critical" }),
    ],
    ["denies what the policy denies by now", "deny", (lab) => void Object.assign(lab.settings, { decision: "deny" })],
    ["denies when everything is stopped", "deny", (lab) => lab.gate.stopAll()],
    ["denies what cannot be recorded", "deny", (lab) => void Object.assign(lab.settings, { auditFails: true })],
  ];
  for (const [what, told, change] of faults)
    it(what, async () => {
      const lab = await allowedInHook();
      await change(lab);
      assert.equal(await outcome(proxied(lab)), told);
    });

  it("asks again after everything was stopped and lifted", async () => {
    const lab = await allowedInHook();
    lab.gate.stopAll();
    lab.gate.lift();
    assert.equal(await outcome(proxied(lab)), "waiting");
  });

  it("asks in the hook, whatever was allowed at the proxy", async () => {
    const lab = createLab();
    const held = proxied(lab);
    await settle();
    await lab.shown[0]!.answer("allow");
    assert.equal(await outcome(held), "allow");
    assert.equal(await outcome(hold(lab, through(), { source: "claude-code" })), "waiting");
    assert.equal(await outcome(proxied(lab, atProxy({}, { callId: "2" }))), "waiting");
  });

  it("asks at the proxy about what another workspace's hook was allowed", async () => {
    const lab = createLab({ workspaceOf: ({ cwd }) => cwd });
    const held = hold(lab, through(), { source: "claude-code" });
    await settle();
    await lab.shown[0]!.answer("allow");
    assert.equal(await outcome(held), "allow");
    assert.equal(await outcome(proxied(lab, atProxy({}, { cwd: "/other" }))), "waiting");
  });
});
