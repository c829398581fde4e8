import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Parsed } from "../core/model/problem.ts";
import { type Inserted, takeOut } from "../core/parse/insertJsonc.ts";
import type { HookSource } from "../protocol/messages.ts";
import { lastProof } from "./canary.ts";
import { type CompanionFile, companionFault, putCompanions, removeCompanions } from "./companions.ts";
import { hookFilesPresent } from "./hookFiles.ts";
import { type InstallRecord, readRecord, removeRecord, writeRecord } from "./installRecord.ts";
import type { Locations } from "./locations.ts";
import { replaceFile } from "./privateFiles.ts";
import { realPath } from "./realPath.ts";
import { lastSeen } from "./seen.ts";

type EntryState = "absent" | "present" | "altered" | "switched-off" | "unreadable";

/** What an entry may depend on besides the launcher; the same as in src/agents/hookInstall.ts. */
interface InstallAt {
  readonly file: string;
  sha256(text: string): string;
}

/** What the installer needs to know of one configuration file; src/agents has the real ones. */
export interface InstallTarget {
  readonly source: HookSource;
  readonly title: string;
  readonly path: readonly string[];
  readonly executable?: boolean;
  readonly companions?: readonly CompanionFile[];
  add(text: string, launcher: string, windows: boolean, at: InstallAt): Parsed<Inserted | undefined>;
  remove(text: string): string;
  state(text: string, launcher: string, windows: boolean, at: InstallAt): EntryState;
  /** Why the agent skips an altered entry, where that can be told. */
  alteredBy?(text: string, launcher: string, at: InstallAt): string | undefined;
  /** What in the file keeps the agent from calling hooks. */
  faultOf(text: string): string | undefined;
}

export interface InstallResult {
  readonly path: string;
  readonly changed: boolean;
  /** Why it could not be done; the file is then as it was. */
  readonly problem?: string;
}

/**
 * "live" only after a call was seen since the installation. "broken": something is in place and does not hold agents;
 * `why` says what and how to repair it.
 */
export type GateStatus =
  | { readonly kind: "not-installed" }
  | { readonly kind: "installed"; readonly since: number; readonly trial?: Trial }
  | {
      readonly kind: "live";
      readonly since: number;
      readonly lastCall: number;
      readonly agent: string;
      readonly trial?: Trial;
    }
  | {
      readonly kind: "broken";
      readonly why: string;
      /** The file that a person has to put right by hand. Undefined: installing again repairs it. */
      readonly path?: string;
    };

/** The hook was tried and answered; the agent itself may not have called it yet. */
export interface Trial {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** From its start to its answer. */
  readonly delayMs: number;
}

export interface Installer {
  install(target: InstallTarget): InstallResult;
  remove(target: InstallTarget): InstallResult;
  status(target: InstallTarget): GateStatus;
}

/** Puts the gate into agents' configuration files and takes it out again, byte for byte. Never throws. */
export function createInstaller(locations: Locations, now: () => number): Installer {
  const windows = process.platform === "win32";
  const guarded = (target: InstallTarget, act: (path: string) => InstallResult): InstallResult => {
    const path = filePath(locations, target);
    try {
      return act(path);
    } catch (error) {
      return { path, changed: false, problem: explain(path, error) };
    }
  };
  return {
    install: (target) => guarded(target, (path) => install(target, path, locations, windows, now)),
    remove: (target) => guarded(target, (path) => remove(target, path, locations, windows)),
    status: (target) => status(target, locations, windows),
  };
}

function install(
  target: InstallTarget,
  path: string,
  locations: Locations,
  windows: boolean,
  now: () => number,
): InstallResult {
  const before = readText(path);
  const stateBefore = target.state(before?.text ?? "", locations.launcher, windows, installAt(locations, target));
  if (stateBefore === "unreadable") return { path, changed: false, problem: unreadable(path) };
  if (stateBefore === "present" || stateBefore === "switched-off") return { path, changed: false };
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
  const record = { path, existed: before !== undefined, createdFolders, original, mode, installedSha256 };
  writeRecord(locations.backup, target.source, { v: 1, ...record, splices: value.splices, installedAt: now() });
  try {
    putCompanions(target, locations, windows);
    replaceFile(path, value.text, mode);
  } catch (error) {
    removeRecord(locations.backup, target.source);
    removeFolders(createdFolders);
    throw error;
  }
  return { path, changed: true };
}

/** The record goes first: with it gone the guard of the settings knows that the removal is wanted. */
function remove(target: InstallTarget, path: string, locations: Locations, windows: boolean): InstallResult {
  const record = readRecord(locations.backup, target.source);
  const current = readText(path);
  const result = current && withoutEntries(target, current, record, locations, windows);
  if (result && "problem" in result) return { path, changed: false, problem: result.problem };
  removeRecord(locations.backup, target.source);
  try {
    if (result && "bytes" in result) replaceFile(path, result.bytes, record?.mode ?? current.mode);
    else if (result) rmSync(path, { force: true });
  } catch (error) {
    if (record) writeRecord(locations.backup, target.source, record);
    throw error;
  }
  removeCompanions(target, locations);
  if (!existsSync(path)) removeFolders(record?.createdFolders ?? []);
  return { path, changed: result !== undefined };
}

