/** Reads an audit log that other processes may be writing, in one pass and without keeping it in memory. */
import { basename } from "node:path";
import type { AnyRecord, AuditHead, Sha256 } from "../core/audit/chain.ts";
import type { Checkpoint } from "../core/audit/checkpoint.ts";
import type { BadRecord } from "../core/audit/diagnose.ts";
import { readRecord, readStep } from "../core/audit/readRecord.ts";
import type { AuditRecord } from "../core/audit/record.ts";
import { startVerification, type Verification } from "../core/audit/verify.ts";
import { readSigned } from "./auditCheckpoints.ts";
import { auditPaths } from "./auditFile.ts";
import { readHead } from "./auditHead.ts";
import { lineChunks, textOf, verifyLine } from "./auditScan.ts";
import { type Segment, segmentsOf } from "./auditSegments.ts";
import { acquireLock, type Lock } from "./lock.ts";

/**
 * Verifies the log of a folder as it stands now, over all its segments. A folder that does not exist is a log without
 * records.
 * @param places folders beside the log's own that hold signed checkpoints of it
 * @throws errors of the file system when the log exists and cannot be read
 */
export async function verifyAudit(
  folder: string,
  sha256: Sha256,
  places: readonly string[] = [],
): Promise<Verification> {
  const { head, segments } = await auditSnapshot(folder);
  const { checkpoints, forged } = readSigned([folder, ...places]);
  const isShortened = (segments[0]?.number ?? 1) > 1;
  const verifier = startVerification(head ?? "missing", sha256, { checkpoints, isShortened });
  const starts: number[] = [];
  let lines = 0;
  let tail = "";
  for (const [index, { path, size }] of segments.entries()) {
    starts.push(lines);
    for await (const chunk of lineChunks(path, size)) {
      lines += chunk.lines.length;
      // A line that was never finished can only be the last of all.
      if (chunk.isOpen && index === segments.length - 1) tail = "torn";
      else for (const [start, end] of chunk.lines) verifyLine(verifier, chunk.bytes, start, end);
    }
  }
  const verification = verifier.end(tail);
  const found = verification.firstBad ?? forgedAt(forged[0]);
  if (!found) return verification;
  return { ...verification, ok: false, firstBad: inSegment(found, segments, starts) };
}

function forgedAt(forged: Checkpoint | undefined): BadRecord | undefined {
  if (!forged) return undefined;
  const message = `The signature of record ${forged.seq} is not by the key it names.`;
  return { line: 1, seq: forged.seq, reason: "forged", message };
}

/** Names the file of a bad line, where there are several. */
function inSegment(bad: BadRecord, segments: readonly Segment[], starts: readonly number[]): BadRecord {
  const index = starts.findLastIndex((start) => start < bad.line);
  const segment = segments[index];
  if (!segment || segments.length === 1) return bad;
  return { ...bad, segment: { name: basename(segment.path), line: bad.line - (starts[index] ?? 0) } };
}

/** The lines of a folder's log that are complete, in order. */
export async function* auditLines(folder: string): AsyncGenerator<string> {
  const { segments } = await auditSnapshot(folder);
  for (const { path, size } of segments) yield* linesOf(path, size);
}

async function* linesOf(path: string, size: number): AsyncGenerator<string> {
  for await (const { bytes, lines, isOpen } of lineChunks(path, size)) {
    if (!isOpen) yield* lines.map(([start, end]) => textOf(bytes, start, end));
  }
}

/** Everything in a folder's log, in order: decisions, and what became of them. */
export async function* auditLog(folder: string): AsyncGenerator<AnyRecord> {
  for await (const line of auditLines(folder)) {
    const record = readRecord(line) ?? readStep(line);
    if (record) yield record;
  }
}

/** The decisions of a folder's log, in order. What they say is only as good as their chain. */
export async function* auditRecords(folder: string): AsyncGenerator<AuditRecord> {
  for await (const line of auditLines(folder)) {
    const record = readRecord(line);
    if (record) yield record;
  }
}

/**
 * Verifies only what follows a record that was signed. Where the file it stood in is gone, all that is there.
 * @throws errors of the file system when the log exists and cannot be read
 */
export async function verifySince(folder: string, sha256: Sha256, from: Checkpoint): Promise<Verification> {
  const { head, segments } = await auditSnapshot(folder);
  const first = segments.findIndex(({ number }) => number === from.segment);
  const isNext = from.bytes === 0 && segments.length > 0 && segments.every(({ number }) => number < from.segment);
  if (first < 0 && !isNext) return verifyAudit(folder, sha256);
  const verifier = startVerification(head ?? "missing", sha256, { after: from });
  const rest = first < 0 ? [] : segments.slice(first);
  for (const [index, { path, size }] of rest.entries()) {
    for await (const { bytes, lines, isOpen } of lineChunks(path, size, index === 0 ? from.bytes : 0)) {
      if (!isOpen) for (const [start, end] of lines) verifyLine(verifier, bytes, start, end);
    }
  }
  return verifier.end();
}

export interface Snapshot {
  readonly head: AuditHead | undefined;
  readonly segments: readonly Segment[];
}

const lockPatienceMs = 2_000;

/** Log and anchor of one moment: between two appends, where the lock can be had. */
export async function auditSnapshot(folder: string): Promise<Snapshot> {
  const paths = auditPaths(folder);
  if (segmentsOf(folder).length === 0 && headOf(paths.head) === undefined) return { head: undefined, segments: [] };
  const lock = await tryLock(paths.lock);
  try {
    return { head: headOf(paths.head), segments: segmentsOf(folder) };
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
