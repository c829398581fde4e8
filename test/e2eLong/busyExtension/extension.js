// @ts-nocheck: plain JavaScript, as the editor loads it.
/**
 * Formats a file while it is saved, writes another one after it, changes a setting of the workspace, and has a view of
 * as many rows as ours, which it knows all the time.
 */
const { writeFileSync } = require("node:fs");
const vscode = require("vscode");

const head = "Busy rows";
const rows = {
  getChildren: (node) => (node ? Array.from({ length: 100 }, (_, index) => `busy row ${index}`) : [head]),
  getTreeItem: (node) =>
    new vscode.TreeItem(node, vscode.TreeItemCollapsibleState[node === head ? "Expanded" : "None"]),
};

exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    vscode.window.createTreeView("busy.rows", { treeDataProvider: rows }),
    vscode.workspace.onWillSaveTextDocument(({ document, waitUntil }) => {
      if (!document.uri.fsPath.endsWith("saved.md")) return;
      const end = document.lineAt(document.lineCount - 1).range.end;
      waitUntil(Promise.resolve([vscode.TextEdit.insert(end, " (formatted)")]));
    }),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (uri.fsPath.endsWith("saved.md"))
        writeFileSync(uri.fsPath.replace(/saved\.md$/, "contents.md"), `${Date.now()}\n`);
    }),
    vscode.commands.registerCommand("busy.settings", () =>
      vscode.workspace.getConfiguration("editor").update("tabSize", 7, vscode.ConfigurationTarget.Workspace),
    ),
  );
};
