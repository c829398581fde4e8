/** Reads files as they are on disk, to show what a call would make of them. */
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import type { FilePorts, FileState } from "../core/effects/fileChanges.ts";

/** A person does not read a diff of more. */
const maxBytes = 2 * 1024 * 1024;

/** INVARIANT: from disk, where the agent's tool reads; what an editor holds unsaved is not what is changed. */
export const diskFiles: FilePorts = {
  resolve(path, cwd) {
    if (isAbsolute(path)) return resolve(path);
    // A home folder or a variable is expanded by some tools and taken as a name by others.
    return cwd === undefined || /^[~$%]/.test(path) ? undefined : resolve(cwd, path);
  },
  read: readState,
};

/** Never waits on a pipe, and never takes for text what is none. */
function readState(path: string): FileState {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const found = fstatSync(file);
    if (!found.isFile()) return { unreadable: "What it changes is not a plain file." };
    if (found.size > maxBytes) return { unreadable: "A file it changes is larger than 2 MB." };
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
    return text.includes("\0") ? notText : { text };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return { absent: true };
    return error instanceof TypeError ? notText : { unreadable: "A file it changes cannot be read." };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

const notText: FileState = { unreadable: "A file it changes is not text." };
