/**
 * Files that Qwen Code does not read by its own tool, by lists in the workspace: in gitignore's manner, in letters of any
 * size. Commands are not kept from them. Read in the bundle of its 0.24.4 and tried, 2026-11-27.
 */

import { matchesIgnorePattern } from "../../core/permissions/glob.ts";
import type { LoadedConfig, Place } from "../../core/permissions/input.ts";
import { relativeTo } from "../../core/permissions/paths.ts";
import type { SettingsFile } from "../../core/permissions/settingsFile.ts";
import { because, type Judgement } from "../judgement.ts";
import { lastOf } from "./merged.ts";

const own = ".qwenignore";
export const ignoreFiles: readonly string[] = [own, ".agentignore", ".aiignore"];

const nameOf = (path: string) => /[^/\\]*$/.exec(path)?.[0] ?? "";

export function isIgnoreFile({ path }: Pick<LoadedConfig, "path">): boolean {
  return ignoreFiles.includes(nameOf(path));
}

interface Pattern {
  readonly glob: string;
  readonly negated: boolean;
  readonly source: Judgement["by"];
}

/** Why the file is not read, or may not be; undefined: no list names it. */
export function whyIgnored(
  path: string,
  lists: readonly LoadedConfig[],
  files: readonly SettingsFile[],
  { workspace, platform }: Place,
): Judgement | undefined {
  const inside = workspace === undefined ? undefined : relativeTo(workspace, path, platform);
  if (!inside) return undefined;
  const others = lastOf(files, "context", "fileFiltering", "customIgnoreFiles");
  for (const list of lists) {
    const found = patternsOf(list).filter(({ glob }) => matchesIgnorePattern(glob, inside, { ignoreCase: true }));
    const named = found.find(({ negated }) => !negated);
    if (!named) continue;
    if (others && nameOf(list.path) !== own)
      return because(
        "unknown",
        named.source,
        `${named.source.text}: which lists count besides ${own} was not observed`,
      );
    const again = found.find(({ negated }) => negated);
    if (again)
      return because("unknown", again.source, `${again.source.text}: what two patterns come to was not observed`);
    return because("unreachable", named.source);
  }
  return undefined;
}

function patternsOf({ layer, path, text = "" }: LoadedConfig): readonly Pattern[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === "" || line.startsWith("#")) return [];
    const negated = line.startsWith("!");
    const glob = line.slice(negated ? 1 : 0).replace(/\s+$/, "");
    return [{ glob, negated, source: { layer, path, line: index + 1, text: `${nameOf(path)}: ${line}` } }];
  });
}
