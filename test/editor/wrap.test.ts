import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually } from "../support/wait.ts";
import { closeEditors, demoFile } from "./editor.ts";

const patienceMs = 30_000;

async function lensOf(uri: vscode.Uri, title: RegExp): Promise<vscode.CodeLens> {
  return eventually(`a lens ${title}`, patienceMs, async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", uri, 50);
    return lenses.find(({ command }) => title.test(command?.title ?? ""));
  });
}

/** Runs a lens and agrees to the change it shows. */
async function agree({ command }: vscode.CodeLens, uri: vscode.Uri, changed: (text: string) => boolean): Promise<void> {
  assert.equal(command?.command, "countersign.wrapServer");
  const done = vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
  await eventually("the file is changed", patienceMs, async () => {
    await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    return changed(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  });
  await done;
}

describe("the lens on an MCP server's entry", () => {
  const uri = demoFile("wrapped/.mcp.json");
  const text = '{\n  // ours\n  "mcpServers": { "lab": { "command": "lab-server" } }\n}\n';

  beforeEach(() => vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text)));
  afterEach(async () => {
    await closeEditors();
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(uri, ".."), { recursive: true });
  });

  it("puts the proxy before it after showing the change, and takes it back byte for byte", async () => {
    await vscode.workspace.openTextDocument(uri);
    await agree(await lensOf(uri, /^Hold its tool calls$/), uri, (now) => now.includes("mcp-proxy"));
    await agree(await lensOf(uri, /^Held by Countersign/), uri, (now) => now === text);
  });
});
