import { readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { decodeWindow } from "../protocol/codec.ts";
import type { WindowEntry } from "../protocol/messages.ts";
import { contains } from "./containment.ts";
import { makePrivateFolder, replaceFile } from "./privateFiles.ts";
import { createRealPath, realPath } from "./realPath.ts";

/** Entries larger than this are not ours. */
const maxEntryBytes = 256 * 1024;

/** Announces a window to the hooks. Call again when its folders or its focus change. */
export function writeWindow(run: string, id: string, entry: WindowEntry): void {
  makePrivateFolder(run);
  replaceFile(windowFile(run, id), JSON.stringify(entry));
}

export function removeWindow(run: string, id: string): void {
  rmSync(windowFile(run, id), { force: true });
}

export function windowFile(run: string, id: string): string {
  return join(run, `${id}.json`);
}

/** One announced window, or undefined when the file is missing, broken or of a process that has ended. */
export function readWindow(file: string): WindowEntry | undefined {
  try {
    const text = readFileSync(file);
    if (text.length > maxEntryBytes) return undefined;
    const decoded = decodeWindow(text.toString("utf8"));
    return "value" in decoded && isAlive(decoded.value.pid) ? decoded.value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * All windows that are open. What a crashed window left is removed on the way.
 * @throws when the folder exists and cannot be read: then it is not known whether a window could be asked
 */
export function openWindows(run: string): WindowEntry[] {
  return entryFiles(run).flatMap((file) => {
    const entry = readWindow(file);
    if (entry) return [entry];
    removeLeftOver(run, file);
    return [];
  });
}

/**
 * The windows to ask, best first: the one whose workspace holds the folder most closely, then by latest focus.
 * The next one is only for when nobody listens at the one before.
 */
export function chooseWindows(windows: readonly WindowEntry[], cwd: string): WindowEntry[] {
  const place = realPath(cwd) ?? cwd;
  const ranked = windows.map((window) => ({ window, depth: ownership(window, place) }));
  ranked.sort((a, b) => b.depth - a.depth || b.window.focusedAt - a.window.focusedAt);
  return ranked.map(({ window }) => window);
}

/** The folder of the list that holds a path most closely. */
export function owningFolder(folders: readonly string[], path: string): string | undefined {
  const real = createRealPath();
  const place = real(path) ?? path;
  const owners = folders.filter((folder) => contains(real(folder) ?? folder, place));
  return owners.sort((a, b) => b.length - a.length)[0];
}

function ownership(window: WindowEntry, place: string): number {
  return owningFolder(window.folders, place)?.length ?? -1;
}

function entryFiles(run: string): string[] {
  try {
    return readdirSync(run)
      .filter((name) => name.endsWith(".json"))
      .map((name) => join(run, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** Only entries of ended processes are removed; one that cannot be read may be a newer version's and is left alone. */
function removeLeftOver(run: string, file: string): void {
  try {
    const decoded = decodeWindow(readFileSync(file, "utf8"));
    if (!("value" in decoded) || isAlive(decoded.value.pid)) return;
    rmSync(file, { force: true });
    // Nothing outside the folder is removed, whatever the entry says.
    if (dirname(decoded.value.socket) === run) rmSync(decoded.value.socket, { force: true });
  } catch {
    // The next hook tries again.
  }
}

/** Whether a process with this number runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
