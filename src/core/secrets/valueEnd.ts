/**
 * Where the value ends that begins at a place. What a text means there is often not known (a shell's line, a file's,
 * an address, code), so of the ends that are possible the farthest counts: the tail of a secret is one too, and what
 * is taken with it is only a word more. Linear in what it reads.
 */
import type { Span } from "../model/span.ts";
import { indexOf, lineBefore, matchAt, outerQuote, quotes } from "./around.ts";

export interface ValueStart {
  /** Where the value begins, or its quote. */
  readonly at: number;
  /** Where the name begins that it is given to, or the quote around the name. */
  readonly name: number;
  /** Whether a colon gives it, as in YAML and in headers; else a sign of equality or a blank. */
  readonly colon: boolean;
  /** Blanks on both sides of the sign, as no shell has it. */
  readonly spaced: boolean;
  /** The value fills the rest of the quoted text in which it begins: `-u 'me:two words'`. */
  readonly argument?: boolean;
}

interface Value extends ValueStart {
  /** The quote in which the name stands. */
  readonly outer: string | undefined;
}

/** The value without its quotes. Empty where none begins. */
export function valueAt(text: string, start: ValueStart): Span {
  const { at } = start;
  const value = { ...start, outer: outerQuote(text, start.name) };
  const escaped = matchAt(escapedQuote, text, at);
  if (escaped) return escapedText(text, at, escaped);
  const fence = matchAt(fences, text, at);
  if (fence) return { start: at + fence.length, end: indexOf(text, fence, at + fence.length) };
  const char = text[at] ?? "";
  if (quotes.has(char)) {
    const end = quotedEnd(text, at);
    return goesOn(text, value, end) ? { start: at, end: wordEnd(text, value) } : { start: at + 1, end };
  }
  if (char === "[") return { start: at, end: listEnd(text, at) };
  if (char === "{" && text[at + 1] !== "{") return { start: at, end: at };
  if (text.startsWith("$(", at)) return { start: at, end: wordEnd(text, value, indexOf(text, ")", at)) };
  return { start: at, end: bareEnd(text, value) };
}

