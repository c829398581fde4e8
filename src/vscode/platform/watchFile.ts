import { type Disposable, RelativePattern, Uri, workspace } from "vscode";

/** Calls back when one file is written, made or removed, also when it is outside the workspace or not there yet. */
export function watchFile(path: string, changed: () => void): Disposable {
  const uri = Uri.file(path);
  return watch(new RelativePattern(Uri.joinPath(uri, ".."), uri.path.split("/").at(-1) ?? "*"), changed);
}

/** The same for the files of a folder that fit a pattern, such as `*.md`. */
export function watchFiles(folder: string, pattern: string, changed: () => void): Disposable {
  return watch(new RelativePattern(Uri.file(folder), pattern), changed);
}

function watch(pattern: RelativePattern, changed: () => void): Disposable {
  const watcher = workspace.createFileSystemWatcher(pattern);
  watcher.onDidChange(changed);
  watcher.onDidCreate(changed);
  watcher.onDidDelete(changed);
  return watcher;
}
