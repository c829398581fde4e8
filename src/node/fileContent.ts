/** Reads a file that an action would run, to judge what it does. */
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import type { FileContent } from "../core/effects/place.ts";
import type { FollowedFile } from "../core/model/verdict.ts";
import { sha256 } from "./sha256.ts";

/** Longer scripts are not judged by their content: they count as unseen. */
const maxBytes = 256 * 1024;

/** A plain text file as it is now; undefined when it is none, is too large or cannot be read. Never waits on a pipe. */
export function fileContent(path: string): FileContent | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const found = fstatSync(file);
    if (!found.isFile() || found.size > maxBytes) return undefined;
    const bytes = readFileSync(file);
    const text = bytes.toString("utf8");
    return text.includes("\0") ? undefined : { text, sha256: sha256(bytes) };
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Whether all files that were read to judge an action are still what they were. */
export function areUnchanged(followed: readonly FollowedFile[]): boolean {
  return followed.every(({ path, sha256: before }) => fileContent(path)?.sha256 === before);
}
