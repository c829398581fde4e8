/**
 * The failures of a whole editor, with a real Claude Code that waits: whatever ends, the action does not happen.
 * Faults of the hook and its connection alone are in test/process/failClosed.
 */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { startClaude } from "../support/claude.ts";
import { gatesAreOpen, killHosts } from "../support/extensionHosts.ts";
import { installClaudeGate } from "../support/install.ts";
import { type Model, startModel } from "../support/model.ts";
import { openVscode, type Vscode } from "../support/vscode.ts";
import { pictureOfFailure, type Workbench } from "../support/workbench.ts";

interface Fault {
  readonly what: string;
  /** Before the agent acts; a question is then not expected. */
  before?(vscode: Vscode): () => void;
  /** While the question is on the screen. */
  whileAsked?(vscode: Vscode, window: Workbench): Promise<void>;
}

const faults: readonly Fault[] = [
  { what: "the extension host is killed while the question waits", whileAsked: async (vscode) => killHosts(vscode) },
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

/** Moves something away; the answer moves it back. */
function away(path: string): () => void {
  renameSync(path, `${path}.away`);
  return () => renameSync(`${path}.away`, path);
}
