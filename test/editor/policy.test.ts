import assert from "node:assert/strict";
import * as vscode from "vscode";
import { policyLanguageId } from "../../src/vscode/ids.ts";
import { closeEditors, demoFile, ours, soon, type } from "./editor.ts";

describe("policy files in the editor", () => {
  const uri = demoFile(".countersign.yaml");

  before(() => vscode.workspace.fs.writeFile(uri, new TextEncoder().encode("version: 1\nrules: []\n")));
  after(async () => {
    await closeEditors();
    await vscode.workspace.fs.delete(uri);
  });

  it("are a language of their own", async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.languageId, policyLanguageId);
  });

  it("show what is wrong while they are written", async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await type(document, "version: 1\nrules:\n  - id: a\n    when: { effect: [fly] }\n    then: perhaps\n");
    await soon("problems are shown", () => ours(uri).length > 0);
    await type(document, "version: 1\nrules:\n  - id: a\n    when: { effect: [send-outward] }\n    then: ask\n");
    await soon("the problems are gone", () => ours(uri).length === 0);
  });

  it("complete keys and words from the schema", async () => {
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await type(document, "version: 1\nrules:\n  - id: a\n    then: \n    \n");
    const at = async (line: number, character: number): Promise<string[]> => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        uri,
        new vscode.Position(line, character),
      );
      return list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
    };
    const decisions = await at(3, 10);
    for (const word of ["allow", "ask", "deny"]) assert.ok(decisions.includes(word), decisions.join(", "));
    const keys = await at(4, 4);
    for (const key of ["when", "reason", "expires"]) assert.ok(keys.includes(key), keys.join(", "));
  });
});
