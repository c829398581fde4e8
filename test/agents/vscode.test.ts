/**
 * VS Code's own agent meets the fault table (test/support/agentFaults.ts) in a real VS Code, with the extension's own
 * plugin as its hook: whatever breaks, the file is not written. A person's yes and no, what a policy allows, and the
 * control without Countersign are in test/e2e/gate.test.ts and ungated.test.ts. Its clock cannot be moved from here. A
 * call of 200 kB never comes to a tool or a hook there, in one piece or in many: VS Code 1.139.1 is still "considering" it
 * after three minutes (seen 2026-11-26). `AGENTS=vscode FAULTS=reload`
 * narrows the table.
 */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { vscode as adapter } from "../../src/agents/vscode/agent.ts";
import { agentFaults } from "../support/agentFaults.ts";
import { enableAgentMode, sendPrompt, turnEnded } from "../support/agentMode.ts";
import { vscodeNotRun, vscodeNotThere, vscodeRows } from "../support/agents/vscode.ts";
import { gatesAreOpen, killHosts } from "../support/extensionHosts.ts";
import { recordFault } from "../support/faultRecords.ts";
import { type Model, startModel } from "../support/model.ts";
import { openVscode, type Vscode } from "../support/vscode.ts";
import { faultsOfVscode, heldPolicy, type VscodeFaults } from "../support/vscodeFaults.ts";
import { eventually } from "../support/wait.ts";
import { pictureOfFailure, type Workbench } from "../support/workbench.ts";

const patienceMs = 240_000;

interface Row {
  /** A row of the fault table, whose name it has. */
  readonly id: string;
  /** Breaks something before a window is opened, in a VS Code for this row alone. */
  before?(): unknown;
  /** Breaks something in the open window. */
  prepare?(): unknown;
  /** While the question is on the screen; without it none is expected. */
  whileAsked?(): unknown;
  /** The agent ends with it, so that there is no end of a turn. */
  readonly endsAgent?: true;
  /** An extension host without a window stays behind. */
  readonly leavesHost?: true;
}

const isChosen = (variable: string, id: string) => process.env[variable]?.split(",").includes(id) !== false;

