import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { extensionId } from "../../src/core/identity.ts";
import { lastProof } from "../../src/node/canary.ts";
import { locations } from "../../src/node/locations.ts";
import { readAuditTail } from "../../src/vscode/gate/auditTail.ts";
import { closeEditors, demoFile, soon, type } from "./editor.ts";

interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

/** Calls the built hook as VS Code calls it, with the variables this extension handed out. */
function callHook(tool: string, input: Readonly<Record<string, unknown>>, patienceMs = 600_000): Promise<Ended> {
  const extension = vscode.extensions.getExtension(extensionId);
  assert.ok(extension);
  const hook = join(extension.extensionPath, "dist", "hook.js");
  const args = [
    hook,
    "--source",
    "vscode-plugin",
    "--window",
    process.env.COUNTERSIGN_WINDOW ?? "",
    "--patience",
    String(patienceMs),
  ];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
    stdio: ["pipe", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (data: Buffer) => {
    stderr += data.toString();
  });
  child.stdin.end(
    JSON.stringify({
      timestamp: new Date().toISOString(),
      hook_event_name: "PreToolUse",
      session_id: "editor-test",
      tool_name: tool,
      tool_input: input,
      tool_use_id: `call-${tool}-${JSON.stringify(input).length}`,
      cwd: demoFile("").fsPath,
    }),
  );
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, stderr })));
}

const gateIsOpen = (): Promise<unknown> =>
  soon("the gate is open", () => existsSync(process.env.COUNTERSIGN_WINDOW ?? "nowhere"));

