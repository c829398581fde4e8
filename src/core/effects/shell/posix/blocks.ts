/** What compound commands are made of: bodies between words or braces, conditions, lists of words. */
import { expect, match, peek, type Reader, skipBlanks, skipLines, startsWith, take } from "./reader.ts";
import type { Placed, Statement, Word } from "./syntax.ts";
import { readWord } from "./words.ts";

type Bare<T> = T extends Statement ? Omit<T, keyof Placed> : never;
export type BareStatement = Bare<Statement>;

export const never: Statement = { kind: "sequence", items: [], start: 0, end: 0 };

export function readBraces(reader: Reader): Statement {
  expect(reader, "{");
  const body = reader.statements(reader, ["}"]);
  expect(reader, "}");
  return body;
}

/** The body of a loop or branch: between words, between braces, or (zsh) one list. */
export function readBody(reader: Reader, open: string, close: readonly string[]): Statement {
  skipSeparators(reader);
  if (takeWord(reader, open)) return reader.statements(reader, close);
  if (match(reader, /\{(?=\s)/y) !== "" || (reader.zsh && peek(reader) === "{")) return readBraces(reader);
  if (!reader.zsh) reader.broken = true;
  return reader.sublist(reader);
}

export function skipSeparators(reader: Reader): void {
  do skipLines(reader);
  while (peek(reader) === ";" && peek(reader, 1) !== ";" && take(reader, ";"));
}

const wordAfter = /(?=[\s;&|()<>{}]|$)/y;

export function takeWord(reader: Reader, word: string): boolean {
  if (!startsWith(reader, word)) return false;
  wordAfter.lastIndex = reader.at + word.length;
  if (!wordAfter.test(reader.source)) return false;
  reader.at += word.length;
  return true;
}

export function endWith(reader: Reader, word: string): void {
  if (!takeWord(reader, word)) reader.broken = true;
}

/** In zsh a brace may follow a condition that ends by itself. */
export function readCondition(reader: Reader, word: string): Statement {
  return reader.statements(reader, reader.zsh ? [word, "{"] : [word]);
}

export function readLoopBody(reader: Reader): Statement {
  skipSeparators(reader);
  const words = takeWord(reader, "do");
  const body = words ? reader.statements(reader, ["done"]) : readBody(reader, "do", ["done"]);
  if (words) endWith(reader, "done");
  return body;
}

/** Words up to the end of the line or the closing mark, which is read too. */
export function readWords(reader: Reader, close: string): Word[] {
  const words: Word[] = [];
  for (;;) {
    if (close === "") skipBlanks(reader);
    else skipLines(reader);
    if (close !== "" && take(reader, close)) return words;
    const before = reader.at;
    const word = readWord(reader);
    if (reader.at === before) {
      if (close !== "") reader.broken = true;
      return words;
    }
    words.push(word);
  }
}
