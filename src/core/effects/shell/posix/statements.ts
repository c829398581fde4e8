/** Reads lines of bash, zsh and sh. Never fails: what does not fit is marked, and the rest is read all the same. */
import { readCompound } from "./compounds.ts";
import {
  type Close,
  endLine,
  expandingText,
  giveUp,
  match,
  peek,
  type Reader,
  skipBlanks,
  skipLines,
  startsWith,
  take,
  takeMatch,
} from "./reader.ts";
import { readSimple } from "./simple.ts";
import type { Item, Part, Statement } from "./syntax.ts";
import { readParts } from "./words.ts";

/** Longer text is not read. */
export const maxTextLength = 100_000;

export interface Reading<T> {
  readonly value: T;
  /** Some of the text does not fit the language, or was not read. */
  readonly broken: boolean;
}

/** Reads a whole text. */
export function readShell(text: string, dialect: "bash" | "zsh"): Reading<Statement> {
  const reader = readerOf(text, dialect);
  const value = readStatements(reader, []);
  return { value, broken: reader.broken || reader.waiting.length > 0 };
}

/** Reads text that expands like the inside of double quotes (prompts, `${x@P}`, `envsubst`-like evaluation). */
export function readExpanding(text: string, dialect: "bash" | "zsh"): Reading<readonly Part[]> {
  const reader = readerOf(text, dialect);
  const value = expandingText(reader, text);
  return { value, broken: reader.broken };
}

function readerOf(source: string, dialect: "bash" | "zsh"): Reader {
  const reader: Reader = {
    source,
    base: 0,
    zsh: dialect === "zsh",
    at: 0,
    broken: false,
    depth: 0,
    cost: { left: 500 + 2 * source.length },
    waiting: [],
    uses: new Set(),
    statements: readStatements,
    sublist: readSublist,
    parts: readParts,
  };
  if (source.length > maxTextLength) giveUp(reader);
  return reader;
}

function readStatements(reader: Reader, close: Close): Statement {
  const start = reader.base + reader.at;
  const items: Item[] = [];
  let depends = false;
  for (;;) {
    skipSeparators(reader, close);
    if (reader.at >= reader.source.length || (isClose(reader, close) && !(items.length === 0 && peek(reader) === "{")))
      break;
    const before = reader.at;
    const statement = readPipeline(reader);
    if (reader.at === before) {
      // Nothing begins here: a stray mark. It is stepped over, and what follows is read.
      reader.broken = true;
      reader.at++;
      continue;
    }
    const joint = readJoint(reader);
    items.push({ statement, depends, background: joint === "&" });
    depends = joint === "&&";
    if (joint !== "" || reader.at >= reader.source.length || peek(reader) === "\n" || isClose(reader, close)) continue;
    // zsh: what follows a condition that ends by itself is the body.
    if (close.includes("{")) break;
    if (peek(reader) !== ";") reader.broken = true;
  }
  const only = items.length === 1 ? items[0] : undefined;
  if (only && !only.depends && !only.background) return only.statement;
  return { kind: "sequence", items, start, end: reader.base + reader.at };
}

function readSublist(reader: Reader): Statement {
  const start = reader.base + reader.at;
  const items: Item[] = [];
  let depends = false;
  do {
    skipLines(reader);
    items.push({ statement: readPipeline(reader), depends, background: false });
    depends = true;
    skipBlanks(reader);
  } while (take(reader, "&&") || take(reader, "||"));
  return { kind: "sequence", items, start, end: reader.base + reader.at };
}

/** Ends of lines, comments and semicolons; not `;;` where that closes. */
function skipSeparators(reader: Reader, close: Close): void {
  for (;;) {
    skipLines(reader);
    if (peek(reader) !== ";" || (close.includes(";;") && /[;&|]/.test(peek(reader, 1)))) return;
    reader.at++;
  }
}

const word = /[a-z]+(?=[\s;&|()<>{}]|$)/y;

function isClose(reader: Reader, close: Close): boolean {
  const character = peek(reader);
  if (character === ")" || character === "}" || character === "{") return close.includes(character);
  if (character === ";") return close.includes(";;") && /[;&|]/.test(peek(reader, 1));
  const found = match(reader, word);
  return found !== "" && close.includes(found);
}

/** What stands between this statement and the next; "" for nothing. */
function readJoint(reader: Reader): "" | ";" | "&" | "&&" {
  skipBlanks(reader);
  if (take(reader, "&&") || take(reader, "||")) return "&&";
  if (reader.zsh && (take(reader, "&|") || take(reader, "&!"))) return "&";
  if (peek(reader) === "&" && take(reader, "&")) return "&";
  if (peek(reader) === ";" && !/[;&|]/.test(peek(reader, 1))) {
    reader.at++;
    return ";";
  }
  if (peek(reader) !== "\n") return "";
  endLine(reader);
  return ";";
}

const negation = /!(?=\s|\()/y;
const timing = /time(?:[ \t]+-p)?(?:[ \t]+--)?(?=[ \t]+(?:[({!]|if\s|for\s|while\s|until\s|case\s|\[\[))/y;

function readPipeline(reader: Reader): Statement {
  const start = reader.base + reader.at;
  while (takeMatch(reader, negation) !== "" || takeMatch(reader, timing) !== "") skipBlanks(reader);
  const stages: Statement[] = [readCommand(reader)];
  for (;;) {
    skipBlanks(reader);
    if (peek(reader) !== "|" || peek(reader, 1) === "|") break;
    reader.at += startsWith(reader, "|&") ? 2 : 1;
    skipLines(reader);
    stages.push(readCommand(reader));
  }
  const [only] = stages;
  return stages.length === 1 && only ? only : { kind: "pipeline", stages, start, end: reader.base + reader.at };
}

function readCommand(reader: Reader): Statement {
  const before = reader.at;
  const compound = readCompound(reader);
  if (compound) return compound;
  const simple = readSimple(reader);
  if (reader.at === before) reader.broken = true;
  return simple;
}
