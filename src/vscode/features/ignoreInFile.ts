import { type Disposable, l10n, Range, type TextDocument, Uri, WorkspaceEdit, window, workspace } from "vscode";
import { ignoreInPolicy } from "../../core/suppress/ignoreInPolicy.ts";
import { workspacePolicyName } from "../../node/locations.ts";
import type { Services } from "../services.ts";

/** Asks why a finding is none, and writes the answer into the policy at the top of the workspace folder, shown beside. */
export function registerIgnoreInFile({ command, notify }: Services): Disposable {
  return command("countersign.ignoreInFile", async (file, rule) => {
    const folder = workspace.getWorkspaceFolder(file)?.uri;
    if (!folder) return;
    const reason = await window.showInputBox({
      title: l10n.t("Ignore {0} in {1}", rule, workspace.asRelativePath(file)),
      prompt: l10n.t("Why is it no problem here? Whoever reads the policy will see this."),
      validateInput: (text) => (text.trim() === "" ? l10n.t("Without a reason nothing is ignored.") : undefined),
      ignoreFocusOut: true,
    });
    if (!reason?.trim()) return;
    const policy = Uri.joinPath(folder, workspacePolicyName);
    const ignored = { rule, path: workspace.asRelativePath(file, false), reason: reason.trim() };
    if (!(await write(policy, ignored))) {
      const message = l10n.t("{0} cannot be added to as it is; mend it first.", workspacePolicyName);
      notify.tell({ kind: "warning", message });
      await window.showTextDocument(policy);
    }
  });
}

async function write(policy: Uri, ignored: Parameters<typeof ignoreInPolicy>[1]): Promise<boolean> {
  const document = await open(policy);
  const before = document?.getText() ?? "";
  const after = ignoreInPolicy(before, ignored);
  if (after === undefined) return false;
  const edit = new WorkspaceEdit();
  if (document) edit.replace(policy, new Range(document.positionAt(0), document.positionAt(before.length)), after);
  else edit.createFile(policy, { contents: Buffer.from(after) });
  const wasClean = document?.isDirty !== true;
  if (!(await workspace.applyEdit(edit))) return false;
  const { document: written } = await window.showTextDocument(policy, { preserveFocus: true, preview: true });
  // What was not saved before is the user's to save.
  return wasClean && written.isDirty ? written.save() : true;
}

/** Undefined: there is no such file. Any other trouble is told. */
async function open(file: Uri): Promise<TextDocument | undefined> {
  const isThere = await workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
  return isThere ? workspace.openTextDocument(file) : undefined;
}
