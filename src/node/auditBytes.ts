/** Bytes of the audit log, read and written at stated places. */
import { readSync, writeSync } from "node:fs";

/** @throws when not all could be written, such as on a full disk. */
export function writeFully(file: number, bytes: Uint8Array, offset: number): void {
  let done = 0;
  while (done < bytes.length) done += writeSync(file, bytes, done, bytes.length - done, offset + done);
}

/** The bytes from `start` to `end`, fewer where the file is shorter. */
export function readRange(file: number, start: number, end: number): Buffer {
  const bytes = Buffer.alloc(Math.max(0, end - start));
  let done = 0;
  while (done < bytes.length) {
    const read = readSync(file, bytes, done, bytes.length - done, start + done);
    if (read === 0) break;
    done += read;
  }
  return bytes.subarray(0, done);
}
