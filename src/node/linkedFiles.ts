/**
 * A person may keep settings elsewhere and put links in their places (dotfiles). What must not be changed unasked then
 * lies behind the link, where its name says nothing.
 */
import { readdirSync, statSync } from "node:fs";
import { readRecord } from "./installRecord.ts";
import type { Locations } from "./locations.ts";
import { realPath } from "./realPath.ts";

/** Where files really lie that are known by another name: real path to name. */
export type LinkedFiles = Readonly<Record<string, string>>;

/** Of the agents' files that the gate is installed in. Read anew when one is installed or removed. */
export function createLinkedSettings({ backup }: Locations): () => LinkedFiles {
  let installed: { readonly at: number; readonly paths: readonly string[] } = { at: 0, paths: [] };
  return () => {
    const at = statSync(backup, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (at !== installed.at) installed = { at, paths: at === 0 ? [] : recordedPaths(backup) };
    return behindLinks(installed.paths);
  };
}

/** The same paths, and where those of them really lie that are links. */
export function withRealPaths(paths: readonly string[]): string[] {
  return [...paths, ...Object.keys(behindLinks(paths))];
}

function behindLinks(paths: readonly string[]): LinkedFiles {
  const found = paths.map((path) => [realPath(path) ?? path, path] as const);
  return Object.fromEntries(found.filter(([real, path]) => real !== path));
}

function recordedPaths(backup: string): readonly string[] {
  const sources = readdirSync(backup).filter((name) => name.endsWith(".json"));
  return sources.flatMap((name) => readRecord(backup, name.slice(0, -".json".length))?.name ?? []);
}
