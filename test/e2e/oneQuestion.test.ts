/** VS Code's own agent calls both of our hooks, the extension's plugin and ~/.copilot/hooks: it is one question. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/lib/project.mjs";
import { enableAgentMode, sendPrompt, turnEnded } from "../support/agentMode.ts";
import { type Model, startModel } from "../support/model.ts";
import { openVscode, type Vscode } from "../support/vscode.ts";
import { eventually } from "../support/wait.ts";
import { pictureOfFailure, type Workbench } from "../support/workbench.ts";

const cli = join(root, "dist", "cli.js");

describe("with both hooks of VS Code's agent", function () {
  this.timeout(180_000);
  let model: Model;
  let vscode: Vscode;
  let window: Workbench;

  before(async () => {
    model = await startModel();
    vscode = await openVscode({ model, files: { "precious/notes.txt": "not in git\n" } });
    execFileSync(process.execPath, [cli, "guard", "install", "--agent", "copilot-cli", "--home", vscode.home]);
    window = await vscode.openWindow();
    await enableAgentMode(window);
  });

  after(async () => {
    await vscode?.end();
    await model?.end();
  });

  afterEach(async function () {
    await pictureOfFailure(window, this.currentTest);
    await window?.modal.dismissAll();
  });

  it("one Allow Once lets one call through, and both hooks have seen it", async () => {
    const input = { command: "rm -rf precious", explanation: "Cleans up", goal: "", mode: "sync", timeout: 10_000 };
    model.play([{ calls: [{ tool: "run_in_terminal", input }] }]);
    await sendPrompt(window, "Clean up");
    await window.modal.read();
    await window.modal.press("Allow Once");
    await window.modal.waitGone();
    await turnEnded(window);
    const precious = join(vscode.workspace, "precious");
    await eventually("the allowed command has run", 30_000, async () => !existsSync(precious));
    const seen = join(vscode.home, ".countersign", "run", "seen");
    for (const source of ["vscode-plugin", "copilot-hooks"]) assert.ok(existsSync(join(seen, source)), source);
    const decisions = readFileSync(join(vscode.home, ".countersign", "audit", "audit.jsonl"), "utf8")
      .trim()
      .split("\n");
    assert.equal(decisions.filter((line) => line.includes('"decidedBy":"person"')).length, 1);
  });
});
