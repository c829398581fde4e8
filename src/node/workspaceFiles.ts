/**
 * Finds and reads the files of a folder that may define something, safely whatever the folder holds. For programs that
 * do nothing else meanwhile: to wait for each file costs the processor ten times as much as to read it.
 */
import { closeSync, constants, type Dirent, fstatSync, openSync, readdirSync, readSync } from "node:fs";
import { basename, join } from "node:path";
import type { InputDocument } from "../core/review.ts";
import { contains } from "./containment.ts";
import { realPath } from "./realPath.ts";

/** Larger files are not read: no definition a person could review is that long. */
export const maxFileBytes = 2 * 1024 * 1024;

/** Folders that hold what others wrote or what a build made. */
export const skippedFolders: ReadonlySet<string> = new Set([
  ".git",
  ".gradle",
  ".hg",
  ".mypy_cache",
  ".next",
  ".nuxt",
  ".pytest_cache",
  ".svelte-kit",
  ".svn",
  ".tox",
  ".turbo",
  ".venv",
  "__pycache__",
  "bower_components",
  "build",
  "coverage",
  "dist",
  "node_modules",
  "out",
  "site-packages",
  "target",
  "venv",
]);

/** Deeper folders are made to trap a reader. */
const maxDepth = 64;

export interface SkippedFile {
  readonly path: string;
  readonly skipped: "too-large" | "unreadable" | "binary";
}

export type WorkspaceFile = InputDocument | SkippedFile;

/**
 * The candidates below a folder, in a stable order, with paths relative to it. Linked folders are not entered, since
 * what they name is either below the folder anyway or not part of it; a linked file is read if it ends below it.
 * @throws when `root` itself cannot be read
 */
export function* workspaceFiles(root: string, isCandidate: (path: string) => boolean): Generator<WorkspaceFile> {
  const realRoot = realPath(root) ?? root;
  const waiting = [{ folder: root, prefix: "", depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { folder, prefix, depth } = next;
    const entries = depth === 0 ? entriesOf(folder) : readableEntriesOf(folder);
    const folders: typeof waiting = [];
    for (const entry of entries) {
      const path = prefix + entry.name;
      if (entry.isDirectory()) {
        if (depth < maxDepth && !skippedFolders.has(entry.name)) {
          folders.push({ folder: join(folder, entry.name), prefix: `${path}/`, depth: depth + 1 });
        }
      } else if (isCandidate(path) && (entry.isFile() || isLinkInside(entry, join(folder, entry.name), realRoot))) {
        yield readCandidate(join(folder, entry.name), path);
      }
    }
    waiting.push(...folders.reverse());
  }
}

const decoder = new TextDecoder("utf-8");

/** One file that was named by the caller. */
export function readCandidate(file: string, path: string = basename(file)): WorkspaceFile {
  try {
    const bytes = readUpTo(file, maxFileBytes + 1);
    if (!bytes) return { path, skipped: "unreadable" };
    if (bytes.length > maxFileBytes) return { path, skipped: "too-large" };
    if (bytes.subarray(0, 8192).includes(0)) return { path, skipped: "binary" };
    return { path, text: decoder.decode(bytes) };
  } catch {
    return { path, skipped: "unreadable" };
  }
}

function entriesOf(folder: string): Dirent[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readableEntriesOf(folder: string): Dirent[] {
  try {
    return entriesOf(folder);
  } catch {
    return [];
  }
}

function isLinkInside(entry: Dirent, path: string, realRoot: string): boolean {
  if (!entry.isSymbolicLink()) return false;
  const target = realPath(path);
  return target !== undefined && contains(realRoot, target);
}

/** Opened otherwise, a pipe would wait for who writes into it. Windows has no such files, and no such word. */
const openWithoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Undefined for what is no file. The size a folder names can change or be wrong (as in /proc), so what is read is
 * limited, not what is named.
 */
function readUpTo(file: string, limit: number): Uint8Array | undefined {
  const handle = openSync(file, openWithoutWaiting);
  try {
    const found = fstatSync(handle);
    if (!found.isFile()) return undefined;
    const buffer = Buffer.allocUnsafe(Math.min(limit, found.size + 1));
    let length = 0;
    while (length < buffer.length) {
      const bytesRead = readSync(handle, buffer, length, buffer.length - length, null);
      length += bytesRead;
      // There was room for more: the rest of a file would have been read with it.
      if (bytesRead === 0 || length === found.size) break;
    }
    return buffer.subarray(0, length);
  } finally {
    closeSync(handle);
  }
}
