/** The anchor beside the audit log, and where the chain goes on when log and anchor do not agree. */
import { closeSync, constants, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync } from "node:fs";
import { type AuditHead, chainStart, headText, parseHead, type Sha256 } from "../core/audit/chain.ts";
import { readLink } from "../core/audit/diagnose.ts";
import type { Mended } from "../core/audit/record.ts";
import { readRange, writeFully } from "./auditBytes.ts";

/** Undefined when there is none, or none that can be understood. */
export function readHead(path: string): AuditHead | undefined {
  try {
    return parseHead(readFileSync(path, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Overwrites the anchor in place; see `headText` for why that is safe. */
export function writeHead(path: string, head: AuditHead, options: { flush: boolean }): void {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    writeFully(file, Buffer.from(headText(head), "utf8"), 0);
    if (options.flush) {
      ftruncateSync(file, headText(head).length);
      fsyncSync(file);
    }
  } finally {
    closeSync(file);
  }
}

/** Where to write the next record. */
export interface Settled {
  /** The last record to follow, and in `bytes` the size of the log. */
  readonly head: AuditHead;
  readonly isNew: boolean;
  /** Written before the next record: ends a line that somebody left open. */
  readonly prefix: "" | "\n";
  readonly mended?: Mended;
}

/** Compares log and anchor, cuts off a line that was never finished, and says where the chain goes on. */
export function settle(log: number, head: AuditHead | undefined, sha256: Sha256, segment = 1): Settled {
  const { size } = fstatSync(log);
  if (head && size === head.bytes) return { head, isNew: false, prefix: "" };
  if (head && size < head.bytes) {
    return { head: { ...head, bytes: size }, isNew: false, prefix: openEnd(log, size), mended: "cut" };
  }
  if (!head && size === 0) return { head: newHead, isNew: true, prefix: "" };
  return head ? settleAhead(log, head, size, sha256) : settleUnanchored(log, size, sha256, segment);
}

const newHead: AuditHead = { schema: 1, ...chainStart, bytes: 0 };

/** The log is longer than the anchor says: records whose anchor was not moved any more, a torn line, or neither. */
function settleAhead(log: number, head: AuditHead, size: number, sha256: Sha256): Settled {
  const bytes = readRange(log, head.bytes, size);
  let good = head;
  let start = 0;
  for (let end = bytes.indexOf(10, start); end >= 0; end = bytes.indexOf(10, start)) {
    const next = readLink(bytes.toString("utf8", start, end), 1, sha256);
    if (next?.seq !== good.seq + 1 || next.prev !== good.hash) break;
    start = end + 1;
    good = { ...head, seq: next.seq, hash: next.hash, bytes: head.bytes + start };
  }
  const rest = bytes.subarray(start);
  if (rest.length === 0) return { head: good, isNew: false, prefix: "" };
  // A record is text: zeros are what a power cut left of one that was being written, also where more of it is behind.
  if (!rest.includes(10) || rest.includes(0)) {
    ftruncateSync(log, good.bytes);
    return { head: good, isNew: false, prefix: "", mended: "torn" };
  }
  return { head: { ...good, bytes: size }, isNew: false, prefix: openEnd(log, size), mended: "foreign" };
}

/** How much of a log without anchor is searched for its last good record. */
const searchedBytes = 4 * 1024 * 1024;

function settleUnanchored(log: number, size: number, sha256: Sha256, segment: number): Settled {
  const bytes = readRange(log, Math.max(0, size - searchedBytes), size);
  const lines = bytes.toString("utf8").split("\n");
  const last = lines.reverse().flatMap((line) => readLink(line, 1, sha256) ?? [])[0];
  const position = last ? { seq: last.seq, hash: last.hash } : chainStart;
  return {
    head: { schema: 1, ...position, bytes: size, ...(segment > 1 ? { segment } : {}) },
    isNew: true,
    prefix: openEnd(log, size),
    mended: "head-missing",
  };
}

function openEnd(log: number, size: number): "" | "\n" {
  if (size === 0) return "";
  return readRange(log, size - 1, size)[0] === 10 ? "" : "\n";
}
