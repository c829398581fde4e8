import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { closeEditors, demoFile, soon, type } from "./editor.ts";

const tabs = (label: RegExp) =>
  vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => label.test(tab.label));

/** How many pages of the record of this kind are open. */
const pages = (kind: string, label: string) =>
  vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(`countersign.${kind}`))
    .filter((tab) => tab.label === label).length;

describe("activity in the editor", () => {
  afterEach(closeEditors);

  it("opens the timeline in one tab, however often it is asked for", async () => {
    await vscode.commands.executeCommand("countersign.showTimeline");
    await vscode.commands.executeCommand("countersign.showTimeline");
    await soon("the timeline is open", () => tabs(/^Timeline of Agents$/).length === 1);
  });

  it("shows the sessions as a page", async () => {
    await vscode.commands.executeCommand("countersign.showSessions");
    await soon("the page is open", () => pages("sessions", "Sessions") === 1);
    await vscode.commands.executeCommand("countersign.showSessions");
    assert.equal(pages("sessions", "Sessions"), 1);
  });

  it("replays a policy from its lens, as it stands in the editor", async () => {
    const folder = join(homedir(), ".countersign-lens");
    mkdirSync(folder, { recursive: true });
    const path = join(folder, "countersign.yaml");
    writeFileSync(path, "version: 1\nrules: []\n");
    const uri = vscode.Uri.file(path);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    let lens: vscode.CodeLens | undefined;
    await soon("the lens is there", async () => {
      const all = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", uri, 10);
      lens = all.find(({ command }) => command?.command === "countersign.replayPolicy");
      return lens !== undefined;
    });
    await vscode.commands.executeCommand(lens?.command?.command ?? "", ...(lens?.command?.arguments ?? []));
    await soon("the page is open", () => pages("replay", "Replay") === 1);
  });

  it("says of a file that nobody recorded that it is not known who changed it", async () => {
    const uri = demoFile("nobody-did-this.md");
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode("one\n"));
    try {
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document);
      await type(document, "two, and not saved\n");
      // The notification stays until somebody closes it, and the answer comes with it.
      const asked = vscode.commands.executeCommand("countersign.whoDidThis", uri);
      await soon("the answer is shown", async () => {
        await vscode.commands.executeCommand("notifications.clearAll");
        return Promise.race([asked.then(() => true), new Promise<boolean>((no) => setTimeout(no, 200, false))]);
      });
      assert.match(String(await asked), /not known/);
    } finally {
      await vscode.commands.executeCommand("workbench.action.files.revert");
      await vscode.workspace.fs.delete(uri);
    }
  });
});