describe("gate in the editor", () => {
  beforeEach(gateIsOpen);

  it("hands the native relay to the hook where it was built, and nothing elsewhere", async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    const built = join(extension?.extensionPath ?? "", "dist", `relay-${process.platform}-${process.arch}`);
    const handed = () => process.env.COUNTERSIGN_NATIVE;
    if (!existsSync(built)) return assert.equal(handed(), undefined);
    await soon("it is handed out", () => existsSync(handed() ?? "nowhere"));
  });

  it("lets pass what the policy allows, without a question", async () => {
    const file = demoFile("README.md").fsPath;
    const { code, stderr } = await callHook("read_file", { filePath: file, startLine: 1, endLine: 2 });
    assert.equal(code, 10, stderr);
  });

  it("tries its own hook when a session of VS Code's agent begins, and keeps how long it took", async () => {
    await callHook("read_file", { filePath: demoFile("README.md").fsPath, startLine: 1, endLine: 1 });
    const proof = () => lastProof(locations(homedir()), "vscode-plugin");
    await soon("the trial is kept", () => proof() !== undefined);
    const found = proof();
    assert.ok(found && "delayMs" in found && found.delayMs > 0, JSON.stringify(found));
  });

  it("denies when the question cannot be shown: VS Code refuses dialogs in tests", async () => {
    const { code, stderr } = await callHook("run_in_terminal", { command: "git push --force origin main" });
    assert.equal(code, 2);
    assert.match(stderr, /could not be shown/);
  });

  it("asks in a panel where there is little time, which goes away when it is over, and denies", async () => {
    const isAsking = () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === "Your Decision"));
    const ended = callHook("run_in_terminal", { command: "git push --force origin short" }, 12_000);
    await soon("the question is in a tab of its own", isAsking);
    const { code, stderr } = await ended;
    assert.equal(code, 2);
    assert.match(stderr, /nobody answered in time/);
    await soon("the question has gone away", () => !isAsking());
  });

  const tabs = (label: RegExp) =>
    vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => label.test(tab.label));

  it("shows a patch of several files from disk, not from an unsaved editor, and closing it denies", async () => {
    const [one, two] = ["one.md", "two.md"].map((name) => vscode.Uri.file(join(homedir(), name)));
    assert.ok(one && two);
    for (const uri of [one, two]) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode("old\n"));
    const document = await vscode.workspace.openTextDocument(one);
    await type(document, "not saved\n");
    const update = ({ fsPath }: vscode.Uri) => [`*** Update File: ${fsPath}`, "-old", "+new"];
    const input = ["*** Begin Patch", ...update(one), ...update(two), "*** End Patch"].join("\n");
    const ended = callHook("apply_patch", { input, explanation: "" });
    await soon("the decision and the first diff are shown", () => {
      return tabs(/^Your Decision$/).length === 1 && tabs(/^one\.md, as the agent/).length === 1;
    });
    const side = (name: string) =>
      vscode.workspace.textDocuments.find(
        ({ uri }) => uri.scheme === "countersign" && uri.path.includes(`/${name}/0/`),
      );
    await soon("both sides are loaded", () => side("before") !== undefined && side("after") !== undefined);
    assert.deepEqual([side("before")?.getText(), side("after")?.getText()], ["old\n", "new\n"]);
    await vscode.window.tabGroups.close(tabs(/^Your Decision$/));
    const { code, stderr } = await ended;
    assert.equal(code, 2);
    assert.match(stderr, /closed without an answer/);
    await soon("the diff is closed too", () => tabs(/as the agent would leave/).length === 0);
    await closeEditors();
  });

  it("records who could not be asked", async () => {
    await callHook("run_in_terminal", { command: "git push --force origin other" });
    const [newest] = await readAuditTail(join(homedir(), ".countersign", "audit"), 1);
    assert.equal(newest?.decision, "deny");
    assert.equal(newest?.decidedBy, "nobody");
    assert.equal(newest?.verdict, "ask");
  });

  it("asks nobody and lets nothing pass by itself while all agents are stopped", async () => {
    await vscode.commands.executeCommand("countersign.stopAll");
    try {
      const { code } = await callHook("read_file", {
        filePath: demoFile("README.md").fsPath,
        startLine: 1,
        endLine: 3,
      });
      assert.equal(code, 2);
    } finally {
      await vscode.commands.executeCommand("countersign.resume");
    }
    const { code } = await callHook("read_file", { filePath: demoFile("README.md").fsPath, startLine: 1, endLine: 4 });
    assert.equal(code, 10);
  });

  it("closes and opens with the person's setting, and leaves no entry behind", async () => {
    const first = process.env.COUNTERSIGN_WINDOW ?? "";
    const settings = vscode.workspace.getConfiguration("countersign");
    await settings.update("gate.enabled", false, vscode.ConfigurationTarget.Global);
    await soon("the gate is closed", () => process.env.COUNTERSIGN_WINDOW === undefined && !existsSync(first));
    const { code } = await callHook("run_in_terminal", { command: "git push --force origin third" });
    assert.equal(code, 2);
    await settings.update("gate.enabled", undefined, vscode.ConfigurationTarget.Global);
    await gateIsOpen();
    assert.notEqual(process.env.COUNTERSIGN_WINDOW, first);
  });

  it("is not closed by a setting of the workspace", async () => {
    const uri = demoFile(".vscode/settings.json");
    const before = await vscode.workspace.fs.readFile(uri).then(
      (bytes) => bytes,
      () => undefined,
    );
    const window = process.env.COUNTERSIGN_WINDOW;
    await vscode.workspace.fs.writeFile(
      uri,
      new TextEncoder().encode(`{ "countersign.gate.enabled": false, "editor.tabSize": 7 }`),
    );
    try {
      await soon(
        "the workspace's settings are read",
        () => vscode.workspace.getConfiguration("editor").get("tabSize") === 7,
      );
      const { code } = await callHook("run_in_terminal", { command: "git push --force origin fourth" });
      assert.equal(code, 2);
      assert.equal(process.env.COUNTERSIGN_WINDOW, window);
    } finally {
      if (before) await vscode.workspace.fs.writeFile(uri, before);
      else await vscode.workspace.fs.delete(uri);
    }
  });
});
