/**
 * The control experiment: the same agents, the same scenes, without Countersign. If an action did not happen here, its
 * absence in gate.test.ts would prove nothing.
 */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  answerHostConfirmation,
  enableAgentMode,
  hostConfirmation,
  sendPrompt,
  turnEnded,
} from "../support/agentMode.ts";
import { runClaude } from "../support/claude.ts";
import { type Model, startModel } from "../support/model.ts";
import { openVscode, type Vscode } from "../support/vscode.ts";
import { eventually } from "../support/wait.ts";
import type { Workbench } from "../support/workbench.ts";

describe("with the gate switched off by the person", function () {
  this.timeout(180_000);
  let model: Model;
  let vscode: Vscode;

  before(async () => {
    model = await startModel();
    vscode = await openVscode({ model, settings: { "countersign.gate.enabled": false } });
  });

  after(async () => {
    await vscode?.end();
    await model?.end();
  });

  it("VS Code's agent works as it would without it, and the status bar says so", async () => {
    const window = await vscode.openWindow();
    await enableAgentMode(window);
    await eventually("the status bar says so", 60_000, async () =>
      (await window.statusBarTexts()).some((text) => /Gate off/.test(text)),
    );
    const path = join(vscode.home, "outside.txt");
    model.play([{ calls: [{ tool: "create_file", input: { filePath: path, content: "by the agent\n" } }] }]);
    await sendPrompt(window, "write the file");
    await eventually("VS Code asks", 60_000, () => hostConfirmation(window));
    await answerHostConfirmation(window, "Allow");
    await turnEnded(window);
    await eventually("the file is on disk", 20_000, async () => readFileSync(path, "utf8") === "by the agent\n");
    assert.equal(await window.decision.isOpen(), false);
  });
});

describe("without Countersign", function () {
  this.timeout(180_000);
  let model: Model;
  let vscode: Vscode;
  let window: Workbench;

  before(async () => {
    model = await startModel();
    vscode = await openVscode({ model, extension: false });
    window = await vscode.openWindow();
    await enableAgentMode(window);
  });

  after(async () => {
    await vscode?.end();
    await model?.end();
  });

  it("VS Code's agent writes a file without any question", async () => {
    const path = join(vscode.workspace, "written.txt");
    model.play([{ calls: [{ tool: "create_file", input: { filePath: path, content: "by the agent\n" } }] }]);
    await sendPrompt(window, "write the file");
    await turnEnded(window);
    await eventually("the file is on disk", 20_000, async () => readFileSync(path, "utf8") === "by the agent\n");
  });

  it("VS Code's agent runs a command once its own question is answered", async () => {
    const input = {
      command: "touch ran.txt",
      explanation: "Makes a file",
      goal: "A file",
      mode: "sync",
      timeout: 10_000,
    };
    model.play([{ calls: [{ tool: "run_in_terminal", input }] }]);
    await sendPrompt(window, "run the command");
    await eventually("VS Code asks", 60_000, () => hostConfirmation(window));
    await answerHostConfirmation(window, "Allow");
    await turnEnded(window);
    assert.ok(existsSync(join(vscode.workspace, "ran.txt")));
  });

  it("Claude Code runs a command and writes a file", async () => {
    const path = join(vscode.workspace, "claude.txt");
    model.play([
      { calls: [{ tool: "Bash", input: { command: "touch claude-ran.txt", description: "Makes a file" } }] },
      { calls: [{ tool: "Write", input: { file_path: path, content: "by Claude\n" } }] },
    ]);
    const outcome = await runClaude({ home: vscode.home, workspace: vscode.workspace, model });
    assert.equal(outcome.said, "Done.", outcome.stdout + outcome.stderr);
    assert.ok(existsSync(join(vscode.workspace, "claude-ran.txt")));
    assert.equal(readFileSync(path, "utf8"), "by Claude\n");
  });
});
