/** The files of an audit log. The chain goes on from each to the next; only the last is written. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

export interface Segment {
  /** From 1. */
  readonly number: number;
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** When a segment is full. A log that is asked for often by size keeps its files small enough to copy and to open. */
export interface SegmentLimits {
  readonly bytes: number;
  readonly ageMs: number;
}

export const defaultSegmentLimits: SegmentLimits = { bytes: 64 * 1024 * 1024, ageMs: 90 * 24 * 60 * 60 * 1000 };

/** The first keeps the name it had before there were several. */
export function segmentPath(folder: string, number: number): string {
  return join(folder, number === 1 ? "audit.jsonl" : `audit-${String(number).padStart(6, "0")}.jsonl`);
}

/** The segments that exist, in order; none where the folder does not exist. */
export function segmentsOf(folder: string): readonly Segment[] {
  return namesIn(folder)
    .flatMap((name) => numberOf(name) ?? [])
    .sort((a, b) => a - b)
    .flatMap((number) => {
      const path = segmentPath(folder, number);
      const size = sizeOf(path);
      return size === undefined ? [] : { number, path, size };
    });
}

function numberOf(name: string): number | undefined {
  if (name === "audit.jsonl") return 1;
  const digits = /^audit-(\d{6,15})\.jsonl$/.exec(name)?.[1];
  const number = Number(digits);
  // Another spelling of a number would be a file beside the chain.
  return number > 1 && name === `audit-${String(number).padStart(6, "0")}.jsonl` ? number : undefined;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function sizeOf(path: string): number | undefined {
  try {
    return statSync(path).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
