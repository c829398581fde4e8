/** A log of so many records as it lies on the disk after years of work, for what has to be fast and to hold with it. */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { headText, linkLine } from "../../src/core/audit/chain.ts";
import { auditPaths } from "../../src/node/auditFile.ts";
import { segmentPath } from "../../src/node/auditSegments.ts";
import { sha256 } from "../../src/node/sha256.ts";
import { auditEntry } from "./auditEntries.ts";

/** In a file of 64 MB. */
const perSegment = 90_000;
const together = 5_000;

export function writeLongLog(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let position = { seq: 0, hash: "0".repeat(64) };
  const time = new Date().toISOString();
  for (let segment = 1, done = 0; done < count; segment++) {
    const file = openSync(segmentPath(folder, segment), "w", 0o600);
    let bytes = 0;
    for (const end = Math.min(count, done + perSegment); done < end; ) {
      const lines: string[] = [];
      for (const stop = Math.min(end, done + together); done < stop; done++) {
        const { record, line } = linkLine(auditEntry(done), position, time, sha256);
        position = { seq: record.seq, hash: record.hash };
        lines.push(`${line}\n`);
      }
      bytes += writeSync(file, lines.join(""));
    }
    closeSync(file);
    writeFileSync(auditPaths(folder).head, headText({ schema: 1, ...position, bytes, segment }), { mode: 0o600 });
  }
}
