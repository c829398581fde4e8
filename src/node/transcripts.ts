/**
 * The files in which agents write down their conversations. A path that a hook names is not believed: only what lies
 * below the agent's own folder in this home, and is a plain file there, is ever opened.
 */
import { closeSync, constants, fstatSync, openSync, realpathSync } from "node:fs";
import { join } from "node:path";
import type { HeldCall } from "../core/model/heldCall.ts";
import { readRange } from "./auditBytes.ts";
import { contains } from "./containment.ts";

export interface TranscriptPlace {
  readonly agent: string;
  /** Below the home folder. */
  readonly folder: readonly string[];
  /** The member of a line, or of an object in it, that holds the agent's version. */
  readonly version?: string;
  /** Its name in a folder that is called like the session, for calls that do not name their transcript. */
  readonly file?: string;
}

/** Claude Code 2.1.329, Codex 0.169.0, Gemini CLI 0.61.0, Qwen Code 0.24.4, Copilot CLI 1.0.102: seen 2026-11-25. */
export const transcriptPlaces: readonly TranscriptPlace[] = [
  { agent: "claude-code", folder: [".claude", "projects"], version: "version" },
  { agent: "codex", folder: [".codex", "sessions"], version: "cli_version" },
  { agent: "gemini", folder: [".gemini", "tmp"] },
  { agent: "qwen", folder: [".qwen", "projects"], version: "version" },
  // Its calls may name no transcript (1.0.102, seen 2026-11-26).
  { agent: "copilot-cli", folder: [".copilot", "session-state"], version: "copilotVersion", file: "events.jsonl" },
];

/** The version stands in one of the first lines. */
const longestStart = 64 * 1024;
/** A transcript that does not tell is not read for ever; it is begun after the first calls. */
const tries = 5;
const maxSessions = 500;

/** Tells the version of the agent that calls, from the start of its transcript; read once a session. */
export function createVersionReader(home: string): (call: HeldCall) => string | undefined {
  const known = new Map<string, { version?: string; tries: number }>();
  return (call) => {
    const place = transcriptPlaces.find((one) => one.agent === call.agent);
    const transcript = place && (call.transcript ?? transcriptOf(home, place, call.sessionId ?? ""));
    if (place?.version === undefined || transcript === undefined) return undefined;
    const seen = known.get(transcript) ?? { tries: 0 };
    if (seen.version !== undefined || seen.tries >= tries) return seen.version;
    const version = versionIn(startOf(home, place, transcript) ?? "", place.version);
    known.set(transcript, { tries: seen.tries + 1, ...(version === undefined ? {} : { version }) });
    const oldest = known.keys().next();
    if (known.size > maxSessions && !oldest.done) known.delete(oldest.value);
    return version;
  };
}

/** What a session is called comes from outside, so only a plain name counts; what it leads to is checked like a path. */
function transcriptOf(home: string, { folder, file }: TranscriptPlace, session: string): string | undefined {
  return file !== undefined && /^\w[\w-]{0,99}$/.test(session) ? join(home, ...folder, session, file) : undefined;
}

function startOf(home: string, { folder }: TranscriptPlace, path: string): string | undefined {
  let file: number | undefined;
  try {
    const real = realpathSync(path);
    if (!contains(realpathSync(join(home, ...folder)), real)) return undefined;
    // A pipe would keep whoever opens it waiting.
    file = openSync(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(file);
    return stat.isFile() ? readRange(file, 0, Math.min(stat.size, longestStart)).toString("utf8") : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function versionIn(text: string, member: string): string | undefined {
  for (const line of text.split("\n").slice(0, -1)) {
    const found = line.includes(`"${member}"`) ? memberOf(line, member) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Of the line itself or of an object right in it; texts of people and models are deeper, or no object. */
function memberOf(line: string, member: string): string | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const inner = typeof value === "object" && value !== null ? Object.values(value) : [];
    return [value, ...inner].map((one) => versionAt(one, member)).find((version) => version !== undefined);
  } catch {
    return undefined;
  }
}

function versionAt(value: unknown, member: string): string | undefined {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, member)) return undefined;
  const found = (value as Readonly<Record<string, unknown>>)[member];
  return typeof found === "string" && /^\d[\w.+-]{0,40}$/.test(found) ? found : undefined;
}
