/** Looks for the action that put a line of a file in, from the end of the record backwards. */
import type { Action } from "../model/action.ts";
import type { KeptChange } from "./change.ts";
import type { AuditRecord, StepRecord } from "./record.ts";
import { addedLine, samePath, type Touch, touches, wroteLine } from "./whoChanged.ts";

export interface LineWriter {
  /** The action that wrote the line; else the last that may have changed the file; else none. */
  readonly record?: AuditRecord;
  readonly touch?: Touch;
  /** Undefined: neither the window nor the record knows which lines it put in. */
  readonly wroteLine: boolean | undefined;
  /** What was allowed to change the file after the line was written. */
  readonly later?: AuditRecord;
}

export interface LineSearch {
  /** One after the other, newest first. True: there is no need to look further. */
  add(entry: AuditRecord | StepRecord): boolean;
  found(): LineWriter;
}

/** So many actions on one file are looked at: who wrote an older line is not told. */
const maxTouches = 500;

/**
 * @param paths of the same file
 * @param line its text; the place where it stands now says nothing, since lines above it come and go
 * @param remembered what the window still knows of an action, by its digest
 */
export function searchLineWriter(
  paths: readonly string[],
  line: string,
  remembered: (digest: string) => readonly Action[],
): LineSearch {
  const changes = new Map<string, KeptChange>();
  let last: LineWriter | undefined;
  let above: LineWriter | undefined;
  let writer: LineWriter | undefined;
  let count = 0;

  function wrote({ hash, actionDigest }: AuditRecord): boolean | undefined {
    const change = changes.get(hash);
    changes.delete(hash);
    const actions = remembered(actionDigest);
    if (paths.some((path) => wroteLine(actions, path, line))) return true;
    const known = paths.map((path) => addedLine(change, path, line));
    return known.includes(true) ? true : known.find((one) => one !== undefined);
  }

  return {
    add(entry) {
      if ("step" in entry) {
        const { change, of } = entry;
        const isOfFile = change?.files.some((file) => paths.some((path) => samePath(path, file.path)));
        if (change && of !== undefined && isOfFile) changes.set(of, change);
        return false;
      }
      const touch = paths.map((path) => touches(entry, path)).find((one) => one !== undefined);
      if (touch === "above") above ??= { record: entry, touch, wroteLine: undefined };
      if (touch !== "exactly") return false;
      const found = { record: entry, touch, wroteLine: wrote(entry) };
      if (found.wroteLine) writer = { ...found, ...(last?.record ? { later: last.record } : {}) };
      last ??= found;
      return writer !== undefined || line.trim() === "" || ++count >= maxTouches;
    },
    found: () => writer ?? last ?? above ?? { wroteLine: undefined },
  };
}
