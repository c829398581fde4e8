/** The files of the conversations that agents write down, wherever each of them does. */
import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { transcriptPlaces } from "./transcripts.ts";

export interface TranscriptFolder {
  readonly agent: string;
  readonly path: string;
  /** Only these folders in each folder there; absent: everything below. */
  readonly inEach?: readonly (readonly string[])[];
  /** A file there is written anew at times, so that what was read of it says nothing of where to go on. */
  readonly rewritten?: true;
}

export interface Transcript {
  readonly path: string;
  readonly size: number;
  /** Milliseconds since the epoch: when it was last written. */
  readonly at: number;
}

const limits = { files: 200, depth: 5 } as const;

/**
 * Folders of this home, and of this editor's own chats.
 * @param globalStorage what the editor keeps for an extension: two folders below its user data, four in a profile
 */
export function transcriptFolders(home: string, globalStorage?: string): readonly TranscriptFolder[] {
  const own = transcriptPlaces.map(({ agent, folder }) => ({ agent, path: join(home, ...folder) }));
  return globalStorage === undefined ? own : [...own, ...editorFolders(userFolder(globalStorage))];
}

/** VS Code 1.139.1 with its chat extension 0.67.0: seen 2026-11-26. */
function editorFolders(user: string): TranscriptFolder[] {
  const workspaces = join(user, "workspaceStorage");
  return [
    // What its agent says, line by line.
    { agent: "vscode", path: workspaces, inEach: [["GitHub.copilot-chat", "transcripts"]] },
    // What any participant of its chat says, as changes of the session.
    { agent: "vscode", path: workspaces, inEach: [["chatSessions"]], rewritten: true },
    { agent: "vscode", path: join(user, "globalStorage", "emptyWindowChatSessions"), rewritten: true },
  ];
}

function userFolder(globalStorage: string): string {
  const user = dirname(dirname(globalStorage));
  return basename(dirname(user)) === "profiles" ? dirname(dirname(user)) : user;
}

/** Newest first. Links are not followed: they could lead anywhere. */
export async function transcriptFiles({ path, inEach }: TranscriptFolder, since: number): Promise<Transcript[]> {
  const found: Transcript[] = [];
  const walk = async (folder: string, depth: number): Promise<void> => {
    for (const entry of await entriesOf(folder)) {
      const inner = join(folder, entry.name);
      if (entry.isDirectory() && depth < limits.depth) await walk(inner, depth + 1);
      if (!entry.isFile() || !entry.name.endsWith(".jsonl")) continue;
      const { size, mtimeMs } = await stat(inner);
      if (mtimeMs >= since) found.push({ path: inner, size, at: mtimeMs });
    }
  };
  if (!inEach) await walk(path, 0);
  else {
    for (const entry of await entriesOf(path)) {
      if (entry.isDirectory()) for (const way of inEach) await walk(await plainFolder(join(path, entry.name), way), 0);
    }
  }
  return found.sort((a, b) => b.at - a.at).slice(0, limits.files);
}

/** A folder that does not exist where one of the names is a link. */
async function plainFolder(folder: string, way: readonly string[]): Promise<string> {
  let inner = folder;
  for (const name of way) {
    const entry = (await entriesOf(inner)).find((one) => one.name === name);
    inner = join(inner, entry?.isDirectory() ? name : "\0");
  }
  return inner;
}

async function entriesOf(path: string): Promise<Dirent[]> {
  if (path.includes("\0")) return [];
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
