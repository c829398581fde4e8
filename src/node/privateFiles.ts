import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";

/**
 * Makes a folder that only this user can enter.
 * @throws when the path is something else, or belongs to somebody else: nothing may be kept there
 */
export function makePrivateFolder(path: string): void {
  // Most often it is there.
  const found = lstatSync(path, { throwIfNoEntry: false }) ?? makeFolder(path);
  if (!found.isDirectory()) throw new Error(`${path} is not a folder.`);
  if (process.getuid && found.uid !== process.getuid()) throw new Error(`${path} belongs to another user.`);
  if ((found.mode & 0o077) !== 0 && process.platform !== "win32") chmodSync(path, 0o700);
}

function makeFolder(path: string): Stats {
  const first = mkdirSync(path, { recursive: true, mode: 0o700 });
  if (first !== undefined) flushNames(first, path);
  return lstatSync(path);
}

/** What is kept in a new folder survives a power cut only when the folder's own name does. */
function flushNames(first: string, last: string): void {
  if (process.platform === "win32") return;
  for (let folder = dirname(last); folder.length >= dirname(first).length; folder = dirname(folder)) {
    flushFolder(folder);
    if (folder === dirname(folder)) return;
  }
}

function flushFolder(path: string): void {
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/**
 * Replaces a file in one step: readers see the old or the new content, never a part, and a crash leaves one of both.
 * @throws when it cannot be written; the old file is then as it was
 */
export function replaceFile(path: string, content: string | Uint8Array, mode = 0o600): void {
  const temporary = join(dirname(path), `.${randomBytes(6).toString("hex")}.tmp`);
  try {
    const file = openSync(temporary, "wx", mode);
    try {
      writeAll(file, typeof content === "string" ? Buffer.from(content, "utf8") : content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    chmodSync(temporary, mode);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(file, bytes, written);
}

/** Removes a folder that holds nothing; anything else is left alone. */
export function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It is in use, or was never there.
  }
}
