import { type FileHandle, open } from "node:fs/promises";
import { readRecord } from "../../core/audit/readRecord.ts";
import type { AuditRecord } from "../../core/audit/record.ts";
import { segmentsOf } from "../../node/auditSegments.ts";

/** The end of the log is enough for a view; the whole of it is verified, not shown. */
const tailBytes = 512 * 1024;
/** About the length of a record with all it can say, where more are wanted. */
const bytesEach = 1_500;

/** The newest records of an audit folder, newest first. A log that is not there, or a line that is no record, is none. */
export async function readAuditTail(folder: string, limit: number): Promise<readonly AuditRecord[]> {
  const found: AuditRecord[] = [];
  // A file that was just begun holds little: the one before has the rest.
  for (const { path } of segmentsOf(folder).slice(-filesLookedAt).reverse()) {
    const lines = (await readTail(path, Math.max(tailBytes, limit * bytesEach)))
      .split("\n")
      .filter((line) => line.startsWith("{"));
    for (const line of lines.reverse()) {
      if (found.length === limit) return found;
      const record = readRecord(line);
      if (record) found.push(record);
    }
  }
  return found;
}

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
