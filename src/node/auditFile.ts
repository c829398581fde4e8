/** The audit log on disk: an append-only file of chained records that several processes write in turn. */
import { closeSync, constants, fdatasync, fstatSync, ftruncateSync, openSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { type AnyRecord, type AuditHead, linkLine, type Sha256 } from "../core/audit/chain.ts";
import type { AuditEntry, AuditRecord, AuditSink, Mended, StepEntry, StepRecord } from "../core/audit/record.ts";
import { redactEntry, redactStep } from "../core/audit/redact.ts";
import { writeFully } from "./auditBytes.ts";
import { readHead, settle, writeHead } from "./auditHead.ts";
import { defaultSegmentLimits, type SegmentLimits, segmentPath, segmentsOf } from "./auditSegments.ts";
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
  /** When the file that is written is full, and the next one is begun. */
  readonly segments?: SegmentLimits;
}

export interface AuditFile extends AuditSink {
  /** What became of a decision, or of the log. Acknowledged like a decision; nobody's answer waits for it. */
  note(step: StepEntry): Promise<StepRecord>;
  /** Resolves when nothing is under way any more. The file is only open while it is written. */
  close(): Promise<void>;
}

/** Paths of the parts of an audit folder. */
export interface AuditPaths {
  /** The first segment. */
  readonly log: string;
  readonly head: string;
  readonly lock: string;
}

export function auditPaths(folder: string): AuditPaths {
  return { log: segmentPath(folder, 1), head: join(folder, "head.json"), lock: join(folder, "lock") };
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
  const add = (entry: Waiting["entry"]) =>
    new Promise<AnyRecord>((resolve, reject) => {
      // Made clean here and not later: other processes wait while this one holds the lock.
      waiting.push({ entry: redact(entry), resolve, reject });
      // Started in a later microtask, so that what is appended together shares one flush.
      running ??= Promise.resolve().then(run);
    });
  return {
    append: (entry) => add(entry) as Promise<AuditRecord>,
    note: (step) => add(step) as Promise<StepRecord>,
    async close() {
      await running;
      discardSpare(auditPaths(folder).lock);
    },
  };
}

interface Waiting {
  readonly entry: AuditEntry | StepEntry;
  resolve(record: AnyRecord): void;
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
    const head = readHead(paths.head);
    const log = openSync(activeSegment(folder, head), constants.O_RDWR | constants.O_CREAT, 0o600);
    try {
      const extended = await extend(log, { ...paths, folder }, group, { ...options, lock, head });
      const moved = moveHead(paths.head, extended.head, { flush: false });
      group.forEach(({ resolve }, index) => {
        resolve(extended.records[index] as AnyRecord);
      });
      // Who waits goes on first: what the lock leaves behind is tidied up afterwards.
      await new Promise(setImmediate);
      if (moved && isFull(log, extended.head, options)) beginSegment(paths.head, extended.head);
    } finally {
      closeSync(log);
    }
  } finally {
    lock.release();
  }
}

/** The file to write. Without an anchor, the last one there is. */
function activeSegment(folder: string, head: AuditHead | undefined): string {
  const number = head ? (head.segment ?? 1) : (segmentsOf(folder).at(-1)?.number ?? 1);
  return segmentPath(folder, number);
}

function isFull(log: number, { bytes }: AuditHead, { segments = defaultSegmentLimits, now }: AuditOptions): boolean {
  const born = fstatSync(log).birthtimeMs;
  return bytes >= segments.bytes || (born > 0 && now().getTime() - born > segments.ageMs);
}

/** INVARIANT: an anchor that names a new segment is on the disk before anything is written there. */
function beginSegment(path: string, head: AuditHead): void {
  const next = { ...head, bytes: 0, segment: (head.segment ?? 1) + 1 };
  if (!moveHead(path, next, { flush: true })) moveHead(path, head, { flush: false });
}

/** Continues the chain under the lock: mend, write, flush. The anchor is moved by whoever called. */
async function extend(
  log: number,
  paths: AuditPaths & { readonly folder: string },
  group: readonly Waiting[],
  options: AuditOptions & { readonly lock: Lock; readonly head: AuditHead | undefined },
): Promise<{ readonly records: readonly AnyRecord[]; readonly head: AuditHead }> {
  const segment = options.head ? options.head.segment : segmentsOf(paths.folder).at(-1)?.number;
  const settled = settle(log, options.head, options.sha256, segment);
  if (settled.isNew) writeHead(paths.head, settled.head, { flush: true });
  if (settled.mended) options.onMended?.(settled.mended);
  const records: AnyRecord[] = [];
  let text: string = settled.prefix;
  let position: { seq: number; hash: string } = settled.head;
  for (const entry of group.map((waiting) => waiting.entry)) {
    const mended = records.length === 0 ? settled.mended : undefined;
    const { record, line } = linkLine(entry, position, options.now().toISOString(), options.sha256, mended);
    records.push(record);
    text += `${line}\n`;
    position = record;
  }
  const bytes = Buffer.from(text, "utf8");
  if (!options.lock.isHeld()) throw new Error("The audit log was taken over by another process.");
  await appendDurably(log, bytes, settled.head.bytes);
  if (settled.isNew || settled.head.bytes === 0) await flushFolder(dirname(paths.log));
  return { records, head: { ...settled.head, ...at(position), bytes: settled.head.bytes + bytes.length } };
}

function redact(entry: AuditEntry | StepEntry): AuditEntry | StepEntry {
  return "step" in entry ? redactStep(entry) : redactEntry(entry);
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
function moveHead(path: string, head: AuditHead, options: { readonly flush: boolean }): boolean {
  try {
    writeHead(path, head, options);
    return true;
  } catch {
    return false;
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