(isChosen("AGENTS", "vscode") ? describe : () => undefined)("VS Code's own agent", function () {
  this.timeout(600_000);
  let model: Model;
  let vscode: Vscode;
  /** Undefined: the next row needs a VS Code of its own. */
  let window: Workbench | undefined;
  let faults: VscodeFaults;

  before(async () => {
    model = await startModel();
  });

  after(async () => {
    await vscode?.end();
    await model?.end();
  });

  afterEach(async function () {
    await pictureOfFailure(window, this.currentTest);
    await faults.undo();
    if (this.currentTest?.state === "failed") window = undefined;
  });

  const rows: readonly Row[] = [
    // The hook.
    { id: "hook-missing", prepare: () => faults.takeHookAway() },
    { id: "hook-killed", whileAsked: () => faults.kill("program") },
    { id: "all-killed", whileAsked: () => faults.kill("shell", "program") },
    { id: "shell-killed", whileAsked: () => faults.kill("shell").then(() => shown().decision.press("Deny")) },
    // The person's other means.
    { id: "stopped-before", prepare: () => stopAll() },
    { id: "stopped-meanwhile", whileAsked: () => stopAll() },
    { id: "turn-stopped", whileAsked: () => stopTurn() },
    { id: "disk-full", prepare: () => faults.fillDisk(), whileAsked: () => shown().decision.press("Allow Once") },
    { id: "no-audit", prepare: () => faults.blockAudit(), whileAsked: () => shown().decision.press("Allow Once") },
    // The window.
    { id: "second-window", whileAsked: () => denyBesideAnother(), leavesHost: true },
    { id: "garbage", before: asItIs, prepare: () => faults.play((client) => client.end("allow\n")) },
    {
      id: "half-a-reply",
      before: asItIs,
      prepare: () => faults.play((client) => client.end('{"v":1,"type":"answer","stdout":"","stde')),
    },
    { id: "reload", before: asItIs, whileAsked: () => shown().reload(), endsAgent: true },
    // Its extension host lives on, for the window to come back; so the hook waits until its time is over.
    {
      id: "window-closed",
      before: () => faults.shortenPatience(),
      whileAsked: () => shown().close(),
      endsAgent: true,
    },
    { id: "host-killed", before: asItIs, whileAsked: () => killHosts(vscode), endsAgent: true },
    // Around the agent.
    { id: "switched-off", before: () => faults.switchOff() },
    // Nobody.
    { id: "nobody-answers", before: () => faults.shortenPatience(), whileAsked: () => undefined },
    { id: "broker-hangs", before: () => faults.shortenPatience(), prepare: () => faults.play(() => undefined) },
  ];

  const left = agentFaults.filter(
    ({ id }) => !rows.some((row) => row.id === id) && !vscodeNotRun[id] && !vscodeNotThere[id],
  );
  if (left.length > 0) throw new Error(`Neither tried nor told why not: ${left.map(({ id }) => id).join(", ")}`);

  for (const row of rows.filter(({ id }) => isChosen("FAULTS", id))) {
    const cannot = adapter.limits?.find(({ faults: named }) => named.includes(row.id))?.why;
    const name = vscodeRows[row.id] ?? agentFaults.find(({ id }) => id === row.id)?.name;
    if (name === undefined) throw new Error(`The fault table has no row "${row.id}".`);
    it(`${cannot === undefined ? "" : "cannot be held when "}${name}`, async () => {
      if (row.before || !window) await open(row.before);
      await row.prepare?.();
      const held = join(vscode.workspace, `held-${row.id}.txt`);
      model.play([{ calls: [{ tool: "create_file", input: { filePath: held, content: "written\n" } }] }]);
      const already = model.requests.length;
      const told = () => model.requests.slice(already).findLast(({ results }) => results.length > 0)?.results[0] ?? "";
      await sendPrompt(shown(), `Write the file of ${row.id}`);
      if (row.whileAsked) {
        await shown().decision.read();
        await row.whileAsked();
      }
      if (row.endsAgent) await faults.hookEnded();
      // A stopped turn tells the model nothing.
      else if (row.id !== "turn-stopped") await eventually("the model is told", patienceMs, async () => told() !== "");
      if (!row.endsAgent) await turnEnded(shown());
      const seen = (what: "held" | "happened") =>
        recordFault("vscode", { fault: row.id, attempt: "write", seen: what, version: adapter.facts.version });
      if (cannot !== undefined) {
        await eventually("it is written", patienceMs, async () => existsSync(held));
        return seen("happened");
      }
      seen(existsSync(held) ? "happened" : "held");
      assert.equal(existsSync(held), false, "the file was written");
      if (!row.endsAgent && row.id !== "turn-stopped") assert.match(told(), /Countersign/);
      if (row.endsAgent || row.leavesHost) window = undefined;
    });
  }

  function asItIs(): void {}

  function shown(): Workbench {
    assert.ok(window, "no window is open");
    return window;
  }

  /** A VS Code of its own: the extension host of a closed window may live on for hours, for its window to come back. */
  async function open(before: Row["before"]): Promise<void> {
    await vscode?.end();
    vscode = await openVscode({ model, homeFiles: { ".countersign/countersign.yaml": heldPolicy } });
    faults = faultsOfVscode(vscode);
    await before?.();
    window = await vscode.openWindow();
    await enableAgentMode(window);
    await gatesAreOpen(vscode, 1);
  }

  async function stopAll(): Promise<void> {
    await shown().runCommand("Countersign: Stop All Agents");
    faults.later(() => shown().runCommand("Countersign: Resume Agents"));
  }

  async function stopTurn(): Promise<void> {
    // A notification may lie over the chat.
    await shown().runCommand("Notifications: Clear All Notifications");
    await shown().page.locator(".chat-execute-toolbar .codicon-stop-circle").first().click();
  }

  async function denyBesideAnother(): Promise<void> {
    const other = await vscode.openWindow(faults.otherFolder());
    await gatesAreOpen(vscode, 2);
    assert.equal(await other.decision.isOpen(), false);
    assert.equal(await other.modal.isOpen(), false);
    await shown().decision.press("Deny");
    await other.close();
  }
});
