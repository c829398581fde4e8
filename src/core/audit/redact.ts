/** Takes the values of secrets out of what is about to be written to the audit. */
import { otherForms } from "../secrets/forms.ts";
import { findSensitiveValues, type SensitiveValue } from "../secrets/sensitiveValues.ts";
import { type AuditAct, actLists, actTexts, cleanAct } from "./acts.ts";
import type { KeptChange } from "./change.ts";
import type { AuditEntry, StepEntry } from "./record.ts";

/** Longest summary of a record, in UTF-16 code units. */
export const maxSummaryLength = 2000;

/** A target can be a whole command; the record must stay shorter than the longest line that is read back. */
const maxTargetLength = 4000;

/**
 * A text without the values of its secrets; each is replaced by `[redacted:<kind>]`.
 * Redact the whole text first and shorten it afterwards: half a secret is not recognized as one.
 */
export function redactText(text: string): string {
  return redactor([text])(text);
}

/**
 * An entry without the values of secrets: a value found in one of its texts is removed from all of them. One that came
 * from here is not looked through again.
 */
export function redactEntry(entry: AuditEntry): AuditEntry {
  if (redacted.has(entry)) return entry;
  const clean = redactNew(entry);
  redacted.add(clean);
  return clean;
}

const redacted = new WeakSet<AuditEntry>();

function redactNew(entry: AuditEntry): AuditEntry {
  const { targets, reasons } = entry;
  const own = Object.fromEntries(textMembers.flatMap((key) => (entry[key] === undefined ? [] : [[key, entry[key]]])));
  const clean = redactor([
    ...Object.values<string>(own),
    ...targets,
    ...reasons.flatMap((r) => [r.rule, r.message]),
    ...(entry.followed ?? []).map(({ path }) => path),
    ...(entry.acts ?? []).flatMap(textsOf),
  ]);
  const texts = Object.fromEntries(Object.entries<string>(own).map(([key, text]) => [key, clean(text)]));
  return {
    ...entry,
    ...texts,
    summary: clean(entry.summary)
      .replace(/[\r\n]+/g, " ")
      .slice(0, maxSummaryLength),
    targets: targets.map((target) => clean(target).slice(0, maxTargetLength)),
    reasons: reasons.map((reason) => ({ ...reason, rule: clean(reason.rule), message: clean(reason.message) })),
    ...(entry.followed === undefined
      ? {}
      : {
          followed: entry.followed.map(({ path, sha256 }) => ({ path: clean(path).slice(0, maxTargetLength), sha256 })),
        }),
    ...(entry.acts === undefined ? {} : { acts: entry.acts.map((act) => cleanAct(act, clean)) }),
  };
}

/** A step without the values of secrets. */
export function redactStep(entry: StepEntry): StepEntry {
  const texts = ["agent", "session", "call", "user", "note"] as const;
  const change = entry.change?.files.flatMap(({ path, from, diff }) => [path, from ?? "", diff ?? ""]) ?? [];
  const clean = redactor([...texts.flatMap((key) => entry[key] ?? []), ...change]);
  const cleaned = texts.flatMap((key) => (entry[key] === undefined ? [] : [[key, clean(entry[key])]]));
  return {
    ...entry,
    ...Object.fromEntries(cleaned),
    ...(entry.change ? { change: cleanChange(entry.change, clean) } : {}),
  };
}

/** It was made without secrets; this is for whoever makes it another way. */
function cleanChange(change: KeptChange, clean: Redactor): KeptChange {
  const files = change.files.map((file) => ({
    ...file,
    path: clean(file.path),
    ...(file.from === undefined ? {} : { from: clean(file.from) }),
    ...(file.diff === undefined ? {} : { diff: clean(file.diff) }),
  }));
  return { ...change, files };
}

function textsOf(act: AuditAct): string[] {
  return [...actTexts.flatMap((member) => act[member] ?? []), ...actLists.flatMap((member) => act[member] ?? [])];
}

/** The members that hold text of others. The rest are words of closed lists, numbers and digests. */
const textMembers = [
  "agent",
  "agentVersion",
  "session",
  "call",
  "user",
  "workspace",
  "cwd",
  "tool",
  "actionKind",
  "summary",
  "policyRevision",
  "failure",
  "subagent",
  "client",
  "shownText",
] as const satisfies readonly (keyof AuditEntry)[];

/** Shorter values are only removed where they were found: as plain words they are everywhere. */
const shortestValue = 6;

/** A text without the values of secrets. */
export type Redactor = (text: string) => string;

/** Removes from each of these texts the secrets found in it, and the values found in any of the others. */
function redactor(texts: readonly string[], mark: Mark = plainMark): Redactor {
  const found = new Map(texts.map((text) => [text, findSensitiveValues(text)]));
  const values = new Map<string, string>();
  for (const [text, list] of found) {
    for (const { kind, start, end } of list) {
      const value = text.slice(start, end);
      for (const form of [value, ...otherForms(value)]) if (form.length >= shortestValue) values.set(form, kind);
    }
  }
  return (text) => {
    const shared = [...values].flatMap(([value, kind]) => occurrences(text, value, kind));
    return replace(text, [...(found.get(text) ?? []), ...shared], mark);
  };
}

type Mark = (kind: string, value: string) => string;

const plainMark: Mark = (kind) => `[redacted:${kind}]`;

/**
 * A redactor whose marks differ where the values do, so that two texts can still be compared: otherwise a new password
 * in the place of the old one would be no difference. `unmarked` makes them the usual ones.
 */
export function markedRedactor(texts: readonly string[]): Redactor {
  const known = new Map<string, number>();
  return redactor(texts, (kind, value) => {
    const number = known.get(value) ?? known.size;
    known.set(value, number);
    // The lines after it keep their numbers.
    const lineEnds = "\n".repeat(value.split("\n").length - 1);
    return `${plainMark(kind, value)}${numberStart}${number}${numberEnd}${lineEnds}`;
  });
}

export function unmarked(text: string): string {
  return text.replaceAll(numbers, "");
}

/** Characters that Unicode keeps for such uses inside a program; no text has them. */
const [numberStart, numberEnd] = ["\ufdd0", "\ufdd1"];
const numbers = /\ufdd0\d{1,6}\ufdd1/g;

/** Replaces the places found, which may overlap, by marks. */
function replace(text: string, found: readonly SensitiveValue[], mark: Mark): string {
  let result = "";
  let done = 0;
  for (const { start, end, kind } of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start >= done) result += `${text.slice(done, start)}${mark(kind, text.slice(start, end))}`;
    done = Math.max(done, end);
  }
  return result + text.slice(done);
}

function occurrences(text: string, value: string, kind: string): SensitiveValue[] {
  const found: SensitiveValue[] = [];
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) {
    found.push({ start: at, end: at + value.length, kind });
  }
  return found;
}
