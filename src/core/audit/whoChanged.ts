/** Which agent's recorded action last changed a file, and as far as that can be known, a line of it. */
import type { Action } from "../model/action.ts";
import type { Effect } from "../model/effect.ts";
import type { KeptChange } from "./change.ts";
import type { AuditRecord } from "./record.ts";

const changing: ReadonlySet<Effect> = new Set(["write-files", "delete-files", "rewrite-history"]);

/** Whether an allowed action was to change the file: "exactly" this one, or a folder "above" it. */
export type Touch = "exactly" | "above";

/**
 * What a record says of a file. Undefined: nothing. Only what was allowed counts; whether it then ran, the record of the
 * decision does not know.
 */
export function touches(record: AuditRecord, path: string): Touch | undefined {
  if (record.decision !== "allow") return undefined;
  const paths = changedPaths(record);
  if (paths.some((one) => samePath(one, path))) return "exactly";
  return paths.some((one) => isAbove(one, path)) ? "above" : undefined;
}

/** Parts are asked where they are kept; an old record only has targets and effects of the whole. */
function changedPaths({ acts, targets, effects }: AuditRecord): readonly string[] {
  if (acts && acts.length > 0) {
    return acts.filter((act) => act.effects.some((one) => changing.has(one))).flatMap(({ paths = [] }) => paths);
  }
  return effects.some((one) => changing.has(one)) ? targets : [];
}

export function samePath(a: string, b: string): boolean {
  return plainPath(a) === plainPath(b);
}

function isAbove(folder: string, path: string): boolean {
  const start = plainPath(folder);
  return start.length > 1 && plainPath(path).startsWith(`${start}/`);
}

function plainPath(path: string): string {
  const slashes = path.replaceAll("\\", "/").replace(/\/+$/, "");
  return /^[A-Za-z]:/.test(slashes) ? slashes.toLowerCase() : slashes;
}

/** Whether an action wrote this line itself. Short lines are in every file, so they tell nothing. */
export function wroteLine(actions: readonly Action[], path: string, line: string): boolean {
  const wanted = line.trim();
  if (wanted.length < shortestLine) return false;
  return actions.some((action) => {
    if (action.kind === "file_write") return samePath(action.path, path) && hasLine(action.content, wanted);
    if (action.kind !== "file_edit" || !samePath(action.path, path)) return false;
    return hasLine(action.new_text, wanted) && !hasLine(action.old_text ?? "", wanted);
  });
}

/**
 * Whether the change that is kept in the record put this line in. Undefined: the record does not say, since it keeps no
 * change of this file, or not all of it.
 */
export function addedLine(change: KeptChange | undefined, path: string, line: string): boolean | undefined {
  const wanted = line.trim();
  const file = change?.files.find((one) => samePath(one.path, path));
  if (!file || wanted.length < shortestLine) return undefined;
  const added = (file.diff ?? "").split("\n").filter((one) => one.startsWith("+"));
  if (added.some((one) => one.slice(1).trim() === wanted)) return true;
  const isWhole = file.added !== undefined && file.leftOut === undefined;
  return isWhole && !added.some((one) => one.includes("[redacted:")) ? false : undefined;
}

const shortestLine = 6;

function hasLine(text: string, wanted: string): boolean {
  return text.split("\n").some((line) => line.trim() === wanted);
}
