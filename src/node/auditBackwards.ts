/** Reads an audit log from its end, so that the newest records of a long log are there at once. */
import { isUtf8 } from "node:buffer";
import { type FileHandle, open } from "node:fs/promises";
import { openLine, placeOf } from "../core/audit/chain.ts";
import { readRecord, readStep } from "../core/audit/readRecord.ts";
import { type AuditRecord, isGrantRecord, type StepRecord } from "../core/audit/record.ts";
import { segmentsOf } from "./auditSegments.ts";

const blockBytes = 256 * 1024;

/** No record is that long; what is longer is no record, and is not kept in memory. */
const longestLine = 1024 * 1024;

/** The records of a folder's log, newest first. What they say is only as good as their chain. */
export async function* recordsBackwards(folder: string): AsyncGenerator<AuditRecord> {
  for await (const text of textsBackwards(folder)) {
    const record = readRecord(text);
    if (record) yield record;
  }
}

/** The same with what was recorded of each afterwards, which comes before it. */
export async function* entriesBackwards(folder: string): AsyncGenerator<AuditRecord | StepRecord> {
  for await (const text of textsBackwards(folder)) {
    const entry = readRecord(text) ?? readStep(text);
    if (entry) yield entry;
  }
}

/**
 * The decision with this number, or the one for which a person allowed more by the record of this number; looks from the end of the log, where
 * a person looks too.
 */
export async function findRecord(folder: string, wanted: number): Promise<AuditRecord | undefined> {
  if (!Number.isSafeInteger(wanted)) return undefined;
  let of: string | undefined;
  for await (const entry of entriesBackwards(folder)) {
    if (entry.seq > wanted) continue;
    if ("step" in entry) {
      if (entry.seq === wanted && isGrantRecord(entry)) of = entry.of;
    } else if (entry.seq === wanted || entry.hash === of) return entry;
    if (entry.seq <= wanted && of === undefined) return undefined;
  }
  return undefined;
}

/** What was recorded of a decision after it, oldest first. Looks from the end of the log to the decision and no further. */
export async function stepsOf(folder: string, { seq, hash }: AuditRecord): Promise<readonly StepRecord[]> {
  const found: StepRecord[] = [];
  for await (const text of textsBackwards(folder)) {
    const place = openLine(text);
    if ((placeOf(place?.covered ?? "")?.seq ?? seq + 1) <= seq) break;
    const step = readStep(text);
    if (step?.of === hash) found.push(step);
  }
  return found.reverse();
}

/** The lines of all segments that are text at all, last first. */
async function* textsBackwards(folder: string): AsyncGenerator<string> {
  for (const { path } of segmentsOf(folder).toReversed())
    for await (const line of linesBackwards(path)) if (isUtf8(line)) yield line.toString("utf8");
}

/** Complete lines of a file, last first. What stands behind the last line end was never finished. */
async function* linesBackwards(path: string): AsyncGenerator<Buffer> {
  const file = await openOrNothing(path);
  if (!file) return;
  try {
    let end = (await file.stat()).size;
    /** The beginning is still missing from these parts of one line, first part first. */
    let parts: Buffer[] = [];
    let sawEnd = false;
    while (end > 0) {
      const start = Math.max(0, end - blockBytes);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
      // Cut by somebody meanwhile: what is left is not what was begun.
      if (bytesRead < end - start) return;
      let stop = buffer.length;
      for (let at = lastLineEnd(buffer, stop); at >= 0; at = lastLineEnd(buffer, at)) {
        if (sawEnd) yield* joined(buffer.subarray(at + 1, stop), parts);
        sawEnd = true;
        parts = [];
        stop = at;
      }
      if (sawEnd) parts = kept([buffer.subarray(0, stop), ...parts]);
      end = start;
    }
    if (sawEnd) yield* joined(Buffer.alloc(0), parts);
  } finally {
    await file.close();
  }
}

function lastLineEnd(buffer: Buffer, before: number): number {
  return before === 0 ? -1 : buffer.lastIndexOf(10, before - 1);
}

function* joined(first: Buffer, parts: readonly Buffer[]): Generator<Buffer> {
  const line = Buffer.concat([first, ...parts]);
  if (line.length > 0 && line.length <= longestLine) yield line;
}

/** One part that is too long stands for a line that is, and no more of it is kept. */
function kept(parts: Buffer[]): Buffer[] {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return length > longestLine + blockBytes ? [Buffer.alloc(longestLine + 1)] : parts;
}

async function openOrNothing(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
