import { Disposable, type FileSystemWatcher, RelativePattern, Uri, workspace } from "vscode";
import type { BusyTime } from "../../core/audit/unexplained.ts";
import { gitFolderOf } from "../../node/gitFolder.ts";
import { Disposables } from "../platform/disposable.ts";

/** What git did lately: whatever changes files writes one of these, and holds the lock while it does. */
export interface GitTimes extends Disposable {
  /** Milliseconds since the epoch. */
  readonly times: readonly number[];
  readonly busy: () => readonly BusyTime[];
  note(): void;
}

const kept = 500;
/** A lock that a dead process left behind explains nothing for ever. */
const longestMs = 15 * 60_000;

/** Watches git's own folder of each workspace folder: above it for a part of a repository, elsewhere for a worktree. */
export function watchGit(): GitTimes {
  const owned = new Disposables();
  const times: number[] = [];
  const ended: BusyTime[] = [];
  const locked = new Map<string, number>();
  let watchers: FileSystemWatcher[] = [];

  const note = (): void => {
    times.push(Date.now());
    times.splice(0, times.length - kept);
  };
  const lock = ({ fsPath }: Uri): void => {
    locked.set(fsPath, Date.now());
  };
  const unlock = ({ fsPath }: Uri): void => {
    const to = Date.now();
    ended.push({ from: locked.get(fsPath) ?? to, to });
    ended.splice(0, ended.length - kept);
    locked.delete(fsPath);
  };

  function watch(): void {
    for (const watcher of watchers) watcher.dispose();
    const folders = (workspace.workspaceFolders ?? []).flatMap(({ uri }) =>
      uri.scheme === "file" ? (gitFolderOf(uri.fsPath) ?? []) : [],
    );
    const inFolders = [...new Set(folders)].map(
      (folder) => (name: string) => new RelativePattern(Uri.file(folder), name),
    );
    // And what lies in the workspace, wherever it is and whenever it comes.
    watchers = [(name: string) => `**/.git/${name}`, ...inFolders].flatMap((pattern) => {
      const written = workspace.createFileSystemWatcher(pattern("{HEAD,index,ORIG_HEAD}"));
      const locks = workspace.createFileSystemWatcher(pattern("{HEAD,index}.lock"));
      for (const event of [written.onDidCreate, written.onDidChange, written.onDidDelete]) event(note);
      locks.onDidCreate(lock);
      locks.onDidDelete(unlock);
      return [written, locks];
    });
  }

  watch();
  owned.add(workspace.onDidChangeWorkspaceFolders(watch));
  owned.add(new Disposable(() => watchers.map((watcher) => watcher.dispose())));
  return {
    times,
    note,
    busy: () => [
      ...ended,
      ...[...locked.values()].map((from) => ({ from, to: Math.min(Date.now(), from + longestMs) })),
    ],
    dispose: () => owned.dispose(),
  };
}