type Without = { readonly bytes: Uint8Array } | { readonly gone: true } | { readonly problem: string } | undefined;

/** What the file must become; undefined when nothing of ours is in it. */
function withoutEntries(
  target: InstallTarget,
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
  const exact = record && takeOut(current.text, record.splices);
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

function status(target: InstallTarget, locations: Locations, windows: boolean): GateStatus {
  const path = filePath(locations, target);
  let text: string;
  let state: EntryState;
  try {
    text = readText(path)?.text ?? "";
    state = target.state(text, locations.launcher, windows, installAt(locations, target));
  } catch (error) {
    return { kind: "broken", why: explain(path, error), path };
  }
  const record = readRecord(locations.backup, target.source);
  if (state === "absent") return record ? { kind: "broken", why: lost(path) } : { kind: "not-installed" };
  if (state !== "present") {
    const byHand = state === "altered" ? {} : { path };
    const fault =
      state === "altered"
        ? target.alteredBy?.(text, locations.launcher, installAt(locations, target))
        : target.faultOf(text);
    return { kind: "broken", why: brokenStates[state](path, fault), ...byHand };
  }
  const fault = executableFault(target, path) ?? companionFault(target, locations, windows);
  if (fault !== undefined) return { kind: "broken", why: fault };
  if (!hookFilesPresent(locations))
    return { kind: "broken", why: "The hook program is missing. Install the gate again." };
  const since = record?.installedAt ?? 0;
  const seen = lastSeen(locations, target.source);
  const proof = lastProof(locations, target.source);
  const called = seen !== undefined && seen.at >= since ? seen : undefined;
  // A call after the trial shows that it works again.
  if (proof && "why" in proof && proof.at >= since && (called?.at ?? 0) < proof.at)
    return { kind: "broken", why: `The hook was tried and did not work: ${proof.why}` };
  const trial = proof && "delayMs" in proof && proof.at >= since ? { trial: proof } : {};
  if (!called) return { kind: "installed", since, ...trial };
  return { kind: "live", since, lastCall: called.at, agent: called.agent, ...trial };
}

const brokenStates = {
  altered: (path: string, fault: string | undefined) =>
    fault === undefined
      ? `The gate's entry in ${path} was changed. Install the gate again.`
      : `${fault} (${path}). Install the gate again.`,
  "switched-off": (path: string, fault: string | undefined) =>
    `${path} ${fault ?? "switches hooks off"}: that switches the gate off. Undo it.`,
  unreadable: (path: string) => unreadable(path),
} as const;

/** Agents skip a hook file that may not be executed without a word. */
function executableFault(target: InstallTarget, path: string): string | undefined {
  if (!target.executable || process.platform === "win32" || (statSync(path).mode & 0o100) !== 0) return undefined;
  return `${path} may not be executed, so it is skipped. Install the gate again.`;
}

function lost(path: string): string {
  return `The gate's entry in ${path} is gone. Install the gate again.`;
}

function unreadable(path: string): string {
  return `${path} cannot be read. Repair it; Countersign does not rewrite a broken file.`;
}

function explain(path: string, error: unknown): string {
  return `${path}: ${error instanceof Error ? error.message : String(error)}`;
}

interface FileText {
  readonly bytes: Buffer;
  readonly text: string;
  readonly mode: number;
}

/** @throws when the file exists and cannot be read as UTF-8 */
function readText(path: string): FileText | undefined {
  if (!existsSync(path)) return undefined;
  const bytes = readFileSync(path);
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  return { bytes, text, mode: statSync(path).mode & 0o777 };
}

/** What the entries of a target depend on, on this machine; also for a preview of the change. */
export function installAt({ home }: Locations, target: Pick<InstallTarget, "path">): InstallAt {
  return { file: join(home, ...target.path), sha256: (text) => sha256(Buffer.from(text, "utf8")) };
}

/** Where the file really is: a link into somebody's collection of settings stays a link. */
function filePath({ home }: Locations, target: InstallTarget): string {
  const path = join(home, ...target.path);
  return realPath(path) ?? path;
}

/** @returns the folders that were made, outermost first */
function makeFolders(folder: string): string[] {
  const missing: string[] = [];
  for (let path = folder; !existsSync(path); path = dirname(path)) missing.unshift(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return missing;
}

/** Only empty ones: what somebody else put there meanwhile stays. */
function removeFolders(folders: readonly string[]): void {
  for (const folder of [...folders].reverse()) {
    try {
      rmdirSync(folder);
    } catch {
      return;
    }
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
