/** Reads an audit log that other processes may be writing, in one pass and without keeping it in memory. */
import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { AuditHead, Sha256 } from "../core/audit/chain.ts";
import { readRecord } from "../core/audit/readRecord.ts";
import type { AuditRecord } from "../core/audit/record.ts";
import { startVerification, type Verification } from "../core/audit/verify.ts";
import { auditPaths } from "./auditFile.ts";
import { readHead } from "./auditHead.ts";
import { acquireLock, type Lock } from "./lock.ts";

/**
 * Verifies the log of a folder as it stands now. A folder that does not exist is a log without records.
 * @throws errors of the file system when the log exists and cannot be read
 */
export async function verifyAudit(folder: string, sha256: Sha256): Promise<Verification> {
  const { head, size } = await snapshot(folder);
  const verifier = startVerification(head ?? "missing", sha256);
  let tail = "";
  for await (const line of lines(auditPaths(folder).log, size)) {
    if (line.ended) verifier.line(line.text);
    else tail = line.text;
  }
  return verifier.end(tail);
}

/** The lines of a folder's log that are complete, in order. */
export async function* auditLines(folder: string): AsyncGenerator<string> {
  const { size } = await snapshot(folder);
  for await (const line of lines(auditPaths(folder).log, size)) if (line.ended) yield line.text;
}

/** The records of a folder's log, in order. What they say is only as good as their chain. */
export async function* auditRecords(folder: string): AsyncGenerator<AuditRecord> {
  for await (const line of auditLines(folder)) {
    const record = readRecord(line);
    if (record) yield record;
  }
}

interface Snapshot {
  readonly head: AuditHead | undefined;
  readonly size: number;
}

const lockPatienceMs = 2_000;

/** Log and anchor of one moment: between two appends, where the lock can be had. */
async function snapshot(folder: string): Promise<Snapshot> {
  if ((await sizeOf(folder)) === undefined) return { head: undefined, size: 0 };
  const paths = auditPaths(folder);
  const lock = await tryLock(paths.lock);
  try {
    return { head: headOf(paths.head), size: (await sizeOf(paths.log)) ?? 0 };
  } finally {
    lock?.release();
  }
}

function headOf(path: string): AuditHead | undefined {
  try {
    return readHead(path);
  } catch {
    return undefined;
  }
}

/** A log on read-only ground can be read all the same: nobody writes it. */
async function tryLock(folder: string): Promise<Lock | undefined> {
  try {
    return await acquireLock(folder, { timeoutMs: lockPatienceMs });
  } catch {
    return undefined;
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** No record is that long; what is longer is no record, and is not kept in memory. */
const longestLine = 1024 * 1024;

interface Line {
  readonly text: string;
  readonly ended: boolean;
}

async function* lines(path: string, size: number): AsyncGenerator<Line> {
  if (size === 0) return;
  let parts: Buffer[] = [];
  let length = 0;
  const add = (bytes: Buffer) => {
    length += bytes.length;
    if (length <= longestLine) parts.push(bytes);
  };
  const take = (ended: boolean): Line => {
    const bytes = Buffer.concat(parts);
    const text = length <= longestLine && isUtf8(bytes) ? bytes.toString("utf8") : unreadable;
    parts = [];
    length = 0;
    return { text, ended };
  };
  for await (const chunk of createReadStream(path, { end: size - 1 }) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      add(chunk.subarray(start, end));
      yield take(true);
      start = end + 1;
    }
    if (start < chunk.length) add(chunk.subarray(start));
  }
  if (length > 0) yield take(false);
}

/** Stands for a line that is no text; it is no record either. */
const unreadable = "\u0000";
