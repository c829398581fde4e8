/** What the agent tells after a call, through the hook as it is installed: recorded, and never in anybody's way. */
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { tellingFor } from "../../src/agents/hookInstall.ts";
import type { StepRecord } from "../../src/core/audit/record.ts";
import { verifyAudit } from "../../src/node/auditReader.ts";
import { sha256 } from "../../src/node/sha256.ts";
import { eventually } from "../support/wait.ts";
import { buildBundles } from "./bundles.ts";
import { askedCommand, claudePayload, createHookLab, type HookLab, passedCommand } from "./hookLab.ts";

const silence = { code: 0, stdout: "", stderr: "" };
const waitMs = 30_000;

describe("what an agent tells after a call", function () {
  this.timeout(120_000);
  let lab: HookLab;
  before(() => buildBundles());
  beforeEach(() => {
    lab = createHookLab();
  });
  afterEach(() => lab.close());

  const payloadOf = (command: string, event: string, id = "toolu_1") =>
    claudePayload(lab.project, command, id).replace("PreToolUse", event);
  const tell = (command: string, event = "PostToolUse") =>
    lab.runCommand(tellingFor(lab.locations.launcher, "claude-settings").posix, payloadOf(command, event)).ended;
  const stepOf = (wanted: StepRecord["step"]) =>
    eventually(`a step “${wanted}” is recorded`, waitMs, async () =>
      lab.auditSteps().find(({ step }) => step === wanted),
    );

  it("is recorded with its decision by the window, after the answer", async () => {
    await lab.openWindow("allow");
    assert.equal((await lab.run().ended).code, 0);
    const answered = await stepOf("answered");
    assert.deepEqual(await tell(askedCommand, "PostToolUseFailure"), silence);
    const [decision] = lab.auditDecisions();
    const ran = await stepOf("ran");
    assert.equal(answered.of, decision?.hash);
    assert.ok((answered.delayMs ?? -1) >= (decision?.delayMs ?? 0), "answered after it was decided");
    assert.deepEqual([ran.of, ran.outcome, ran.note], [decision?.hash, "failed", undefined]);
    assert.equal((await verifyAudit(lab.locations.audit, sha256)).ok, true);
  });

  it("is recorded where no window is open, by another process than the one that decided", async () => {
    const run = lab.run({ payload: payloadOf(passedCommand, "PreToolUse") });
    assert.deepEqual(await run.ended, silence);
    assert.deepEqual(await tell(passedCommand), silence);
    const ran = await stepOf("ran");
    const [decision] = lab.auditDecisions();
    assert.deepEqual([decision?.window, ran.of, ran.outcome], ["unattended", decision?.hash, "done"]);
  });

  it("says that it ran although it was denied", async () => {
    await lab.openWindow("deny");
    assert.equal((await lab.run().ended).code, 2);
    assert.deepEqual(await tell(askedCommand), silence);
    const ran = await stepOf("ran");
    assert.match(ran.note ?? "", /although it was denied/);
  });

  it("allows nothing: the same call is asked again, and told to have ended before it began it is still asked", async () => {
    const window = await lab.openWindow("deny");
    assert.deepEqual(await tell(askedCommand), silence);
    assert.equal((await lab.run().ended).code, 2);
    assert.equal(window.questions.length, 1);
  });

  it("keeps nobody waiting, and says nothing, whatever is broken", async () => {
    const { audit, launcher, base } = lab.locations;
    mkdirSync(audit, { recursive: true });
    writeFileSync(`${audit}/audit.jsonl`, "not a log\n");
    assert.deepEqual(await tell(askedCommand), silence);
    chmodSync(launcher, 0o000);
    assert.deepEqual(await tell(askedCommand), silence);
    writeFileSync(`${base}/x`, "");
    const missing = tellingFor(`${launcher}-missing`, "claude-settings").posix;
    assert.deepEqual(await lab.runCommand(missing, payloadOf(askedCommand, "PostToolUse")).ended, silence);
  });
});
