/** What one session of an agent did before, as far as it changes what comes next. */
import type { Span } from "../model/span.ts";
import type { Text } from "./text.ts";

/** What is known to be in a file the session wrote. */
export interface WrittenFile {
  readonly secret?: true;
  readonly remote?: true;
}

/**
 * The memory of one session. Kept by the gate in memory only: it holds values of secrets, and is never stored or
 * shown. It can only make a judgement stricter.
 */
export interface SessionMemory {
  /** By resolved path. */
  readonly files: ReadonlyMap<string, WrittenFile>;
  /** Where secrets were read, as a person was shown it. */
  readonly secretPlaces: ReadonlySet<string>;
  /** The values that were read there, where the file could be read again. */
  readonly secretValues: ReadonlySet<string>;
}

/** What running one action adds to the memory. */
export type SessionStep = SessionMemory;

export const emptySession: SessionMemory = { files: new Map(), secretPlaces: new Set(), secretValues: new Set() };

/** Older entries give way, so that a session without end stays small. */
const maxEntries = 5_000;

/** Both memories as one; what `later` says of a file holds. */
export function remember(before: SessionMemory, later: SessionStep): SessionMemory {
  return {
    files: newest(new Map([...before.files, ...later.files])),
    secretPlaces: new Set([...before.secretPlaces, ...later.secretPlaces].slice(-maxEntries)),
    secretValues: new Set([...before.secretValues, ...later.secretValues].slice(-maxEntries)),
  };
}

function newest(files: Map<string, WrittenFile>): ReadonlyMap<string, WrittenFile> {
  return files.size > maxEntries ? new Map([...files].slice(-maxEntries)) : files;
}

/** The marks of a text, for a file that holds it. */
export function writtenWith(text: Text | undefined): WrittenFile {
  return { ...(text?.secret ? { secret: true } : {}), ...(text?.remote ? { remote: true } : {}) };
}

/** Values shorter than this are too common to tell a leak by. */
const shortestValue = 8;

/** True when the text carries a value that the session read from a secret, as it is or in base64 or percent form. */
export function carriesKnownSecret(text: string, session: SessionMemory | undefined): boolean {
  if (!session || session.secretValues.size === 0 || text.length < shortestValue) return false;
  for (const value of session.secretValues) {
    if (text.includes(value)) return true;
  }
  return false;
}

/** The values at these places of a file of secrets, in the forms in which they travel. */
export function secretValuesIn(text: string, spans: readonly Span[]): string[] {
  const values = spans
    .map(({ start, end }) => text.slice(start, end).trim())
    .filter((value) => value.length >= shortestValue);
  return values.flatMap((value) => [...new Set([value, base64(value), encodeURIComponent(value)])]);
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Base64 of ASCII text without its last, unfinished group: what comes after it does not change the rest. */
function base64(text: string): string {
  const byteAt = (index: number) => text.charCodeAt(index) & 0xff;
  let encoded = "";
  for (let index = 0; index + 2 < text.length; index += 3) {
    const group = (byteAt(index) << 16) | (byteAt(index + 1) << 8) | byteAt(index + 2);
    for (const shift of [18, 12, 6, 0]) encoded += alphabet[(group >> shift) & 63];
  }
  return encoded;
}
