import { type Disposable, RelativePattern, Uri, workspace } from "vscode";

/** Calls back when one file is written, made or removed, also when it is outside the workspace or not there yet. */
export function watchFile(path: string, changed: () => void): Disposable {
  const uri = Uri.file(path);
  const pattern = new RelativePattern(Uri.joinPath(uri, ".."), uri.path.split("/").at(-1) ?? "*");
  const watcher = workspace.createFileSystemWatcher(pattern);
  watcher.onDidChange(changed);
  watcher.onDidCreate(changed);
  watcher.onDidDelete(changed);
  return watcher;
}
