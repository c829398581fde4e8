/** The audit log on disk: an append-only file of chained records that several processes write in turn. */
import { closeSync, constants, fdatasync, ftruncateSync, openSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { type AuditHead, linkLine, type Sha256 } from "../core/audit/chain.ts";
import type { AuditEntry, AuditRecord, AuditSink, Mended } from "../core/audit/record.ts";
import { redactEntry } from "../core/audit/redact.ts";
import { writeFully } from "./auditBytes.ts";
import { readHead, settle, writeHead } from "./auditHead.ts";
import { acquireLock, discardSpare, type Lock } from "./lock.ts";
import { makePrivateFolder } from "./privateFiles.ts";

export interface AuditOptions {
  readonly sha256: Sha256;
  now(): Date;
  /** Told when the log was found damaged and what was done; the record written then says it too. */
  onMended?(mended: Mended): void;
  /** How long to wait for other processes, in milliseconds. */
  readonly patienceMs?: number;
  /** This process lives long and appends often: it prepares the next append after each, when nobody waits. */
  readonly often?: boolean;
}

export interface AuditFile extends AuditSink {
  /** Resolves when nothing is under way any more. The file is only open while it is written. */
  close(): Promise<void>;
}

/** Paths of the parts of an audit folder. */
export interface AuditPaths {
  readonly log: string;
  readonly head: string;
  readonly lock: string;
}

export function auditPaths(folder: string): AuditPaths {
  return { log: join(folder, "audit.jsonl"), head: join(folder, "head.json"), lock: join(folder, "lock") };
}

/**
 * Opens the audit log of a folder. Nothing is touched before the first append, so it never fails.
 * `append` rejects when the record could not be made durable, whatever the cause: disk full, read-only, locked.
 */
export function openAudit(folder: string, options: AuditOptions): AuditFile {
  const waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  const run = async () => {
    while (waiting.length > 0) await appendGroup(folder, waiting.splice(0, groupLimit), options);
    running = undefined;
  };
  return {
    append: (entry) =>
      new Promise<AuditRecord>((resolve, reject) => {
        waiting.push({ entry, resolve, reject });
        // Started in a later microtask, so that what is appended together shares one flush.
        running ??= Promise.resolve().then(run);
      }),
    async close() {
      await running;
      discardSpare(auditPaths(folder).lock);
    },
  };
}

interface Waiting {
  readonly entry: AuditEntry;
  resolve(record: AuditRecord): void;
  reject(error: unknown): void;
}

/** Records that share one flush. More would only make the first of them wait longer. */
const groupLimit = 512;

const defaultPatienceMs = 10_000;

/** Never rejects: each entry of the group is told by itself. */
async function appendGroup(folder: string, group: readonly Waiting[], options: AuditOptions): Promise<void> {
  try {
    await writeGroup(folder, group, options);
  } catch (error) {
    for (const { reject } of group) reject(error);
  }
}

async function writeGroup(folder: string, group: readonly Waiting[], options: AuditOptions): Promise<void> {
  makePrivateFolder(folder);
  const paths = auditPaths(folder);
  const { patienceMs = defaultPatienceMs, often = false } = options;
  const lock = await acquireLock(paths.lock, { timeoutMs: patienceMs, often });
  try {
    const log = openSync(paths.log, constants.O_RDWR | constants.O_CREAT, 0o600);
    try {
      const { records, head } = await extend(log, paths, group, { ...options, lock });
      moveHead(paths.head, head);
      group.forEach(({ resolve }, index) => {
        resolve(records[index] as AuditRecord);
      });
      // Who waits goes on first: what the lock leaves behind is tidied up afterwards.
      await new Promise(setImmediate);
    } finally {
      closeSync(log);
    }
  } finally {
    lock.release();
  }
}

/** Continues the chain under the lock: mend, write, flush. The anchor is moved by whoever called. */
async function extend(
  log: number,
  paths: AuditPaths,
  group: readonly Waiting[],
  options: AuditOptions & { lock: Lock },
): Promise<{ readonly records: readonly AuditRecord[]; readonly head: AuditHead }> {
  const settled = settle(log, readHead(paths.head), options.sha256);
  if (settled.isNew) writeHead(paths.head, settled.head, { flush: true });
  if (settled.mended) options.onMended?.(settled.mended);
  const records: AuditRecord[] = [];
  let text: string = settled.prefix;
  let position: { seq: number; hash: string } = settled.head;
  for (const entry of group.map((waiting) => redactEntry(waiting.entry))) {
    const mended = records.length === 0 ? settled.mended : undefined;
    const { record, line } = linkLine(entry, position, options.now().toISOString(), options.sha256, mended);
    records.push(record as AuditRecord);
    text += `${line}\n`;
    position = record;
  }
  const bytes = Buffer.from(text, "utf8");
  if (!options.lock.isHeld()) throw new Error("The audit log was taken over by another process.");
  await appendDurably(log, bytes, settled.head.bytes);
  if (settled.isNew) await flushFolder(dirname(paths.log));
  return { records, head: { ...settled.head, ...at(position), bytes: settled.head.bytes + bytes.length } };
}

const at = ({ seq, hash }: { seq: number; hash: string }) => ({ seq, hash });

/** @throws when the bytes did not reach the disk; the log is then as long as before, if that much still works. */
async function appendDurably(log: number, bytes: Buffer, offset: number): Promise<void> {
  try {
    writeFully(log, bytes, offset);
    await flush(log);
  } catch (error) {
    cutBack(log, offset);
    throw error;
  }
}

/** The one call that may take long: a disk that is busy must not hold the editor. */
const flush = promisify(fdatasync);

function cutBack(log: number, length: number): void {
  try {
    ftruncateSync(log, length);
  } catch {
    // The next append finds the rest and says so.
  }
}

/** The records are durable by now: an anchor that cannot be moved lags behind, which the next append mends. */
function moveHead(path: string, head: AuditHead): void {
  try {
    writeHead(path, head, { flush: false });
  } catch {
    // Told above.
  }
}

/** Makes the names of new files durable. Windows has no such call and needs none. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
