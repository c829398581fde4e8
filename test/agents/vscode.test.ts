/**
 * VS Code's own agent meets the fault table (test/support/agentFaults.ts) in a real VS Code, with the extension's own
 * plugin as its hook: whatever breaks, the file is not written; and in the same surroundings another one is written that
 * the gate allows. A person's yes and no, what a policy allows, and the control without Countersign are in
 * test/e2e/gate.test.ts and ungated.test.ts. A call of 200 kB never comes to a tool or a hook there, in one piece or in
 * many: VS Code 1.139.1 is still "considering" it after three minutes (seen 2026-11-26). `AGENTS=vscode FAULTS=reload`
 * narrows the table.
 */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { vscode as adapter } from "../../src/agents/vscode/agent.ts";
import { agentFaults } from "../support/agentFaults.ts";
import { enableAgentMode, sendPrompt, sendUntrustedPrompt, turnEnded } from "../support/agentMode.ts";
import { vscodeNotRun, vscodeNotThere, vscodeRows } from "../support/agents/vscode.ts";
import { gatesAreOpen } from "../support/extensionHosts.ts";
import { recordFault } from "../support/faultRecords.ts";
import { type Model, startModel } from "../support/model.ts";
import { openVscode, type Vscode } from "../support/vscode.ts";
import { type Met, type VscodeRow, vscodeFaultRows } from "../support/vscodeFaultRows.ts";
import { faultsOfVscode, heldPolicy, type VscodeFaults } from "../support/vscodeFaults.ts";
import { eventually } from "../support/wait.ts";
import { pictureOfFailure, type Workbench } from "../support/workbench.ts";

const patienceMs = 240_000;

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
    await faults?.undo();
    if (this.currentTest?.state === "failed") window = undefined;
  });

  const left = agentFaults.filter(
    ({ id }) => !vscodeFaultRows.some((row) => row.id === id) && !vscodeNotRun[id] && !vscodeNotThere[id],
  );
  if (left.length > 0) throw new Error(`Neither tried nor told why not: ${left.map(({ id }) => id).join(", ")}`);

  for (const row of vscodeFaultRows.filter(({ id }) => isChosen("FAULTS", id))) {
    const cannot = adapter.limits?.find(({ faults: named }) => named.includes(row.id))?.why;
    const name = vscodeRows[row.id] ?? agentFaults.find(({ id }) => id === row.id)?.name;
    if (name === undefined) throw new Error(`The fault table has no row "${row.id}".`);
    it(`${cannot === undefined ? "" : "cannot be held when "}${name}`, async () => {
      const isAlone = row.before ?? row.setup ?? row.windowFlags;
      if (isAlone || !window) await open(row);
      await row.prepare?.(met());
      const written = await attempt(row);
      const seen = (what: "held" | "happened", control?: true) =>
        recordFault("vscode", {
          ...{ fault: row.id, attempt: "write", seen: what, version: adapter.facts.version },
          ...(control ? { control } : {}),
        });
      if (cannot !== undefined) {
        await eventually("it is written", patienceMs, async () => written().length > 0);
        return seen("happened");
      }
      seen(written().length > 0 ? "happened" : "held");
      assert.deepEqual(written(), [], "the file was written");
      if (!row.noControl) {
        await allowedByPolicy(row);
        seen("held", true);
      }
      if (isAlone || row.leavesHost) window = undefined;
    });
  }

  /** What may not happen. Returns what has happened of it, whenever it is asked. */
  async function attempt(row: VscodeRow): Promise<() => readonly string[]> {
    const count = row.calls ?? 1;
    const files = Array.from({ length: count }, (_, index) => pathOf("held", row, count > 1 ? `-${index}` : ""));
    const calls = files.map((filePath) => ({ tool: "create_file", input: { filePath, content: "written\n" } }));
    let broken: Promise<unknown> | undefined;
    model.play([{ calls }], () => (broken ??= Promise.resolve(row.beforeCall?.(met()))));
    const results = resultsFromNow();
    const written = () => files.filter((path) => existsSync(path));
    if (row.neverBegins) {
      const already = model.requests.length;
      await sendUntrustedPrompt(shown(), `Write the file of ${row.id}`, "Cancel");
      assert.equal(model.requests.length, already, "the model was asked");
      return written;
    }
    await sendPrompt(shown(), `Write the file of ${row.id}`);
    for (const _ of row.whileAsked ? files : []) {
      await shown().decision.read();
      await row.whileAsked?.(met());
    }
    if (row.mayWaitOn !== undefined) {
      const isTold = () => eventually("the model is told", row.mayWaitOn ?? 0, async () => results().length === count);
      await isTold().catch(() => undefined);
      return written;
    }
    if (row.endsAgent) {
      await faults.hookEnded();
      return written;
    }
    // A stopped turn tells the model nothing.
    if (row.id !== "turn-stopped") {
      await eventually("the model is told", patienceMs, async () => results().length === count);
      if (written().length === 0) for (const result of results()) assert.match(result, /Countersign/);
    }
    await turnEnded(shown());
    return written;
  }

  /** The gate lets the same act pass where policy allows it, and has written that down. */
  async function allowedByPolicy(row: VscodeRow): Promise<void> {
    await faults.undo();
    if (row.neverBegins) {
      await sendUntrustedPrompt(shown(), "Write it", "Trust Folder & Continue");
      await enableAgentMode(shown());
    }
    const filePath = pathOf("free", row);
    model.play([{ calls: [{ tool: "create_file", input: { filePath, content: "written\n" } }] }]);
    const results = resultsFromNow();
    await sendPrompt(shown(), `Write the free file of ${row.id}`);
    await eventually("the model is told", patienceMs, async () => results().length === 1);
    await turnEnded(shown());
    assert.ok(existsSync(filePath), `what the gate allows is written: ${results()[0]}`);
    const audit = readFileSync(join(vscode.home, ".countersign", "audit", "audit.jsonl"), "utf8");
    assert.ok(audit.includes(`free-${row.id}.txt`), "it came through the gate");
  }

  /** What the model is told of its calls. */
  function resultsFromNow(): () => readonly string[] {
    const already = model.requests.length;
    return () => model.requests.slice(already).findLast((request) => request.results.length > 0)?.results ?? [];
  }

  function pathOf(kind: "held" | "free", { id }: VscodeRow, end = ""): string {
    return join(vscode.workspace, `${kind}-${id}${end}.txt`);
  }

  function shown(): Workbench {
    assert.ok(window, "no window is open");
    return window;
  }

  function met(): Met {
    return { vscode, faults, window: shown };
  }

  /** A VS Code of its own: the extension host of a closed window may live on for hours, for its window to come back. */
  async function open(row: VscodeRow): Promise<void> {
    await vscode?.end();
    window = undefined;
    const setup = await row.setup?.(model);
    vscode = await openVscode({ model, homeFiles: { ".countersign/countersign.yaml": heldPolicy }, ...setup });
    faults = faultsOfVscode(vscode);
    await row.before?.(met());
    window = await vscode.openWindow(undefined, row.windowFlags);
    if (!row.neverBegins) await enableAgentMode(window);
    if (!row.seesNoGate) await gatesAreOpen(vscode, 1);
  }
});