const escapedQuote = /\\+["']/y;
const fences = /"""|'''|```/y;

/** Text in escaped quotes, as of JSON in a shell's argument: quotes with more backslashes are inside of it. */
function escapedText(text: string, at: number, opening: string): Span {
  const quote = opening.at(-1) as string;
  const start = at + opening.length;
  for (let end = indexOf(text, quote, start); end < text.length; end = indexOf(text, quote, end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === "\\" && slashes < opening.length) slashes++;
    if (slashes < opening.length) return { start, end: Math.max(start, end - slashes) };
  }
  return { start, end: text.length };
}

/** Index of the closing quote, or the end of the text: what is cut off in the middle gives nothing away. */
function quotedEnd(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === quote) {
      // Two of them are one that belongs to the text, as YAML, SQL and PowerShell have it.
      if (text[at + 1] !== quote || at === start + 1) return at;
      at++;
    }
  }
  return text.length;
}

/** The end of a list, in whose texts brackets can stand too. */
function listEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const char = text[at] as string;
    if (char === "]") return at + 1;
    if (quotes.has(char)) at = quotedEnd(text, at);
  }
  return text.length;
}

const joined = /\s{0,40}(?:\+|\.\.?|\|\||&)\s{0,40}(?=["'`])|\\?(?=["'`])/y;
const afterQuoted = /[\s,;:&|<>()[\]{}\\]/;

/** Whether more of the value follows its quoted part: `'it'\''s'`, `'a'b`, `"a" + "b"`. */
function goesOn(text: string, value: Value, end: number): boolean {
  const next = text[end + 1];
  if (next === undefined) return false;
  const more = matchAt(joined, text, end + 1);
  if (more !== undefined) return more !== "" || !closesOuter(text, value, end + 1);
  return !afterQuoted.test(next);
}

/** The end of a word of bare and quoted parts. */
function wordEnd(text: string, value: Value, from = value.at): number {
  const query = isQuery(text, value.name);
  for (let at = from; at < text.length; at++) {
    const char = text[at] as string;
    if (/\s/.test(char) || (query && (char === "&" || char === "#"))) return at;
    if (char === "\\") at++;
    else if (quotes.has(char)) {
      if (at > value.at && closesOuter(text, value, at)) return at;
      at = quotedEnd(text, at);
      at += matchAt(joined, text, at + 1)?.replace(/^\\/, "").length ?? 0;
    }
  }
  return text.length;
}

function bareEnd(text: string, value: Value): number {
  const { at, name, colon, outer } = value;
  if (colon && matchAt(blockSign, text, at)) return continued(text, value, indexOf(text, "\n", at));
  if (value.argument && outer !== undefined) return firstOf(text, at, outer);
  if (inList(text, value)) return firstOf(text, at, `;\n${outer ?? ""}`);
  if (colon && /[{,]\s{0,20}$/.test(text.slice(Math.max(0, name - 21), name)))
    return Math.max(wordEnd(text, value), trimmed(text, at, firstOf(text, at, `,}\n${outer ?? ""}`)));
  if (!isWholeLine(text, value)) return wordEnd(text, value);
  const end = firstOf(text, at, `\n${outer ?? ""}`);
  if (colon && outer === undefined) return continued(text, value, end);
  return Math.max(wordEnd(text, value), trimmed(text, at, end));
}

/** `name=value` after a `?` or `&` ends at the next `&`: none can stand in it. */
function isQuery(text: string, name: number): boolean {
  return name > 0 && /[?&]/.test(text[name - 1] as string);
}

/** `Server=db;Password=two words;Encrypt=yes`. */
function inList(text: string, { name, at, colon, outer }: Value): boolean {
  if (colon) return false;
  if (/[\w ]=[^=;\n]{0,300};\s{0,3}[\w .]{0,20}$/.test(text.slice(Math.max(0, name - 400), name))) return true;
  const rest = outer === undefined ? "" : text.slice(at, firstOf(text.slice(0, at + 400), at, outer));
  return /^[^;\n]{0,300};\s{0,3}[A-Za-z][\w ]{1,40}=/.test(rest);
}

const lineStart = /^[ \t+>#/*-]{0,60}[\w .-]{0,40}$/;
const otherAssignment = /^[ \t+>#-]{0,20}(?:export |set )?[A-Za-z_][\w.-]{0,80} ?[=:]/;
const commandLike = /\s(?:--?\w|\.{0,2}\/|\w+\/)/;

/**
 * Whether the value is all that the line has: after a colon that gives it at the start of a line or of a quoted text,
 * after a sign with blanks on both sides, and in files of variables, which are told from a shell's line by the lines
 * around.
 */
function isWholeLine(text: string, { name, at, colon, spaced, outer }: Value): boolean {
  if (colon && outer !== undefined && text[name - 1] === outer) return true;
  if (!lineStart.test(lineBefore(text, name))) return false;
  if (colon || spaced) return true;
  const rest = text.slice(at, at + 400).split("\n", 1)[0] ?? "";
  const near = neighbours(text, name).filter((line) => line.trim() !== "");
  const others = near.filter((line) => otherAssignment.test(line));
  // A file of nothing else has no commands; in a script one may stand behind the value.
  const isFile = others.length === near.length && !near.some((line) => /^\s*(?:export|set)\s/.test(line));
  return others.length > 0 && (isFile || !commandLike.test(rest));
}

/** The lines before and after the one in which a place is, as far as they are near. */
function neighbours(text: string, place: number): string[] {
  const before = text.slice(Math.max(0, place - 500), place).split("\n");
  const after = text.slice(place, place + 500).split("\n");
  return [before.at(-2) ?? "", after[1] ?? ""];
}

/** The lines below that belong to a value of YAML, since they stand farther in than its name. */
function continued(text: string, { name, at }: Value, lineEnd: number): number {
  const indent = indentOf(lineBefore(text, name));
  const isItem = text.startsWith("- ", at);
  let end = lineEnd;
  while (end < text.length) {
    const nextEnd = indexOf(text, "\n", end + 1);
    const line = text.slice(end + 1, nextEnd);
    const isIn = indentOf(line) > indent || (isItem && /^\s*- /.test(line));
    if (line.trim().length > 1 && !isIn) break;
    end = nextEnd;
  }
  return trimmed(text, at, end);
}

/** `password: |` and the lines below. */
const blockSign = /[|>][+-]?\d?[+-]?[ \t]{0,8}(?:#[^\n]{0,200})?\r?\n/y;

/** How far in a line stands; the sign of a diff counts as a blank. */
function indentOf(line: string): number {
  const [blanks = ""] = /^[+-]?[ \t]*/.exec(line) ?? [];
  return blanks.length;
}

function trimmed(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && /\s/.test(text[at - 1] as string)) at--;
  return at;
}

/** Whether a quote ends a text that was opened before the name, as in `-H 'X-Api-Key: …'`. */
function closesOuter(text: string, { outer }: Value, at: number): boolean {
  if (outer !== text[at]) return false;
  const next = text[at + 1];
  return next === undefined || /[\s,;:)\]}&|<>"'`\\]/.test(next);
}

/** Where one of these characters is next without a backslash before it, or the end of the text. */
function firstOf(text: string, from: number, ends: string): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (ends.includes(text[at] as string)) return at;
  }
  return text.length;
}
