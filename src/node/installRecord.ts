import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Splice } from "../core/parse/insertJsonc.ts";
import { makePrivateFolder, replaceFile } from "./privateFiles.ts";

/** What a configuration file was before we wrote to it, and what we wrote: enough to leave it as it was. */
export interface InstallRecord {
  readonly v: 1;
  readonly path: string;
  /** What the agent calls it, where that is a link; records before 2026-11-26 do not say so. */
  readonly name?: string;
  readonly existed: boolean;
  /** Folders we made for the file, outermost first. */
  readonly createdFolders: readonly string[];
  /** Base64 of the exact bytes before. */
  readonly original: string;
  /** Permission bits of the file before. */
  readonly mode: number;
  /** SHA-256 (hex) of the bytes we left. */
  readonly installedSha256: string;
  readonly splices: readonly Splice[];
  /** Milliseconds since the epoch. */
  readonly installedAt: number;
}

/** Undefined when nothing was installed, or the record is broken: then our entries are found by their look. */
export function readRecord(backup: string, source: string): InstallRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(recordPath(backup, source), "utf8")) as InstallRecord;
    return record.v === 1 && typeof record.path === "string" && Array.isArray(record.splices) ? record : undefined;
  } catch {
    return undefined;
  }
}

export function writeRecord(backup: string, source: string, record: InstallRecord): void {
  mkdirSync(backup, { recursive: true, mode: 0o700 });
  makePrivateFolder(backup);
  replaceFile(recordPath(backup, source), JSON.stringify(record));
}

export function removeRecord(backup: string, source: string): void {
  rmSync(recordPath(backup, source), { force: true });
}

function recordPath(backup: string, source: string): string {
  return join(backup, `${source}.json`);
}
