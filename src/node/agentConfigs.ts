import { constants } from "node:fs";
import { access, open, readdir } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";
import type { ConfigFile, LoadedConfig, Place } from "../core/permissions/input.ts";

/** Larger files are not read: no configuration is that long, and a stuck reader would hide the rest. */
const maxBytes = 4 * 1024 * 1024;

/** More drop-ins than this are not looked at. */
const maxDropIns = 200;

/** Reads an agent's configuration files as they are. A file that is missing has no `text`; nothing throws. */
export async function loadConfigs(files: readonly ConfigFile[]): Promise<LoadedConfig[]> {
  const loaded = await Promise.all(
    files.map((file) => (file.dropIns === undefined ? loadOne(file) : loadDropIns(file))),
  );
  return loaded.flat();
}

/** Folders below this are not looked into, and no more than so many. */
const deepest = 4;
const maxFolders = 100;

async function loadDropIns({ layer, path, dropIns = "", deep }: ConfigFile): Promise<LoadedConfig[]> {
  try {
    if (deep) {
      const found = (await filesBelow(path)).filter((name) => name.endsWith(dropIns)).slice(0, maxDropIns);
      return (await Promise.all(found.map((file) => loadOne({ layer, path: file })))).flat();
    }
    const inFolders = dropIns.startsWith("/");
    const names = (await readdir(path)).filter(
      (name) => (inFolders || name.endsWith(dropIns)) && !name.startsWith("."),
    );
    const files = names
      .sort()
      .slice(0, maxDropIns)
      .map((name) => (inFolders ? join(path, name, dropIns.slice(1)) : join(path, name)));
    const loaded = (await Promise.all(files.map((file) => loadOne({ layer, path: file })))).flat();
    return inFolders ? loaded.filter(({ text, error }) => text !== undefined || error !== undefined) : loaded;
  } catch (error) {
    const code = codeOf(error);
    return isAbsent(code) ? [] : [{ layer, path, error: code }];
  }
}

/** Files below a folder without those that begin with a dot; links are not followed. Breadth first. */
async function filesBelow(root: string): Promise<string[]> {
  const files: string[] = [];
  let folders = [root];
  for (let depth = 0, seen = 0; depth < deepest && folders.length > 0; depth++) {
    const below: string[] = [];
    for (const folder of folders.slice(0, maxFolders - seen)) {
      seen++;
      const entries = await readdir(folder, { withFileTypes: true });
      for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
        if (entry.name.startsWith(".")) continue;
        (entry.isDirectory() ? below : files).push(join(folder, entry.name));
      }
    }
    folders = below;
  }
  return files;
}

async function loadOne({ layer, path }: ConfigFile): Promise<LoadedConfig[]> {
  try {
    // Non-blocking, so that a named pipe put in place of a file cannot hold the reader for ever.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stat = await file.stat();
      if (!stat.isFile()) return [{ layer, path, error: "not a file" }];
      if (stat.size > maxBytes) return [{ layer, path, error: "larger than 4 MB" }];
      return [{ layer, path, text: await file.readFile("utf8") }];
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = codeOf(error);
    return isAbsent(code) ? [{ layer, path }] : [{ layer, path, error: code }];
  }
}

function isAbsent(code: string): boolean {
  return code === "ENOENT" || code === "ENOTDIR";
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "unreadable";
}

/** What shows that an agent is on the machine: a program on PATH, or a folder it keeps. */
export interface Traces {
  readonly programs: readonly string[];
  /** Below the home folder, with forward slashes. */
  readonly folders: readonly string[];
}

const tracesOfAgents: Readonly<Record<string, Traces>> = {
  "claude-code": { programs: ["claude"], folders: [".claude"] },
  vscode: {
    programs: ["code", "code-insiders", "codium", "code-server"],
    folders: [".vscode", ".config/Code", "Library/Application Support/Code", "AppData/Roaming/Code"],
  },
  codex: { programs: ["codex"], folders: [".codex"] },
  gemini: { programs: ["gemini"], folders: [".gemini"] },
  qwen: { programs: ["qwen"], folders: [".qwen"] },
  "copilot-cli": { programs: ["copilot"], folders: [".copilot"] },
  opencode: { programs: ["opencode"], folders: [".config/opencode", ".opencode"] },
  kilo: { programs: ["kilo", "kilocode"], folders: [".config/kilo", ".kilo"] },
  cline: { programs: ["cline"], folders: [".cline"] },
  openclaw: { programs: ["openclaw"], folders: [".openclaw"] },
  cursor: { programs: ["cursor", "cursor-agent"], folders: [".cursor"] },
  kiro: { programs: ["kiro", "kiro-cli"], folders: [".kiro"] },
  windsurf: { programs: ["windsurf"], folders: [".codeium/windsurf"] },
  goose: { programs: ["goose"], folders: [".config/goose"] },
  amp: { programs: ["amp"], folders: [".config/amp"] },
  "roo-code": { programs: [], folders: [] },
  continue: { programs: ["cn"], folders: [".continue"] },
  zed: { programs: ["zed"], folders: [".config/zed"] },
  "factory-droid": { programs: ["droid"], folders: [".factory"] },
};

/** Looks without running anything. `searchPath` is the PATH variable. */
export async function isInstalled(agent: string, place: Place, searchPath: string | undefined): Promise<boolean> {
  const traces = Object.hasOwn(tracesOfAgents, agent) ? tracesOfAgents[agent] : undefined;
  if (!traces) return false;
  const endings = place.platform === "win32" ? [".exe", ".cmd", ".ps1"] : [""];
  // A relative entry of PATH would look into whatever folder we happen to run in.
  const folders = (searchPath ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
  const programs = folders.flatMap((folder) =>
    traces.programs.flatMap((name) => endings.map((ending) => join(folder, name + ending))),
  );
  const candidates = [...traces.folders.map((folder) => join(place.home, folder)), ...programs];
  return (await Promise.all(candidates.map(exists))).includes(true);
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
