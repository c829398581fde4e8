/** Where git keeps what it knows of a folder: beside it, above it, or elsewhere for a worktree or a submodule. */
import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { foldersUp } from "./foldersUp.ts";

/** A file that only names a folder is not longer. */
const longestName = 4_096;

/** Undefined where no folder above is git's. Nothing of git is run. */
export function gitFolderOf(folder: string): string | undefined {
  for (const at of foldersUp(folder)) {
    const found = namedBy(join(at, ".git"));
    if (found !== undefined) return found;
  }
  return undefined;
}

function namedBy(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return path;
  if (!stats?.isFile() || stats.size > longestName) return undefined;
  const named = /^gitdir: ([^\r\n]+)/.exec(readFileSync(path, "utf8"))?.[1];
  return named === undefined ? undefined : resolve(dirname(path), named);
}
