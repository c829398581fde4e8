/** Walks PowerShell text: blanks, comments, strings, variables and numbers. */
import type { Block, Expression, Part, Statement } from "./ast.ts";

/** The parts of the grammar that hold each other, handed in so that their files need not import each other. */
export interface Grammar {
  /** Statements up to the closing character, which is taken too; "" is the end of the text. */
  readonly statements: (reader: Reader, closer: "" | ")" | "}") => Statement[];
  readonly statement: (reader: Reader) => Statement | undefined;
  /** From after the opening brace to after the closing one. */
  readonly block: (reader: Reader) => Block;
  readonly expression: (reader: Reader) => Expression;
  readonly argument: (reader: Reader) => Expression;
}

export interface Reader {
  readonly source: string;
  readonly grammar: Grammar;
  at: number;
  depth: number;
  /** Looks at the text so far, against text that is read again and again. */
  looks: number;
  /** Something did not fit the language. */
  broken: boolean;
  /** Names of variables that were assigned so far. */
  readonly assigned: string[];
}

const maxDepth = 40;

/** Real scripts take about six looks a character. */
function looksFor(source: string): number {
  return 20_000 + 40 * source.length;
}

/** Runs `read` one level deeper; text that nests without end is broken, and its rest is not read. */
export function nested<T>(reader: Reader, read: () => T): T {
  if (++reader.depth > maxDepth) giveUp(reader);
  const found = read();
  reader.depth--;
  return found;
}

/** The rest of the text is not read. */
export function giveUp(reader: Reader): void {
  reader.broken = true;
  reader.at = reader.source.length;
}

export function peek(reader: Reader, ahead = 0): string {
  return reader.source.charAt(reader.at + ahead);
}

/** Takes what a sticky pattern matches here. */
export function take(reader: Reader, pattern: RegExp): RegExpExecArray | undefined {
  aim(reader, pattern);
  const found = pattern.exec(reader.source) ?? undefined;
  if (found) reader.at += found[0].length;
  return found;
}

export function looksAt(reader: Reader, pattern: RegExp): boolean {
  aim(reader, pattern);
  return pattern.test(reader.source);
}

/** Passing over a character that is missing may lead behind the end, where no pattern finds even the end. */
function aim(reader: Reader, pattern: RegExp): void {
  if (++reader.looks > looksFor(reader.source)) giveUp(reader);
  reader.at = Math.min(reader.at, reader.source.length);
  pattern.lastIndex = reader.at;
}

/** Takes a character that has to be here. */
export function expect(reader: Reader, character: string): void {
  if (peek(reader) === character) reader.at++;
  else reader.broken = true;
}

