/**
 * Reads the lines of an audit log as bytes. Nearly every line is the next record of the chain, which can be told
 * without making text or JSON of it: its end names the record before and its own hash.
 */
import { isUtf8 } from "node:buffer";
import * as crypto from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import type { ChainPosition } from "../core/audit/chain.ts";
import { hole, type Verifier } from "../core/audit/verify.ts";

/** Lines of a file, as parts of a buffer that is used again for the next ones. */
export interface LineChunk {
  readonly bytes: Buffer;
  /** Where each begins and ends, without its line end; a line that is too long to be a record begins at -1. */
  readonly lines: readonly (readonly [start: number, end: number])[];
  /** The last one of the chunk has no line end: the file ends there. */
  readonly isOpen: boolean;
}

/** No record is that long; what is longer is no record, and is not kept in memory. */
const longestLine = 1024 * 1024;
const chunkBytes = 4 * 1024 * 1024;
const tooLong = [-1, -1] as const;

/**
 * The lines of a file up to `size`. Other work gets its turn between the chunks.
 * @throws errors of the file system
 */
export async function* lineChunks(path: string, size: number, start = 0): AsyncGenerator<LineChunk> {
  if (size <= start) return;
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.allocUnsafe(longestLine + chunkBytes);
    let kept = 0;
    let overlong = false;
    for (let at = start; at < size; ) {
      const read = readSync(file, buffer, kept, Math.min(chunkBytes, size - at), at);
      if (read === 0) break;
      at += read;
      const filled = buffer.subarray(0, kept + read);
      const { lines, rest } = split(filled, kept, overlong);
      if (lines.length > 0) overlong = false;
      yield { bytes: filled, lines, isOpen: false };
      kept = filled.length - rest;
      if (rest > 0) buffer.copyWithin(0, rest, filled.length);
      if (kept > longestLine) overlong = true;
      if (overlong) kept = 0;
      await new Promise(setImmediate);
    }
    if (overlong) yield { bytes: buffer, lines: [tooLong], isOpen: true };
    else if (kept > 0) yield { bytes: buffer, lines: [[0, kept]], isOpen: true };
  } finally {
    closeSync(file);
  }
}

/** @param overlong the first line is the end of one whose beginning was thrown away */
function split(bytes: Buffer, from: number, overlong: boolean) {
  const lines: (readonly [number, number])[] = [];
  let rest = 0;
  for (let end = bytes.indexOf(10, from); end >= 0; end = bytes.indexOf(10, rest)) {
    const isTooLong = (overlong && lines.length === 0) || end - rest > longestLine;
    lines.push(isTooLong ? tooLong : [rest, end]);
    rest = end + 1;
  }
  return { lines, rest };
}

/** The text of a line; bytes that are no UTF-8 are no record, and only what has a zero in it stands for a hole. */
export function textOf(bytes: Buffer, start: number, end: number): string {
  const line = bytes.subarray(Math.max(0, start), end);
  if (start >= 0 && isUtf8(line)) return line.toString("utf8");
  return start >= 0 && line.includes(0) ? hole : "?";
}

/** Hands a line to a verifier: the quick way where it can be only the next record, else as text. */
export function verifyLine(verifier: Verifier, bytes: Buffer, start: number, end: number): void {
  const hash = start < 0 ? undefined : verifier.next && hashOfNext(verifier.next, bytes, start, end);
  if (hash === undefined) verifier.line(textOf(bytes, start, end));
  else verifier.accept(hash);
}

const sealBytes = ',"hash":""}'.length + 64;
const braceOpen = 0x7b;
const quote = 0x22;
const braceClose = 0x7d;

/** Undefined unless the line is a decision that follows `after`, with a hash that fits. */
function hashOfNext({ seq, hash }: ChainPosition, bytes: Buffer, start: number, end: number): string | undefined {
  const place = `,"seq":${seq + 1},"prev":"${hash}","hash":"`;
  const from = end - 66 - place.length;
  if (from <= start || bytes[start] !== braceOpen || bytes[start + 1] !== quote) return undefined;
  if (bytes.toString("latin1", from, end - 66) !== place) return undefined;
  if (hasMark(bytes.toString("latin1", Math.max(start, from - longestMarks), from))) return undefined;
  const own = bytes.toString("latin1", end - 66, end - 2);
  // The hash covers the line as it was before the seal: closed by a brace where the seal begins.
  const seal = end - sealBytes;
  const there = bytes[seal] as number;
  bytes[seal] = braceClose;
  const found = digest(bytes.subarray(start, seal + 1));
  bytes[seal] = there;
  return found === own && bytes[end - 2] === quote && bytes[end - 1] === braceClose ? own : undefined;
}

const longestMarks = 60;
const hasMark = (text: string) => text.includes('"step":"') || text.includes('"mended":"');

/** One call into the library where Node has it (20.12): lines are short, so that the calls count. */
const digest: (bytes: Uint8Array) => string =
  typeof crypto.hash === "function"
    ? (bytes) => crypto.hash("sha256", bytes, "hex")
    : (bytes) => crypto.createHash("sha256").update(bytes).digest("hex");
