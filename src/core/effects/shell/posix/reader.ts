/** The place in a text of bash or zsh that is being read, and what reading needs to remember. */
import type { HereDocument, Part, Statement } from "./syntax.ts";

/** Where words stand, which says what ends them and what is special in them. */
export interface Mode {
  /** Characters that end it when they are not quoted. */
  readonly ends: ReadonlySet<string>;
  /** As between double quotes: only `$`, back-ticks and backslashes are special. */
  readonly quoted: boolean;
  /** Parentheses belong to the word: patterns, and everywhere in zsh. */
  readonly groups: boolean;
  /** Characters that a backslash quotes between double quotes. */
  readonly escapes?: string;
}

export const mode = (ends: string, rest: Partial<Mode> = {}): Mode => ({
  ends: new Set(ends),
  quoted: false,
  groups: false,
  ...rest,
});

export const subscript = mode("]", { groups: true });

export interface Reader {
  readonly source: string;
  /** Where the source stands in the text that spans point into. */
  readonly base: number;
  readonly zsh: boolean;
  at: number;
  /** The text does not fit the language somewhere, or nests deeper than is looked at. */
  broken: boolean;
  depth: number;
  /** How many levels may still be entered. One count for all that is read of a text, kept when a try is taken back. */
  readonly cost: { left: number };
  /** Here-documents whose bodies begin at the next line. */
  waiting: HereDocument[];
  /** Variables used since somebody began to count. */
  uses: Set<string>;
  /** Reads statements up to a closing mark, which is left to be read. Given, since words and statements hold each other. */
  readonly statements: (reader: Reader, close: Close) => Statement;
  /** Reads what `;` and `&` end: pipelines joined by `&&` and `||`. */
  readonly sublist: (reader: Reader) => Statement;
  /** Reads parts of a word. Given for the same reason. */
  readonly parts: (reader: Reader, how: Mode) => Part[];
}

/** What ends a list of statements besides the end of the text: marks, and words where a command could begin. */
export type Close = readonly string[];

const maxNesting = 120;

/** Reads something one level deeper; `instead` where that is deeper than anybody writes by hand. */
export function nested<T>(reader: Reader, instead: T, read: () => T): T {
  // What might be one of two things is read twice, and what stands in it four times: that must end, too.
  if (reader.depth >= maxNesting || --reader.cost.left < 0) {
    giveUp(reader);
    return instead;
  }
  reader.depth++;
  const result = read();
  reader.depth--;
  return result;
}

/** The rest is not read. */
export function giveUp(reader: Reader): void {
  reader.broken = true;
  reader.at = reader.source.length;
}

export function peek(reader: Reader, ahead = 0): string {
  return reader.source[reader.at + ahead] ?? "";
}

export function startsWith(reader: Reader, text: string): boolean {
  return reader.source.startsWith(text, reader.at);
}

/** Reads `text` if it comes next. */
export function take(reader: Reader, text: string): boolean {
  if (!startsWith(reader, text)) return false;
  reader.at += text.length;
  return true;
}

/** Reads `text`, which must come next. */
export function expect(reader: Reader, text: string): void {
  if (!take(reader, text)) reader.broken = true;
}

/** What the sticky pattern matches here; "" for nothing. */
export function match(reader: Reader, pattern: RegExp): string {
  pattern.lastIndex = reader.at;
  return pattern.exec(reader.source)?.[0] ?? "";
}

export function takeMatch(reader: Reader, pattern: RegExp): string {
  const found = match(reader, pattern);
  reader.at += found.length;
  return found;
}

const blanks = /(?:[ \t\r]|\\\r?\n)+/y;

/** Blanks and continued lines, not the end of a line. */
export function skipBlanks(reader: Reader): void {
  takeMatch(reader, blanks);
}

/** Where a quote that began at `from` ends; -1 for never. */
export function endOfQuote(source: string, from: number, quote: string, escapes: boolean): number {
  if (!escapes) return source.indexOf(quote, from);
  for (let at = from; at < source.length; at++) {
    if (source[at] === "\\") at++;
    else if (source[at] === quote) return at;
  }
  return -1;
}

/** Where the parenthesis opened before `from` closes, quotes looked at; -1 for never. */
export function endOfParenthesis(source: string, from: number): number {
  let open = 1;
  for (let at = from; at < source.length; at++) {
    const character = source[at];
    if (character === "\\") at++;
    else if (character === "'" || character === '"' || character === "`") {
      at = endOfQuote(source, at + 1, character, character !== "'");
      if (at < 0) return -1;
    } else if (character === "(") open++;
    else if (character === ")" && --open === 0) return at;
  }
  return -1;
}

const comment = /#[^\n]*/y;

/** Blanks, ends of lines with the here-documents that follow them, and comments. */
export function skipLines(reader: Reader): void {
  for (;;) {
    skipBlanks(reader);
    if (peek(reader) === "\n") endLine(reader);
    else if (takeMatch(reader, comment) === "") return;
  }
}

/** Reads the end of a line, and the here-documents that were announced on it. */
export function endLine(reader: Reader): void {
  reader.at++;
  const documents = reader.waiting;
  reader.waiting = [];
  for (const document of documents) readDocument(reader, document);
}

function readDocument(reader: Reader, document: HereDocument): void {
  const { source } = reader;
  const lines: string[] = [];
  while (reader.at < source.length) {
    const end = source.indexOf("\n", reader.at);
    const written = source.slice(reader.at, end < 0 ? undefined : end);
    const line = (document.strips ? written.replace(/^\t+/, "") : written).replace(/\r$/, "");
    if (line === document.delimiter) {
      reader.at = end < 0 ? source.length : end + 1;
      break;
    }
    // `$(cat <<E … E)`: the last line of a substitution may hold its end.
    if (
      line.startsWith(document.delimiter) &&
      /^\s*\)/.test(line.slice(document.delimiter.length)) &&
      reader.depth > 0
    ) {
      reader.at += written.indexOf(document.delimiter) + document.delimiter.length;
      break;
    }
    lines.push(line);
    reader.at = end < 0 ? source.length : end + 1;
  }
  const text = lines.map((line) => `${line}\n`).join("");
  document.parts = document.quoted ? [{ kind: "quoted", text }] : expandingText(reader, text);
}

const documentText = mode("", { quoted: true, escapes: "$`\\" });

/** Text that expands like the inside of double quotes, to its end: a here-document, a prompt. */
export function expandingText(reader: Reader, text: string): readonly Part[] {
  const inner: Reader = { ...reader, source: text, base: reader.base + reader.at, at: 0, waiting: [] };
  const parts = nested<Part[]>(inner, [], () => reader.parts(inner, documentText));
  reader.broken ||= inner.broken;
  return parts;
}
