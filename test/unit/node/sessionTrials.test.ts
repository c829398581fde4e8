import assert from "node:assert/strict";
import type { Proof } from "../../../src/node/canary.ts";
import { createSessionTrials, type SessionTrials } from "../../../src/node/sessionTrials.ts";
import type { HookSource } from "../../../src/protocol/messages.ts";

const works: Proof = { at: 1, delayMs: 5 };
const fails: Proof = { at: 2, why: "it ended with 1 and said nothing" };

describe("the trial at the start of a session", () => {
  let time = 0;
  let proofs: (Proof | undefined)[] = [];
  let ran: HookSource[] = [];
  let told: (readonly [HookSource, Proof])[] = [];
  let trials: SessionTrials;

  beforeEach(() => {
    time = 0;
    proofs = [];
    ran = [];
    told = [];
    trials = createSessionTrials({
      prove(source) {
        ran.push(source);
        const proof = proofs.length > 0 ? proofs.shift() : works;
        return proof && Promise.resolve(proof);
      },
      tried: (source, proof) => told.push([source, proof]),
      monotonic: () => time,
    });
  });

  /** All that was begun has ended: nothing here waits for anything but promises. */
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it("runs the hook once at the first call of a session, and not at its next ones", async () => {
    trials.called("claude-settings", "s1");
    trials.called("claude-settings", "s1");
    await settled();
    time += 3_600_000;
    trials.called("claude-settings", "s1");
    await settled();
    assert.deepEqual(told, [["claude-settings", works]]);
    assert.deepEqual(ran, ["claude-settings"]);
  });

  it("runs it again for another session, but not for each of many at once", async () => {
    for (let index = 0; index < 64; index++) trials.called("claude-settings", `at-once-${index}`);
    await settled();
    assert.equal(ran.length, 1);
    time += 60_000;
    trials.called("claude-settings", "later");
    await settled();
    assert.equal(ran.length, 2);
  });

  it("tries each hook by itself", async () => {
    trials.called("claude-settings", "s1");
    trials.called("codex-config", "s1");
    await settled();
    assert.deepEqual(ran, ["claude-settings", "codex-config"]);
  });

  it("runs the hook when the agent is started, before it has called", async () => {
    trials.started("codex-config");
    trials.called("codex-config", "s1");
    await settled();
    assert.deepEqual(ran, ["codex-config"]);
  });

  it("says that a hook is broken only when it failed twice", async () => {
    proofs = [fails, works];
    trials.called("claude-settings", "s1");
    await settled();
    assert.deepEqual(told, [["claude-settings", works]]);
    time += 60_000;
    proofs = [fails, fails];
    trials.called("claude-settings", "s2");
    await settled();
    assert.deepEqual(told.at(-1), ["claude-settings", fails]);
  });

  it("says nothing where there is no hook of ours to run", async () => {
    proofs = [undefined];
    trials.started("goose-plugin");
    await settled();
    assert.deepEqual(told, []);
  });
});
