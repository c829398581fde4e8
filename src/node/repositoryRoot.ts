import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** The nearest folder, this one or one above it, that git would take for a work tree. Starts no git, and never throws. */
export function repositoryRoot(folder: string | undefined): string | undefined {
  for (let at = folder; at !== undefined; at = dirname(at) === at ? undefined : dirname(at)) {
    if (isWorkTree(join(at, ".git"))) return at;
  }
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
