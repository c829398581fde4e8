import { Range, type TextDocument, Uri, WorkspaceEdit, workspace } from "vscode";

/** One file's text as it was looked at, and as it shall be. */
export interface TextChange {
  readonly path: string;
  /** "" for a file that is not there. */
  readonly before: string;
  readonly after: string;
}

/**
 * Writes all of them or none, as an edit that the editor's own Undo takes back.
 * @returns the path of a file that is another by now, so that nothing was written
 */
export async function applyTexts(changes: readonly TextChange[]): Promise<string | undefined> {
  const edit = new WorkspaceEdit();
  const open: TextDocument[] = [];
  for (const { path, before, after } of changes) {
    const uri = Uri.file(path);
    const document = await existing(uri);
    if (!document) {
      if (before !== "") return path;
      edit.createFile(uri, { contents: new TextEncoder().encode(after), ignoreIfExists: false });
      continue;
    }
    if (document.isDirty || !isSame(document.getText(), before)) return path;
    open.push(document);
    const { range, text } = smallest(document, withoutMark(after));
    edit.replace(uri, range, text);
  }
  if (!(await workspace.applyEdit(edit))) return changes[0]?.path ?? "";
  for (const document of open) await document.save();
  return undefined;
}

/** Takes back what `applyTexts` wrote, where nobody changed it since. A file that it made is gone again. */
export async function undoTexts(changes: readonly TextChange[]): Promise<string | undefined> {
  const back = changes.map(({ path, before, after }) => ({ path, before: after, after: before }));
  const stale = await applyTexts(back);
  if (stale !== undefined) return stale;
  for (const { path, after } of back) if (after === "") await workspace.fs.delete(Uri.file(path));
  return undefined;
}

async function existing(uri: Uri): Promise<TextDocument | undefined> {
  try {
    await workspace.fs.stat(uri);
  } catch {
    return undefined;
  }
  return workspace.openTextDocument(uri);
}

const withoutMark = (text: string) => text.replace(/^\uFEFF/, "");

/** An editor keeps no byte order mark in its text, and one kind of line end. */
function isSame(shown: string, read: string): boolean {
  const plain = (text: string) => withoutMark(text).replaceAll("\r\n", "\n");
  return plain(shown) === plain(read);
}

/** Only what differs, so that the cursor, folds and what else is marked stay where they are. */
function smallest(document: TextDocument, after: string): { readonly range: Range; readonly text: string } {
  const before = document.getText();
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const room = Math.min(before.length, after.length) - start;
  while (end < room && before.at(-1 - end) === after.at(-1 - end)) end++;
  const range = new Range(document.positionAt(start), document.positionAt(before.length - end));
  return { range, text: after.slice(start, after.length - end) };
}
