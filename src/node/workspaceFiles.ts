/** Finds and reads the files of a folder that may define something, safely whatever the folder holds. */
import type { Dirent } from "node:fs";
import { open, readdir, stat } from "node:fs/promises";
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
export async function* workspaceFiles(
  root: string,
  isCandidate: (path: string) => boolean,
): AsyncGenerator<WorkspaceFile> {
  const realRoot = realPath(root) ?? root;
  const waiting = [{ folder: root, prefix: "", depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { folder, prefix, depth } = next;
    const entries = depth === 0 ? await entriesOf(folder) : await entriesOf(folder).catch(() => []);
    const folders: typeof waiting = [];
    for (const entry of entries) {
      const path = prefix + entry.name;
      if (entry.isDirectory()) {
        if (depth < maxDepth && !skippedFolders.has(entry.name)) {
          folders.push({ folder: join(folder, entry.name), prefix: `${path}/`, depth: depth + 1 });
        }
      } else if (isCandidate(path) && (entry.isFile() || isLinkInside(entry, join(folder, entry.name), realRoot))) {
        yield await readCandidate(join(folder, entry.name), path);
      }
    }
    waiting.push(...folders.reverse());
  }
}

/** One file that was named by the caller. */
export async function readCandidate(file: string, path: string = basename(file)): Promise<WorkspaceFile> {
  try {
    if (!(await stat(file)).isFile()) return { path, skipped: "unreadable" };
    const bytes = await readUpTo(file, maxFileBytes + 1);
    if (bytes.length > maxFileBytes) return { path, skipped: "too-large" };
    if (bytes.subarray(0, 8192).includes(0)) return { path, skipped: "binary" };
    return { path, text: new TextDecoder("utf-8").decode(bytes) };
  } catch {
    return { path, skipped: "unreadable" };
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isLinkInside(entry: Dirent, path: string, realRoot: string): boolean {
  if (!entry.isSymbolicLink()) return false;
  const target = realPath(path);
  return target !== undefined && contains(realRoot, target);
}

/** The size a folder names can change or be wrong (as in /proc), so what is read is limited, not what is named. */
async function readUpTo(file: string, limit: number): Promise<Buffer> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(Math.min(limit, size + 1));
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return buffer.subarray(0, length);
  } finally {
    await handle.close();
  }
}
