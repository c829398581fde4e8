import { type FileHandle, open } from "node:fs/promises";
import { readRecord } from "../../core/audit/readRecord.ts";
import type { AuditRecord } from "../../core/audit/record.ts";

/** The end of the log is enough for a view; the whole of it is verified, not shown. */
const tailBytes = 512 * 1024;
/** About the length of a record with all it can say, where more are wanted. */
const bytesEach = 1_500;

/** The newest records of an audit log, newest first. A log that is not there, or a line that is no record, is none. */
export async function readAuditTail(log: string, limit: number): Promise<readonly AuditRecord[]> {
  const text = await readTail(log, Math.max(tailBytes, limit * bytesEach));
  const lines = text.split("\n").filter((line) => line.startsWith("{"));
  return lines
    .slice(-limit)
    .reverse()
    .flatMap((line) => readRecord(line) ?? []);
}

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
