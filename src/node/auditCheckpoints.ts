/** Checkpoints on disk: beside the log and in the places that anchor it, one signed line each. */
import { closeSync, fstatSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { type Checkpoint, checkpointLine, isSigned, readCheckpoints } from "../core/audit/checkpoint.ts";
import { readRange } from "./auditBytes.ts";
import { checkSignature } from "./auditKeys.ts";
import { makePrivateFolder } from "./privateFiles.ts";

export interface SignedPlaces {
  /** Those that are signed by the key they name; each once. */
  readonly checkpoints: readonly Checkpoint[];
  readonly forged: readonly Checkpoint[];
}

/** The checkpoints of several places. A place that is not there, or cannot be read, holds none. */
export function readSigned(places: readonly string[]): SignedPlaces {
  const all = new Map(places.flatMap(checkpointsIn).map((one) => [checkpointLine(one), one]));
  const found = [...all.values()].sort((a, b) => a.seq - b.seq);
  const good = new Set(found.filter((one) => isSigned(one, checkSignature)));
  return { checkpoints: [...good], forged: found.filter((one) => !good.has(one)) };
}

export function checkpointsIn(place: string): readonly Checkpoint[] {
  try {
    return readCheckpoints(readFileSync(join(place, fileName), "utf8")).checkpoints;
  } catch {
    return [];
  }
}

/** The last checkpoint that is signed by the key it names. Only the end of each place is read: signing is frequent. */
export function lastSigned(places: readonly string[]): Checkpoint | undefined {
  const found = places.flatMap(checkpointsAtEnd).sort((a, b) => b.seq - a.seq);
  return found.find((one) => isSigned(one, checkSignature));
}

/** Some two hundred of them. */
const endBytes = 64 * 1024;

export function checkpointsAtEnd(place: string): readonly Checkpoint[] {
  let file: number | undefined;
  try {
    file = openSync(join(place, fileName), "r");
    const { size } = fstatSync(file);
    // A line that is cut off at its beginning is no checkpoint.
    return readCheckpoints(readRange(file, Math.max(0, size - endBytes), size).toString("utf8")).checkpoints;
  } catch {
    return [];
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** @throws when it cannot be written */
export function appendCheckpoint(place: string, checkpoint: Checkpoint): void {
  makePrivateFolder(place);
  const file = openSync(join(place, fileName), "a+", 0o600);
  try {
    // A line that a crash left open is ended first; one that is whole only gets an empty line after it.
    writeSync(file, `\n${checkpointLine(checkpoint)}`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

const fileName = "checkpoints.jsonl";
