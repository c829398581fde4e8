/** An installed hook is tried once, and what came of it is shown. */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { claudeCodeInstall } from "../../src/agents/claudeCode/install.ts";
import { commandsFor } from "../../src/agents/hookInstall.ts";
import { lastProof, type Proof, proveHook } from "../../src/node/canary.ts";
import { createInstaller } from "../../src/node/installer.ts";
import { relayPath } from "../../src/node/launchers.ts";
import { createSessionTrials } from "../../src/node/sessionTrials.ts";
import { eventually } from "../support/wait.ts";
import { buildBundles } from "./bundles.ts";
import { claudePayload, createHookLab, type HookLab, passedCommand } from "./hookLab.ts";

describe("the trial of an installed hook", function () {
  this.timeout(120_000);
  let lab: HookLab;
  before(function () {
    this.timeout(300_000);
    buildBundles();
  });
  beforeEach(() => {
    lab = createHookLab();
  });
  afterEach(() => lab.close());

  let clock = 1_000;
  const now = () => clock++;
  const prove = () =>
    proveHook("claude-settings", commandsFor(lab.locations.launcher, "claude-settings"), lab.locations, now);
  const status = () => createInstaller(lab.locations, now).status(claudeCodeInstall);

  it("reaches the window, asks nobody, is not recorded, and tells how long it took", async () => {
    const window = await lab.openWindow("allow");
    createInstaller(lab.locations, now).install(claudeCodeInstall);
    const proof = await prove();
    assert.ok("delayMs" in proof && proof.delayMs > 0, JSON.stringify(proof));
    assert.equal(window.questions.length, 0);
    assert.throws(() => lab.auditText(), /ENOENT/);
    assert.deepEqual(lastProof(lab.locations, "claude-settings"), proof);
    const { kind, trial } = status() as { kind: string; trial?: unknown };
    // That the hook works does not show that the agent calls it.
    assert.deepEqual({ kind, trial }, { kind: "installed", trial: proof });
  });

  it("reaches the judge without a window", async () => {
    assert.ok("delayMs" in (await prove()));
  });

  for (const [name, relay] of [
    ["an empty hook", ""],
    ["a hook that exits with 0", "exit 0;"],
    ["a hook that denies by itself", 'print STDERR "no\\n"; exit 2;'],
  ] as const)
    it(`tells of ${name}, until it is called and works again`, async () => {
      createInstaller(lab.locations, now).install(claudeCodeInstall);
      lab.takeNativeAway();
      writeFileSync(relayPath(lab.locations.launcher), relay);
      assert.ok("why" in (await prove()));
      const { kind, why } = status() as { kind: string; why?: string };
      assert.equal(kind, "broken");
      assert.match(why ?? "", /was tried and did not work/);
      clock = Date.now();
      lab.takePerlAway();
      await lab.openWindow("allow");
      assert.equal((await lab.run({ payload: claudePayload(lab.project, passedCommand) }).ended).code, 0);
      assert.equal(status().kind, "live");
      clock = 1_000;
    });

  it("is made again when a session begins, and shows a hook that broke since", async () => {
    createInstaller(lab.locations, now).install(claudeCodeInstall);
    const tried: Proof[] = [];
    const trials = createSessionTrials({
      prove: () => prove(),
      tried: (_source, proof) => tried.push(proof),
      monotonic: () => clock * 60_000,
    });
    await lab.openWindow("allow", { onSeen: (source, _agent, session) => trials.called(source, session) });
    const call = (session: string) =>
      lab.run({ payload: claudePayload(lab.project, passedCommand).replace('"s1"', `"${session}"`) }).ended;
    assert.equal((await call("one")).code, 0);
    await eventually("the hook was tried", 30_000, async () => tried.length === 1);
    assert.ok("delayMs" in (tried[0] as Proof), JSON.stringify(tried[0]));
    assert.equal(status().kind, "live");
    lab.takeNativeAway();
    // The next session's call is under way when the hook breaks: that it came shows nothing of the ones to come.
    writeFileSync(relayPath(lab.locations.launcher), "exit 0;");
    clock = Date.now() + 1_000;
    trials.called("claude-settings", "two");
    await eventually("the hook was tried again", 30_000, async () => tried.length === 2);
    assert.ok("why" in (tried[1] as Proof), JSON.stringify(tried[1]));
    assert.equal(status().kind, "broken");
    clock = 1_000;
  });

  it("tells of a hook that is not there", async () => {
    mkdirSync(lab.locations.run, { recursive: true });
    const nowhere = commandsFor("/nonexistent/hook", "claude-settings");
    const proof = await proveHook("claude-settings", nowhere, lab.locations, now);
    assert.ok("why" in proof && /could not run/.test(proof.why), JSON.stringify(proof));
  });
});
