/**
 * Finds everything in a text that may be a secret's value, to take it out before the text is kept. Where review must
 * not cry wolf and so leaves doubtful values alone (see `findSecrets`), this takes them all: by the form of a
 * credential, by the place it stands in, and by the name it is given to, however weak the value looks.
 * Linear in the length of the text.
 */
import type { Span } from "../model/span.ts";
import { assignedValues } from "./assigned.ts";
import { findSecrets } from "./detect.ts";
import { secretFormats } from "./formats.ts";
import { placedValues } from "./places.ts";

export interface SensitiveValue extends Span {
  /** What it is, as a short id: "github-token", "private-key", "password". */
  readonly kind: string;
}

/** The values alone, without their names and quotes, in order of place, not overlapping. */
export function findSensitiveValues(text: string): readonly SensitiveValue[] {
  if (clean.has(text)) return [];
  const found = search(text);
  if (found.length === 0 && text.length <= longestKept) remember(text);
  return found;
}

/**
 * Short texts in which nothing was found: the names, folders and commands of a session come again and again, several
 * times a call. Never a text with a secret.
 */
const clean = new Set<string>();
const longestKept = 500;
const mostKept = 2_000;

function remember(text: string): void {
  if (clean.size >= mostKept) clean.clear();
  clean.add(text);
}

function search(text: string): readonly SensitiveValue[] {
  const found = [...byFormat(text), ...byReview(text), ...byContext(text), ...byName(text)];
  const separate: SensitiveValue[] = [];
  for (const value of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = separate.at(-1);
    if (!last || value.start >= last.end) separate.push(value);
    else if (value.end > last.end) separate[separate.length - 1] = { ...last, end: value.end };
  }
  return separate;
}

/** No issued credential is shorter. */
const shortestCredential = 16;

function byFormat(text: string): SensitiveValue[] {
  if (text.length < shortestCredential) return [];
  return secretFormats.flatMap(({ kind, pattern }) =>
    text.search(pattern) < 0
      ? []
      : [...text.matchAll(pattern)].map((match) => ({ kind, start: match.index, end: match.index + match[0].length })),
  );
}

/** Whatever review calls a secret is one here too; of an address with a password only the password (`byContext`). */
function byReview(text: string): SensitiveValue[] {
  return findSecrets(text)
    .filter(({ span }) => !/^[a-z][a-z0-9+.-]*:\/\/[^/]*@/i.test(text.slice(span.start, span.end)))
    .map(({ span, kind }) => ({ ...span, kind: kindId(kind) }));
}

function byContext(text: string): SensitiveValue[] {
  return placedValues(text).filter(({ start, end }) => !isReference(text.slice(start, end)));
}

function byName(text: string): SensitiveValue[] {
  return assignedValues(text)
    .filter(({ start, end }) => !isReference(text.slice(start, end)))
    .map(({ name, start, end }) => ({ kind: kindOfName(name), start, end }));
}

/** Whether a value only says where the secret is: `$TOKEN`, `${input:key}`, `$(pass show db)`, `<your key>`. */
function isReference(value: string): boolean {
  // What ends a list or a statement may have been taken with it.
  const bare = value.replace(/[,;]+$/, "");
  return references.some((pattern) => pattern.test(bare));
}

const references = [
  /^$/,
  /^\$\{(?:[\w.]+|\w+:\w[\w.-]*|\{[^{}'"]*\})\}$/,
  /^(?:\$env:\w+|%\w+%|\{\{[^{}'"]*\}\}|\{[a-z_][\w.]*\}|\$\([^()'"]*\))$/i,
  // In small letters only where it is the name of a secret: a password may begin with this sign.
  /^\$(?:[A-Z_][A-Z0-9_]*|[A-Za-z_]*(?:pass|pw|secret|token|key|cred|auth|Pass|Pw|Secret|Token|Key|Cred|Auth)[A-Za-z_]*)$/,
  /^(?:<[a-z][a-z _-]*>|\*+|\[redacted(?::[\w-]+\]?)?)$/i,
  /^(?:null|undefined|none|nil|true|false)$/i,
  /^(?:process\.env|os\.environ)(?:\.\w+|\[["']\w+["']\])$/,
];

function kindOfName(name: string): string {
  if (/^auth/i.test(name)) return "authorization";
  const plain = name.toLowerCase().replace(/[^a-z]/g, "");
  if (/pass|pwd/.test(plain)) return "password";
  return /token/.test(plain) ? "token" : /key/.test(plain) ? "key" : "secret";
}

/** The words of review as an id; "value of NAME" is told by its name. */
function kindId(words: string): string {
  const name = /^value of (.*)$/.exec(words)?.[1];
  return name === undefined ? words.toLowerCase().replace(/[^a-z0-9]+/g, "-") : kindOfName(name);
}
