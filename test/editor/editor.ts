/** What the in-editor tests share: the demo's files, and waiting for what the editor does by itself. */
import * as vscode from "vscode";
import { eventually } from "../support/wait.ts";

/** Waits end as soon as their condition holds; a machine can be ten times slower at moments. */
const patienceMs = 60_000;

export function demoFile(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error("The tests need a workspace folder.");
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Our diagnostics of a document, as soon as they are what is wanted. */
export async function findings(
  uri: vscode.Uri,
  what: string,
  wanted: (ruleIds: readonly string[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  await eventually(what, patienceMs, async () => {
    const found = ruleIds(ours(uri));
    if (!wanted(found)) throw new Error(`There is: ${found.join(", ") || "nothing"}.`);
    return true;
  });
  return ours(uri);
}

export function ruleIds(diagnostics: readonly vscode.Diagnostic[]): string[] {
  return diagnostics.map(({ code }) => String(typeof code === "object" ? code.value : code));
}

export function ours(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "Countersign");
}

/** Replaces the whole text without saving. */
export async function type(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error("The edit was refused.");
}

/** Forgets unsaved text and closes everything. */
export async function closeEditors(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.files.revert");
  await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

/** Resolves when a condition of the editor holds. */
export function soon(what: string, holds: () => boolean | Promise<boolean>): Promise<unknown> {
  return eventually(what, patienceMs, async () => holds());
}
