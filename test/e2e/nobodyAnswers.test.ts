/**
 * The failures of a whole editor, with a real Claude Code that waits: whatever ends, the action does not happen.
 * Faults of the hook and its connection alone are in test/process/failClosed.
 */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { startClaude } from "../support/claude.ts";
import { installClaudeGate } from "../support/install.ts";
import { type Model, startModel } from "../support/model.ts";
import { openVscode, type Vscode } from "../support/vscode.ts";
import { eventually } from "../support/wait.ts";
import { pictureOfFailure, type Workbench } from "../support/workbench.ts";

interface Fault {
  readonly what: string;
  /** Before the agent acts; a question is then not expected. */
  before?(vscode: Vscode): () => void;
  /** While the question is on the screen. */
  whileAsked?(vscode: Vscode, window: Workbench): Promise<void>;
}

const faults: readonly Fault[] = [
  { what: "the extension host is killed while the question waits", whileAsked: async (vscode) => killHost(vscode) },
  { what: "the window is closed while the question waits", whileAsked: (_, window) => window.close() },
  { what: "the question is closed with Escape", whileAsked: (_, window) => window.modal.pressKey("Escape") },
  { what: "the hook program is missing", before: ({ home }) => away(join(home, ".countersign", "bin")) },
  { what: "no editor is open", before: () => () => {} },
];

describe("nothing happens when", function () {
  this.timeout(180_000);
  let model: Model;
  let vscode: Vscode;
  let window: Workbench | undefined;

  before(async () => {
    model = await startModel();
    vscode = await openVscode({ model, files: { "precious/notes.txt": "not in git\n" } });
    window = await vscode.openWindow();
    await installClaudeGate(window);
    await window.close();
  });

  after(async () => {
    await vscode?.end();
    await model?.end();
  });

  afterEach(async function () {
    await pictureOfFailure(window, this.currentTest);
    await window?.page.close();
    window = undefined;
  });

  for (const fault of faults) {
    it(fault.what, async () => {
      window = fault.whileAsked ? await vscode.openWindow() : undefined;
      const precious = join(vscode.workspace, "precious");
      const undo = fault.before?.(vscode);
      model.play([{ calls: [{ tool: "Bash", input: { command: "rm -rf precious", description: "Cleans up" } }] }]);
      await gatesAreOpen(vscode, window ? 1 : 0);
      const claude = await startClaude({ home: vscode.home, workspace: vscode.workspace, model });
      if (window && fault.whileAsked) {
        assert.match((await window.modal.read()).title, /rm -rf precious/);
        await fault.whileAsked(vscode, window);
      }
      const outcome = await claude.outcome;
      undo?.();
      assert.equal(outcome.timedOut, false, "the agent still waits for its hook");
      assert.equal(outcome.said, "Done.", outcome.stdout + outcome.stderr);
      assert.ok(existsSync(precious), "the action happened");
      assert.match(model.requests.at(-1)?.results[0] ?? "", /Countersign|hook/);
    });
  }

  it("and the same action happens once a person allows it", async () => {
    window = await vscode.openWindow();
    mkdirSync(join(vscode.workspace, "precious"), { recursive: true });
    await gatesAreOpen(vscode, 1);
    model.play([{ calls: [{ tool: "Bash", input: { command: "rm -rf precious", description: "Cleans up" } }] }]);
    const claude = await startClaude({ home: vscode.home, workspace: vscode.workspace, model });
    await window.modal.read();
    await window.modal.press("Allow Once");
    await claude.outcome;
    assert.equal(existsSync(join(vscode.workspace, "precious")), false);
  });
});

/** The extension host of a closed window lives on for a moment and would take the call, so that nobody is asked. */
function gatesAreOpen({ home }: Vscode, count: number): Promise<unknown> {
  const run = join(home, ".countersign", "run");
  return eventually(`${count} windows hold their gate open`, 90_000, async () => {
    const entries = readdirSync(run).filter((name) => name.endsWith(".json"));
    const alive = entries.filter((name) => isAlive((JSON.parse(read(join(run, name))) as { pid: number }).pid));
    return alive.length === count;
  });
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}

/** Moves something away; the answer moves it back. */
function away(path: string): () => void {
  renameSync(path, `${path}.away`);
  return () => renameSync(`${path}.away`, path);
}

/** Kills the extension hosts of this server, and nothing else: found below its own process (Linux). */
function killHost({ server }: Vscode): void {
  const hosts = descendants(server.pid).filter((pid) => commandLine(pid).includes("--type=extensionHost"));
  assert.ok(hosts.length > 0, "no extension host was found");
  for (const pid of hosts) process.kill(pid, "SIGKILL");
}

function descendants(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const [, parent] = /\) \S (\d+) /.exec(read(`/proc/${name}/stat`)) ?? [];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === root || isBelow(parent));
  };
  return [...parents.keys()].filter(isBelow);
}

function commandLine(pid: number): string {
  return read(`/proc/${pid}/cmdline`).replaceAll("\0", " ");
}

/** A process may end while we look. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