/** A comment that is never closed goes to the end, so that it is looked at once only. */
const blanks =
  /(?:[ \t\f\v\u00a0\u0085\u1680\u2000-\u200a\u202f\u205f\u3000]|`\r?\n|<#(?:[^#]|#(?!>))*(?:#>|$)|#[^\n\r]*)+/y;
const blankLines = /(?:[\s\u0085]|`\r?\n|<#(?:[^#]|#(?!>))*(?:#>|$)|#[^\n\r]*)+/y;

export function skipBlanks(reader: Reader): void {
  skip(reader, blanks);
}

export function skipLines(reader: Reader): void {
  skip(reader, blankLines);
}

function skip(reader: Reader, pattern: RegExp): void {
  const text = take(reader, pattern)?.[0];
  if (text?.includes("<#") && text.lastIndexOf("<#") > text.lastIndexOf("#>")) reader.broken = true;
}

/** PowerShell takes typographic quotes and dashes for plain ones. */
const singleQuote = /['\u2018-\u201b]/;
const doubleQuote = /["\u201c-\u201e]/;
export const dash = "[-\\u2013-\\u2015]";

export function isQuote(character: string): boolean {
  return singleQuote.test(character) || doubleQuote.test(character);
}

const escapes: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  e: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** What a back-tick and the character behind it stand for, from after the back-tick. */
function readEscape(reader: Reader): string {
  const code = take(reader, /u\{([0-9a-f]{1,6})\}/iy)?.[1];
  if (code !== undefined) {
    const point = Number.parseInt(code, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : "";
  }
  const next = peek(reader);
  reader.at++;
  return escapes[next] ?? next;
}

/** A quoted string, from its opening quote. */
export function readQuoted(reader: Reader): Expression {
  const start = reader.at;
  const isSingle = singleQuote.test(peek(reader));
  reader.at++;
  const parts = isSingle ? [readVerbatim(reader)] : readExpandable(reader, doubleQuote);
  return { kind: "string", parts, quoted: true, start, end: reader.at };
}

function readVerbatim(reader: Reader): string {
  const found = take(reader, /(?:[^'\u2018-\u201b]|['\u2018-\u201b]{2})*/y)?.[0] ?? "";
  if (singleQuote.test(peek(reader))) reader.at++;
  else reader.broken = true;
  return found.replace(/(['\u2018-\u201b])['\u2018-\u201b]/g, "$1");
}

function readExpandable(reader: Reader, closer: RegExp): Part[] {
  const parts: Part[] = [];
  for (;;) {
    const next = peek(reader);
    if (next === "") {
      reader.broken = true;
      return parts;
    }
    if (closer.test(next)) {
      reader.at++;
      if (!closer.test(peek(reader))) return parts;
      parts.push(peek(reader));
      reader.at++;
      continue;
    }
    parts.push(readPart(reader, /[^`$"\u201c-\u201e]+/y));
  }
}

/** One escape, variable, `$(…)` or stretch of plain text. */
export function readPart(reader: Reader, plainText: RegExp): Part {
  if (peek(reader) === "`") {
    reader.at++;
    return readEscape(reader);
  }
  if (peek(reader) === "$") {
    const found = readDollar(reader);
    if (found) return found;
    reader.at++;
    return "$";
  }
  const found = take(reader, plainText)?.[0];
  if (found !== undefined) return found;
  return reader.source.charAt(reader.at++);
}

/** `@'…'@` and `@"…"@`, from the `@`. undefined: it is none. */
export function readHereString(reader: Reader): Expression | undefined {
  const start = reader.at;
  const opening = take(reader, /@(['"\u2018-\u201e])[ \t]*\r?\n/y);
  if (!opening) return undefined;
  const isSingle = singleQuote.test(opening[1] as string);
  const closing = isSingle ? /\r?\n['\u2018-\u201b]@/g : /\r?\n["\u201c-\u201e]@/g;
  closing.lastIndex = reader.at - 1;
  const end = closing.exec(reader.source);
  if (!end) {
    reader.broken = true;
    reader.at = reader.source.length;
    return { kind: "string", parts: [], quoted: true, start, end: reader.at };
  }
  const parts: Part[] = [];
  if (isSingle) parts.push(reader.source.slice(reader.at, end.index));
  else while (reader.at < end.index) parts.push(readPart(reader, /[^`$\n]+|\n/y));
  reader.at = Math.max(reader.at, end.index + end[0].length);
  return { kind: "string", parts, quoted: true, start, end: reader.at };
}

const variablePattern = /\$(?:\{((?:`[\s\S]|[^}`])*)\}|((?:\p{L}[\p{L}\p{N}_]*:(?!:))?[\p{L}\p{N}_?]+)|([$^]))/uy;

/** `$name`, `${name}` or `$(…)`. undefined: only a dollar sign. */
export function readDollar(reader: Reader): Expression | undefined {
  const start = reader.at;
  if (peek(reader, 1) === "(") {
    reader.at += 2;
    const body = nested(reader, () => reader.grammar.statements(reader, ")"));
    return { kind: "sub", body, start, end: reader.at };
  }
  const found = take(reader, variablePattern);
  if (!found) return undefined;
  const name = variableName(found[1]?.replace(/`([\s\S])/g, "$1") ?? found[2] ?? found[3] ?? "");
  return { kind: "variable", name, splat: false, start, end: reader.at };
}

/** Scopes do not tell variables apart here. */
export function variableName(written: string): string {
  return written.replace(/^(?:global|script|local|private|using|variable):/i, "").toLowerCase();
}

const sizes: Readonly<Record<string, number>> = { k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40, p: 2 ** 50 };
const numberPattern =
  /(0x[\da-f]+|0b[01]+|\d+(?:\.(?!\.)\d*)?(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)(?:ul|us|uy|[dlnsuy])?(?:([kmgtp])b)?(?=[^\p{L}\p{N}_]|$)/iuy;

export function readNumber(reader: Reader): Expression | undefined {
  const start = reader.at;
  const found = take(reader, numberPattern);
  if (!found) return undefined;
  const value = Number((found[1] as string).toLowerCase()) * (sizes[found[2]?.toLowerCase() ?? ""] ?? 1);
  return { kind: "number", value, start, end: reader.at };
}

/** `[Type]` with everything in its brackets, from the bracket. */
export function readTypeName(reader: Reader): string {
  const start = ++reader.at;
  let depth = 1;
  while (depth > 0) {
    const next = peek(reader);
    if (next === "") {
      reader.broken = true;
      break;
    }
    if (isQuote(next)) {
      readQuoted(reader);
      continue;
    }
    if (next === "[") depth++;
    if (next === "]") depth--;
    reader.at++;
  }
  return reader.source.slice(start, reader.at - 1).trim();
}
