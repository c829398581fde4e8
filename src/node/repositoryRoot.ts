import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { foldersUp } from "./foldersUp.ts";

/** The nearest folder, this one or one above it, that git would take for a work tree. Starts no git, and never throws. */
export function repositoryRoot(folder: string | undefined): string | undefined {
  if (folder === undefined) return undefined;
  for (const at of foldersUp(folder)) if (isWorkTree(join(at, ".git"))) return at;
  return undefined;
}

/** A folder with a HEAD, or a file that says where such a folder is. */
function isWorkTree(path: string): boolean {
  try {
    const found = statSync(path);
    if (found.isDirectory()) return statSync(join(path, "HEAD")).isFile();
    return found.isFile() && found.size < 10_000 && readFileSync(path, "utf8").startsWith("gitdir:");
  } catch {
    return false;
  }
}
