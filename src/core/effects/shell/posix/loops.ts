/** Reads loops: `for`, `select`, `while`, `until`, and zsh's `foreach` and `repeat`. */
import {
  type BareStatement,
  endWith,
  readCondition,
  readLoopBody,
  readWords,
  skipSeparators,
  takeWord,
} from "./blocks.ts";
import {
  endOfParenthesis,
  expect,
  giveUp,
  match,
  type Reader,
  skipBlanks,
  skipLines,
  startsWith,
  take,
  takeMatch,
} from "./reader.ts";
import type { Statement, Word } from "./syntax.ts";
import { readArithmetic, readWord } from "./words.ts";

export function readWhile(reader: Reader): BareStatement {
  const condition = readCondition(reader, "do");
  const body = readLoopBody(reader);
  return { kind: "repeated", condition, body };
}

export function readRepeat(reader: Reader): BareStatement {
  skipBlanks(reader);
  const count = readWord(reader);
  return { kind: "branches", words: [count], parts: [readLoopBody(reader)] };
}

const loopName = /[A-Za-z_]\w*|\d+/y;

/** `((start; while; step))` */
function readCounter(reader: Reader): Statement {
  const start = reader.base + reader.at;
  const end = endOfParenthesis(reader.source, reader.at + 2);
  if (end < 0) giveUp(reader);
  else {
    reader.at += 2;
    const parts = readArithmetic(reader, end);
    reader.at = end + 1;
    expect(reader, ")");
    return { kind: "arithmetic", parts, start, end: reader.base + reader.at };
  }
  return { kind: "arithmetic", parts: [], start, end: reader.base + reader.at };
}

/** @param ended zsh's `foreach … end`. */
export function readFor(reader: Reader, ended = false): BareStatement {
  skipBlanks(reader);
  if (startsWith(reader, "((")) return { kind: "repeated", condition: readCounter(reader), body: readLoopBody(reader) };
  const names: string[] = [];
  for (;;) {
    const at = reader.at;
    const name = takeMatch(reader, loopName);
    if (name === "" || (names.length > 0 && name === "in")) {
      reader.at = at;
      break;
    }
    names.push(name);
    skipBlanks(reader);
    if (!reader.zsh) break;
  }
  if (names.length === 0) reader.broken = true;
  const values = readLoopValues(reader);
  skipSeparators(reader);
  if (!ended || match(reader, loopBody) !== "") return { kind: "loop", names, values, body: readLoopBody(reader) };
  const body = reader.statements(reader, ["end"]);
  endWith(reader, "end");
  return { kind: "loop", names, values, body };
}

const loopBody = /do(?=\s)|\{(?=\s)/y;

function readLoopValues(reader: Reader): Word[] | undefined {
  skipLines(reader);
  if (reader.zsh && take(reader, "(")) return readWords(reader, ")");
  if (!takeWord(reader, "in")) return undefined;
  return readWords(reader, "");
}
