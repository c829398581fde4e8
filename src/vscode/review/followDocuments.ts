import { type Disposable, type TextDocument, type Uri, workspace } from "vscode";
import { Disposables } from "../platform/disposable.ts";
import { guarded } from "../platform/events.ts";
import type { Log } from "../platform/log.ts";

export interface Follower {
  /** Its text is another one, or it was opened. */
  touched(document: TextDocument): void;
  saved(document: TextDocument): void;
  /** From now on its file counts. */
  closed(document: TextDocument): unknown;
  fileChanged(uri: Uri): unknown;
  /** The file is gone, or a folder with all that is below it. */
  deleted(uri: Uri): void;
  foldersChanged(): unknown;
}

/** Tells what happens to documents and files. */
export function followDocuments(follower: Follower, log: Log): Disposable {
  const owned = new Disposables();
  const onFile = guarded(log, "review of a changed file", (uri: Uri) => follower.fileChanged(uri));
  const watcher = owned.add(workspace.createFileSystemWatcher("**/*"));
  owned.add(watcher.onDidCreate(onFile));
  owned.add(watcher.onDidChange(onFile));
  owned.add(watcher.onDidDelete((uri) => follower.deleted(uri)));
  owned.add(workspace.onDidOpenTextDocument((document) => follower.touched(document)));
  owned.add(workspace.onDidChangeTextDocument(({ document }) => follower.touched(document)));
  owned.add(workspace.onDidSaveTextDocument((document) => follower.saved(document)));
  const onClose = guarded(log, "review of a closed file", (document: TextDocument) => follower.closed(document));
  owned.add(workspace.onDidCloseTextDocument(onClose));
  const onFolders = guarded(log, "review of the workspace", () => follower.foldersChanged());
  owned.add(workspace.onDidChangeWorkspaceFolders(onFolders));
  return owned;
}

/** The open document of a file: its text may be ahead. */
export function openDocument(uri: Uri): TextDocument | undefined {
  return workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === uri.toString());
}
