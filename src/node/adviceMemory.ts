/** Which commands and settings the agents proposed in their answers, by digest alone, read from their transcripts. */
import { type FileHandle, open } from "node:fs/promises";
import { answersIn } from "../core/advice/answers.ts";
import { commandKeys, proposedCommands } from "../core/advice/proposed.ts";
import { proposedSettings, settingKeys } from "../core/advice/settings.ts";
import { sha256 } from "./sha256.ts";
import { type TranscriptFolder, transcriptFiles } from "./transcriptFiles.ts";

export interface Advice {
  /** Agent id. */
  readonly agent: string;
  /** Milliseconds since the epoch: when the transcript that holds it was last written. */
  readonly at: number;
}

export interface AdviceMemory {
  /** Whose proposal the text is, or holds a line of; undefined: nobody's that is known. Reads what is new first. */
  find(text: string): Promise<Advice | undefined>;
  /** The same for lines that were added to a file. */
  findSetting(lines: readonly string[]): Promise<Advice | undefined>;
}

const limits = {
  /** Advice older than this is not remembered. */
  ageMs: 7 * 24 * 3_600_000,
  /** What is read of a transcript at first: its end. */
  firstBytes: 2 * 1024 * 1024,
  /** The same for those that are written anew, whose first line can hold all of it. */
  rewrittenBytes: 16 * 1024 * 1024,
  entries: 50_000,
} as const;

export function createAdviceMemory(folders: readonly TranscriptFolder[], now: () => number): AdviceMemory {
  const known = new Map<string, Advice>();
  const readTo = new Map<string, number>();
  /** When those that are written anew were last read. */
  const readAt = new Map<string, number>();
  let reading: Promise<void> = Promise.resolve();

  async function readNew(): Promise<void> {
    for (const folder of folders) {
      for (const { path, size, at } of await transcriptFiles(folder, now() - limits.ageMs)) {
        const { agent, rewritten } = folder;
        if (rewritten && readAt.get(path) === at) continue;
        const from = rewritten ? Math.max(0, size - limits.rewrittenBytes) : startOf(readTo.get(path), size);
        if (from >= size) continue;
        readAt.set(path, at);
        const { text, end } = await readLines(path, from, size);
        readTo.set(path, end);
        for (const line of text.split("\n")) learn(line, { agent, at });
      }
    }
  }

  function learn(line: string, advice: Advice): void {
    const answers = answersIn(line);
    const settings = answers.flatMap(proposedSettings).map(asSetting);
    for (const key of [...answers.flatMap(proposedCommands), ...settings]) {
      const digest = sha256(key);
      known.delete(digest);
      known.set(digest, advice);
    }
    for (const oldest of known.keys()) {
      if (known.size <= limits.entries) break;
      known.delete(oldest);
    }
  }

  async function lookUp(keys: readonly string[]): Promise<Advice | undefined> {
    // One after the other: two readers would read the same lines.
    reading = reading.then(readNew, readNew);
    await reading;
    return keys.map((key) => known.get(sha256(key))).find((advice) => advice !== undefined);
  }

  return {
    find: (text) => lookUp(commandKeys(text)),
    findSetting: (lines) => lookUp(settingKeys(lines).map(asSetting)),
  };
}

/** A line of a file is no command, though it may read the same. */
function asSetting(key: string): string {
  return `setting ${key}`;
}

function startOf(before: number | undefined, size: number): number {
  // Shorter than before: it was written anew.
  return before !== undefined && before <= size ? before : Math.max(0, size - limits.firstBytes);
}

/** The whole lines from there on; a line that is being written is read the next time. */
async function readLines(path: string, from: number, size: number): Promise<{ text: string; end: number }> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, "r");
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    const length = buffer.subarray(0, bytesRead).lastIndexOf(10) + 1;
    return { text: buffer.toString("utf8", 0, length), end: from + length };
  } finally {
    await file?.close();
  }
}
