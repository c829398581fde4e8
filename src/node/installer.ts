import { chmodSync, existsSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { takeOut as takenOut } from "../core/parse/insertJsonc.ts";
import { companionFault, putCompanions, removeCompanions } from "./companions.ts";
import { executableFault, explain, type GateStatus, gateStatus, unreadable } from "./gateStatus.ts";
import { type InstallRecord, readRecord, removeRecord, writeRecord } from "./installRecord.ts";
import { besideOf, filePath, type InstallTarget, installAt, mainOf, type Part, sha256 } from "./installTarget.ts";
import type { Locations } from "./locations.ts";
import { replaceFile } from "./privateFiles.ts";
import { type FileText, makeFolders, readText, removeFolders, textOf } from "./settingsFile.ts";

export interface InstallResult {
  readonly path: string;
  readonly changed: boolean;
  /** Why it could not be done; the file is then as it was. */
  readonly problem?: string;
}

/** What installing would make of one file of an agent; nothing is written. */
export interface PlannedChange {
  readonly path: string;
  /** Undefined: there is no such file. */
  readonly before?: string;
  readonly after?: string;
  /** Why it cannot be done. */
  readonly problem?: string;
}

export interface Installer {
  /** The files that `install` would change, as it would leave them. */
  planned(target: InstallTarget): readonly PlannedChange[];
  install(target: InstallTarget): InstallResult;
  remove(target: InstallTarget): InstallResult;
  status(target: InstallTarget): GateStatus;
}

/** Puts the gate into agents' configuration files and takes it out again, byte for byte. Never throws. */
export function createInstaller(locations: Locations, now: () => number): Installer {
  const windows = process.platform === "win32";
  const takeOut = (part: Part, path: string) => remove(part, path, locations, windows);
  // What the hook cannot do without stands there before it.
  const partsOf = (target: InstallTarget) => [...besideOf(target), mainOf(target)];
  return {
    planned: (target) =>
      partsOf(target).flatMap((part) => {
        const path = filePath(locations, part);
        try {
          return planned(part, path, locations, windows) ?? [];
        } catch (error) {
          return { path, problem: explain(path, error) };
        }
      }),
    install(target) {
      const parts = partsOf(target);
      const { done, ...result } = inTurn(parts, locations, (part, path) =>
        install(part, path, locations, windows, now),
      );
      if (result.problem !== undefined) inTurn(done, locations, takeOut);
      return result;
    },
    remove(target) {
      const { done: _, ...result } = inTurn([mainOf(target), ...besideOf(target)], locations, takeOut);
      return result;
    },
    status: (target) => gateStatus(target, locations, windows),
  };
}

/** @returns what came of it, for the file that names the hook; the first problem ends it */
function inTurn(
  parts: readonly Part[],
  locations: Locations,
  act: (part: Part, path: string) => InstallResult,
): InstallResult & { readonly done: readonly Part[] } {
  const done: Part[] = [];
  for (const part of parts) {
    const path = filePath(locations, part);
    const { problem, changed } = guarded(path, () => act(part, path));
    if (problem !== undefined) return { path, changed: false, problem, done };
    if (changed) done.push(part);
  }
  const main = parts.find(({ isMain }) => isMain);
  return { path: main ? filePath(locations, main) : "", changed: done.length > 0, done };
}

function guarded(path: string, act: () => InstallResult): InstallResult {
  try {
    return act();
  } catch (error) {
    return { path, changed: false, problem: explain(path, error) };
  }
}

/** Undefined: the file stays as it is. */
function planned(part: Part, path: string, locations: Locations, windows: boolean): PlannedChange | undefined {
  const current = readText(path);
  const at = installAt(locations, part);
  const state = part.state(current?.text ?? "", locations.launcher, windows, at);
  if (state === "unreadable") return { path, problem: unreadable(path) };
  if (state === "present" || state === "switched-off") return undefined;
  const record = readRecord(locations.backup, part.record);
  const without =
    state === "altered" && current ? withoutEntries(part, current, record, locations, windows) : undefined;
  if (without && "problem" in without) return { path, problem: without.problem };
  const kept = without === undefined ? (current?.text ?? "") : "bytes" in without ? textOf(without.bytes) : "";
  const { value, problems } = part.add(kept, locations.launcher, windows, at);
  const before = current ? { before: current.text } : {};
  return value ? { path, ...before, after: value.text } : { path, problem: problems[0]?.message ?? unreadable(path) };
}

function install(target: Part, path: string, locations: Locations, windows: boolean, now: () => number): InstallResult {
  const before = readText(path);
  const stateBefore = target.state(before?.text ?? "", locations.launcher, windows, installAt(locations, target));
  if (stateBefore === "unreadable") return { path, changed: false, problem: unreadable(path) };
  if (stateBefore === "present" || stateBefore === "switched-off")
    return { path, changed: mended(target, path, locations, windows) };
  if (stateBefore === "altered") {
    // An entry of another version: taken out first, so that what is kept as the original is the user's own.
    const removed = remove(target, path, locations, windows);
    return removed.problem ? removed : install(target, path, locations, windows, now);
  }
  const { value, problems } = target.add(before?.text ?? "", locations.launcher, windows, installAt(locations, target));
  const stateAfter = value && target.state(value.text, locations.launcher, windows, installAt(locations, target));
  if (!value || (stateAfter !== "present" && stateAfter !== "switched-off")) {
    return { path, changed: false, problem: problems[0]?.message ?? unreadable(path) };
  }
  const createdFolders = makeFolders(dirname(path));
  const mode = before?.mode ?? (target.executable ? 0o700 : 0o600);
  const original = (before?.bytes ?? Buffer.alloc(0)).toString("base64");
  const installedSha256 = sha256(Buffer.from(value.text, "utf8"));
  const name = join(locations.home, ...target.path);
  const record = { path, name, existed: before !== undefined, createdFolders, original, mode, installedSha256 };
  writeRecord(locations.backup, target.record, { v: 1, ...record, splices: value.splices, installedAt: now() });
  try {
    putCompanions(target, locations, windows);
    replaceFile(path, value.text, mode);
  } catch (error) {
    removeRecord(locations.backup, target.record);
    removeFolders(createdFolders);
    throw error;
  }
  return { path, changed: true };
}

/** The entry is as it should be; what it names, or the right to run it, may not be. */
function mended(target: Part, path: string, locations: Locations, windows: boolean): boolean {
  const fault = companionFault(target, locations, windows);
  if (fault !== undefined) putCompanions(target, locations, windows);
  const isStuck = executableFault(target, path) !== undefined;
  if (isStuck) chmodSync(path, statSync(path).mode | 0o700);
  return fault !== undefined || isStuck;
}

/** The record goes first: with it gone the guard of the settings knows that the removal is wanted. */
function remove(target: Part, path: string, locations: Locations, windows: boolean): InstallResult {
  const record = readRecord(locations.backup, target.record);
  const current = readText(path);
  const result = current && withoutEntries(target, current, record, locations, windows);
  if (result && "problem" in result) return { path, changed: false, problem: result.problem };
  removeRecord(locations.backup, target.record);
  try {
    if (result && "bytes" in result) replaceFile(path, result.bytes, record?.mode ?? current.mode);
    else if (result) rmSync(path, { force: true });
  } catch (error) {
    if (record) writeRecord(locations.backup, target.record, record);
    throw error;
  }
  removeCompanions(target, locations);
  if (!existsSync(path)) removeFolders(record?.createdFolders ?? []);
  return { path, changed: result !== undefined };
}

type Without = { readonly bytes: Uint8Array } | { readonly gone: true } | { readonly problem: string } | undefined;

/** What the file must become; undefined when nothing of ours is in it. */
function withoutEntries(
  target: Part,
  current: FileText,
  record: InstallRecord | undefined,
  locations: Locations,
  windows: boolean,
): Without {
  if (record && sha256(current.bytes) === record.installedSha256) {
    return record.existed ? { bytes: Buffer.from(record.original, "base64") } : { gone: true };
  }
  const stateOf = (text: string) => target.state(text, locations.launcher, windows, installAt(locations, target));
  const now = stateOf(current.text);
  if (now === "unreadable") return { problem: unreadable(record?.path ?? target.path.join("/")) };
  if (now === "absent") return undefined;
  const exact = record && takenOut(current.text, record.splices);
  const text = exact !== undefined && stateOf(exact) === "absent" ? exact : target.remove(current.text);
  if (stateOf(text) !== "absent") {
    return { problem: "Something else was added to Countersign's entries. Remove them from the file by hand." };
  }
  if (isEmptySettings(text))
    return record?.existed ? { bytes: Buffer.from(record.original, "base64") } : { gone: true };
  return { bytes: Buffer.from(text, "utf8") };
}

/** Nothing but brackets: what remains of a file that held only our entries. */
function isEmptySettings(text: string): boolean {
  if (text.trim() === "") return true;
  try {
    return isEmptyValue(JSON.parse(text));
  } catch {
    return false;
  }
}

function isEmptyValue(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.values(value).every(isEmptyValue);
}
