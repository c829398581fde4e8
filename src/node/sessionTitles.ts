/** What a person asked an agent for at the beginning of a session, from the transcript that the agent itself writes. */
import { open } from "node:fs/promises";
import { askedIn } from "../core/advice/asked.ts";
import { type TranscriptFolder, transcriptFiles } from "./transcriptFiles.ts";

export interface SessionName {
  readonly agent: string;
  readonly session: string;
}

const limits = { ageMs: 7 * 24 * 3_600_000, bytes: 512 * 1024 } as const;

/** A shorter id could be part of any path. */
const shortestId = 8;

/** The first request of each session, by `sessionKey`, as far as its transcript is there and tells. */
export async function sessionTitles(
  folders: readonly TranscriptFolder[],
  sessions: readonly SessionName[],
  now: number,
): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>();
  for (const folder of folders) {
    const wanted = sessions.filter(({ agent, session }) => agent === folder.agent && session.length >= shortestId);
    if (wanted.length === 0) continue;
    const files = await transcriptFiles(folder, now - limits.ageMs);
    for (const one of wanted) {
      if (titles.has(sessionKey(one))) continue;
      const file = files.find(({ path }) => path.slice(folder.path.length).includes(one.session));
      const title = file && askedFirst(await startOf(file.path));
      if (title !== undefined) titles.set(sessionKey(one), title);
    }
  }
  return titles;
}

export function sessionKey({ agent, session }: SessionName): string {
  return `${agent} ${session}`;
}

function askedFirst(text: string): string | undefined {
  for (const line of text.split("\n")) {
    const asked = askedIn(line);
    if (asked !== undefined) return asked;
  }
  return undefined;
}

async function startOf(path: string): Promise<string> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(limits.bytes), 0, limits.bytes, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } finally {
    await file.close();
  }
}
