import { type FileHandle, open } from "node:fs/promises";
import { readRecord, readStep } from "../../core/audit/readRecord.ts";
import { type AuditRecord, type GrantRecord, isGrantRecord } from "../../core/audit/record.ts";
import { segmentsOf } from "../../node/auditSegments.ts";

/** The end of the log is enough for a view; the whole of it is verified, not shown. */
const tailBytes = 512 * 1024;
/** About the length of a record with all it can say, where more are wanted. */
const bytesEach = 1_500;

/** Both newest first. */
export interface AuditTail {
  readonly decisions: readonly AuditRecord[];
  /** What a person allowed for longer than once, or took back, since the oldest of these decisions. */
  readonly grants: readonly GrantRecord[];
}

/** The newest decisions of an audit folder, newest first. A log that is not there, or a line that is no record, is none. */
export async function readAuditTail(folder: string, limit: number): Promise<readonly AuditRecord[]> {
  return (await readAuditTailWithGrants(folder, limit)).decisions;
}

export async function readAuditTailWithGrants(folder: string, limit: number): Promise<AuditTail> {
  const decisions: AuditRecord[] = [];
  const grants: GrantRecord[] = [];
  // A file that was just begun holds little: the one before has the rest.
  for (const { path } of segmentsOf(folder).slice(-filesLookedAt).reverse()) {
    const lines = (await readTail(path, Math.max(tailBytes, limit * bytesEach)))
      .split("\n")
      .filter((line) => line.startsWith("{"));
    for (const line of lines.reverse()) {
      if (decisions.length === limit) return { decisions, grants };
      const record = readRecord(line);
      if (record) decisions.push(record);
      // Most lines are other steps, and are not worth the reading.
      const step = !record && grantLine.test(line) ? readStep(line) : undefined;
      if (step && isGrantRecord(step)) grants.push(step);
    }
  }
  return { decisions, grants };
}

const grantLine = /"step":"(granted|taken-back)"/;

const filesLookedAt = 3;

async function readTail(path: string, bytes: number): Promise<string> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, "r");
    const { size } = await file.stat();
    const length = Math.min(size, bytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
    const text = buffer.toString("utf8", 0, bytesRead);
    // What stands before the first line end may be the rest of a longer line.
    return size > length ? text.slice(text.indexOf("\n") + 1) : text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  } finally {
    await file?.close();
  }
}
