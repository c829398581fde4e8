import { join } from "node:path";
import { type Disposable, EventEmitter, Uri, window, workspace } from "vscode";
import { filesAtCommit } from "../../node/gitFile.ts";
import { Disposables } from "../platform/disposable.ts";
import { debounce } from "../platform/events.ts";
import { isTrusted } from "../platform/trust.ts";
import { watchFile } from "../platform/watchFile.ts";

/** What the last commit holds of a file of the workspace. */
export interface CommittedTexts extends Disposable {
  /** Undefined: there is no commit here, it has no such file, or the workspace is not trusted. */
  textOf(path: string): Promise<string | undefined>;
  readonly onDidChange: EventEmitter<void>["event"];
}

/** Git is asked once for each file, and again when something was committed, checked out or saved. */
export function createCommittedTexts(): CommittedTexts {
  const owned = new Disposables();
  const changed = owned.add(new EventEmitter<void>());
  const known = new Map<string, Promise<string | undefined>>();
  const watched = new Set<string>();
  const forget = owned.add(
    debounce(() => {
      known.clear();
      changed.fire();
    }, 200),
  );
  owned.add(window.onDidChangeWindowState(({ focused }) => focused && forget()));

  /** Git notes each commit and checkout there. */
  function watch(folder: string): void {
    if (watched.has(folder)) return;
    watched.add(folder);
    owned.add(watchFile(join(folder, ".git", "logs", "HEAD"), forget));
    owned.add(watchFile(join(folder, ".git", "HEAD"), forget));
  }

  async function read(path: string): Promise<string | undefined> {
    const folder = workspace.getWorkspaceFolder(Uri.file(path))?.uri.fsPath;
    if (folder === undefined || !isTrusted()) return undefined;
    watch(folder);
    try {
      const found = (await filesAtCommit(folder, "HEAD", [path])).get(path);
      return found && "text" in found ? found.text : undefined;
    } catch {
      // No repository, no commit yet, or no git: nothing to compare with.
      return undefined;
    }
  }

  return {
    onDidChange: changed.event,
    textOf(path) {
      const text = known.get(path) ?? read(path);
      known.set(path, text);
      return text;
    },
    dispose: () => owned.dispose(),
  };
}
