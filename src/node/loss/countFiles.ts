/** Counts what paths hold, within a time and a number: a question must not wait for a disk. */
import { lstat, readdir } from "node:fs/promises";
import { join, sep } from "node:path";

export interface Counted {
  readonly files: number;
  readonly folders: number;
  readonly bytes: number;
  /** There is more than was counted. */
  readonly more: boolean;
}

export interface Bounds {
  readonly entries: number;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

export const nothingCounted: Counted = { files: 0, folders: 0, bytes: 0, more: false };

/** Files below each path. Links are counted and never followed: what they point to stays. */
export async function countFiles(paths: readonly string[], bounds: Bounds): Promise<Counted> {
  let [files, folders, bytes, seen] = [0, 0, 0, 0];
  const left = [...paths];
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    if (++seen > bounds.entries || Date.now() > bounds.until) return { files, folders, bytes, more: true };
    const found = await lstat(path).catch(() => undefined);
    if (!found) continue;
    if (found.isDirectory()) {
      folders++;
      const names = await readdir(path).catch(() => []);
      for (const name of names) left.push(join(path, name));
    } else {
      files++;
      bytes += found.size;
    }
  }
  return { files, folders, bytes, more: false };
}

const maxMatches = 1_000;

/** The paths that a shell's wildcards mean now; a path without any means itself. Undefined: too many to tell. */
export async function expandWildcards(path: string): Promise<readonly string[] | undefined> {
  if (!/[*?[]/.test(path)) return [path];
  let found = [path.startsWith("/") ? "/" : ""];
  for (const part of path.split(/[\\/]/).filter((piece) => piece !== "")) {
    const next: string[] = [];
    for (const folder of found) next.push(...(await matches(folder, part)));
    if (next.length > maxMatches) return undefined;
    found = next;
  }
  return found;
}

async function matches(folder: string, part: string): Promise<string[]> {
  if (part === "**") return [folder];
  if (!/[*?[]/.test(part)) return [folder === "" ? part + sep : join(folder, part)];
  const pattern = globPattern(part);
  const names = await readdir(folder === "" ? "." : folder).catch(() => []);
  return names.filter((name) => pattern.test(name)).map((name) => join(folder, name));
}

/** A leading dot is not met by a wildcard, as in every shell by default. */
function globPattern(part: string): RegExp {
  const source = part.replace(/\[(!?)([^\]]*)\]|[*?]|[\\^$.|+(){}[\]]/g, (piece, not: string, set: string) => {
    if (piece === "*") return "[^/]{0,255}";
    if (piece === "?") return "[^/]";
    if (set !== undefined) return `[${not ? "^" : ""}${set.replace(/[\\\]^]/g, "\\$&")}]`;
    return `\\${piece}`;
  });
  return new RegExp(part.startsWith(".") ? `^${source}$` : `^(?!\\.)${source}$`, "s");
}
