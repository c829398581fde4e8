/** How the `path` condition is met: by where paths end, and by what a folder may hold. */
import { folded } from "../effects/lookalikes.ts";
import { isCaseBlind } from "../effects/place.ts";
import { hole } from "../effects/text.ts";
import type { JudgedAct } from "../model/judgedAct.ts";
import { anyMet, compilePath, type Met, matchPath, type Part, reachesBelow, together } from "./pattern.ts";
import type { PolicyPlace, Quantity } from "./policy.ts";
import { touchesBelow } from "./touchesBelow.ts";

/** Judgements about files of which the paths are not known. */
const unknownFiles: ReadonlySet<string> = new Set([
  "writes-unknown-file",
  "deletes-unknown-files",
  "cannot-be-parsed",
  "cannot-be-judged",
]);

export function pathsMet(patterns: readonly string[], act: JudgedAct, quantity: Quantity, place: PolicyPlace): Met {
  const paths = touchedPaths(act, place);
  if (paths.length === 0) return unknownFiles.has(act.rule) || readsUnknownFile(act) ? "unknown" : "no";
  const globs = absoluteGlobs(patterns, place);
  if (globs === undefined) return "unknown";
  const fold = isCaseBlind(place) ? folded : (text: string) => text;
  const goesBelow = touchesBelow(act);
  return together(
    paths.map((path) => pathMet(globs, fold(path), goesBelow)),
    quantity,
  );
}

/** A search reads all of the workspace. */
function touchedPaths({ kind, paths }: JudgedAct, { workspace }: PolicyPlace): readonly string[] {
  return kind === "workspace_search" && workspace !== undefined ? [workspace.replaceAll("\\", "/")] : paths;
}

/** A command that was given a file, and the file's name is only known when it runs. */
function readsUnknownFile({ rule, command }: JudgedAct): boolean {
  return rule === "reads-files" && command?.includes(hole) === true;
}

function pathMet(globs: readonly (readonly Part[])[], path: string, goesBelow: boolean): Met {
  // What is not known may climb out of any folder.
  if (path.includes(hole)) return "unknown";
  const parts = partsOf(path);
  const deep = parts.indexOf("**");
  const known = (deep < 0 ? parts : parts.slice(0, deep)).map(openWildcards);
  const met = deep < 0 ? anyMet(globs.map((glob) => matchPath(glob, known))) : "no";
  if (met !== "no") return met;
  return (goesBelow || deep >= 0) && globs.some((glob) => reachesBelow(glob, known)) ? "unknown" : "no";
}

function partsOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "");
}

/** A shell's wildcards stand for any text in their part. */
function openWildcards(part: string): string {
  return part.replace(/\[[^\]]*\]?|[*?]/g, hole);
}

const cache = new WeakMap<readonly string[], Map<string, readonly (readonly Part[])[] | undefined>>();

/** The patterns as absolute ones; undefined: they are relative, and to what is not known. */
function absoluteGlobs(patterns: readonly string[], place: PolicyPlace): readonly (readonly Part[])[] | undefined {
  const key = `${place.platform}\n${place.home}\n${place.workspace ?? place.cwd ?? ""}`;
  const known = cache.get(patterns) ?? new Map();
  cache.set(patterns, known);
  if (!known.has(key)) {
    if (known.size > maxPlaces) known.clear();
    known.set(key, makeAbsolute(patterns, place));
  }
  return known.get(key);
}

/** Actions of many places may be judged by one policy. */
const maxPlaces = 50;

function makeAbsolute(patterns: readonly string[], place: PolicyPlace): readonly (readonly Part[])[] | undefined {
  const fold = isCaseBlind(place) ? folded : (text: string) => text;
  const base = place.workspace ?? place.cwd;
  const all = patterns.map((pattern) => {
    const text = fold(pattern.replaceAll("\\", "/"));
    if (text === "~" || text.startsWith("~/")) return compilePath(folderParts(place.home, fold), text.slice(1));
    if (text.startsWith("/") || /^[a-z]:\//i.test(text) || text.startsWith("**")) return compilePath([], text);
    return base === undefined ? undefined : compilePath(folderParts(base, fold), text);
  });
  return all.every((globs) => globs !== undefined) ? all.flat() : undefined;
}

/** A folder's parts stand for themselves, whatever characters they hold. */
function folderParts(folder: string, fold: (text: string) => string): string[] {
  return partsOf(fold(folder.replaceAll("\\", "/")));
}
