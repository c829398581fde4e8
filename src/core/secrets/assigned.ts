/** Finds values by what they are given to: `password=…`, `"api_key": "…"`, `--token …`, `X-Api-Key: …`. */
import type { Span } from "../model/span.ts";

export interface AssignedValue extends Span {
  /** The part of the name that says it is a secret. */
  readonly name: string;
}

const namePattern =
  /(?:pass(?:word|wd|phrase|code)|pwd|secret|token(?!s|iz|_?(?:count|limit|budget))|api[-_.]?key|access[-_.]?key|private[-_.]?key|signing[-_.]?key|encryption[-_.]?key|account[-_.]?key|client[-_.]?secret|credentials?)(?=[\w.-]{0,40})/gi;

export function assignedValues(text: string): AssignedValue[] {
  const found: AssignedValue[] = [];
  namePattern.lastIndex = 0;
  for (let match = namePattern.exec(text); match; match = namePattern.exec(text)) {
    const start = valueStart(text, match.index, match.index + match[0].length);
    if (start === undefined) continue;
    const span = valueAt(text, start);
    if (span.end > span.start) found.push({ ...span, name: match[0] });
    namePattern.lastIndex = Math.max(namePattern.lastIndex, span.end);
  }
  return found;
}

const nameRest = /[\w.-]{0,40}/y;
const assignment = /\\*["']?\s{0,8}(?:=>|[:=])\s{0,8}/y;
const blanks = /\s{1,8}(?!-)(?=\S)/y;

/** Where the value begins that is given to a name; undefined when none is. */
function valueStart(text: string, nameStart: number, nameEnd: number): number | undefined {
  const end = endOf(nameRest, text, nameEnd) ?? nameEnd;
  return endOf(assignment, text, end) ?? (isOption(text, nameStart) ? endOf(blanks, text, end) : undefined);
}

/** `--db-password`, `-password`; not the value of `-pPassword`. */
function isOption(text: string, nameStart: number): boolean {
  return /(?:^|[\s"'])(?:--[\w-]*|-)$/.test(text.slice(Math.max(0, nameStart - 60), nameStart));
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/**
 * One value: a quoted text, a shell word of quoted and bare parts, or text in escaped quotes as of JSON in a shell
 * argument. A quote that is never closed reaches to the end, so that a text cut off in the middle gives nothing away.
 */
function valueAt(text: string, start: number): Span {
  const escapes = endOf(escapedQuote, text, start);
  if (escapes !== undefined) return { start: escapes, end: indexOf(escapedQuote, text, escapes) };
  if (text.startsWith("$(", start)) return { start, end: Math.min(text.length, indexOf(/\)/g, text, start) + 1) };
  const quote = text[start];
  if (quote === '"' || quote === "'") {
    const end = quotedEnd(text, start);
    const next = text[end + 1];
    if (next === undefined || /[\s,;:&|<>()[\]{}"'`\\]/.test(next)) return { start: start + 1, end };
  }
  return { start, end: wordEnd(text, start) };
}

const escapedQuote = /\\+["']/y;

/** Where a pattern is found next, or the end of the text. */
function indexOf(pattern: RegExp, text: string, from: number): number {
  const search = new RegExp(pattern.source, "g");
  search.lastIndex = from;
  return search.exec(text)?.index ?? text.length;
}

/** Index of the closing quote, or the end of the text. */
function quotedEnd(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === quote) return at;
    if (text[at] === "\\") at++;
  }
  return text.length;
}

/** The end of a word that begins bare or goes on after a quoted part. */
function wordEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const char = text[at] as string;
    if (/[\s;&|<>()`]/.test(char)) return at;
    if (char === "\\") at++;
    else if (char === '"' || char === "'") {
      if (at > start && isClosing(text, start, char)) return at;
      at = quotedEnd(text, at);
    }
  }
  return text.length;
}

/** Whether a quote after a bare value ends a text that was opened before the name, as in `-H 'X-Api-Key: …'`. */
function isClosing(text: string, valueStart: number, quote: string): boolean {
  const before = text.slice(Math.max(0, valueStart - 400), valueStart);
  return before.split(quote).length % 2 === 0;
}
