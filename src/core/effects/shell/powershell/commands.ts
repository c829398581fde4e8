/** Reads PowerShell's command mode: pipelines, bare words, parameters, redirections. */
import type { Element, Expression, Part, Redirect, Stage, Statement } from "./ast.ts";
import { readExpression, readPostfix, readPrimary } from "./expressions.ts";
import {
  dash,
  isQuote,
  looksAt,
  nested,
  peek,
  type Reader,
  readDollar,
  readPart,
  readQuoted,
  skipBlanks,
  skipLines,
  take,
} from "./reader.ts";

const startOfExpression = new RegExp(
  `[$("'{\\[!,\\u2018-\\u201e]|@[({\\p{L}_"'\\u2018-\\u201e]|\\+\\+|--|` +
    `${dash}(?:not|bnot|join|[ic]?split)(?![\\w-])|${dash}[\\d$(.]|\\+[\\d$(]|` +
    `(?:0x[\\da-f]+|\\d+(?:\\.(?!\\.)\\d*)?(?:e[+-]?\\d+)?|\\.\\d+)(?:[dlnsuy]|u[lsy])?(?:[kmgtp]b)?(?=[\\s;|&(){}\\],+*/%.!-]|$)`,
  "iuy",
);
const invocation = /([&.])(?=[\s$("'{\u2018-\u201e`])/y;
const assignment = /(?:\?\?|[-+*/%])?=(?!=)/y;

/** Commands and values joined by `|`, `&&`, `||`, or an assignment. undefined: nothing starts here. */
export function readPipeline(reader: Reader): Statement | undefined {
  const start = reader.at;
  const first = readStages(reader);
  if (!first) return undefined;
  const items = [first];
  for (;;) {
    skipBlanks(reader);
    if (!take(reader, /&&|\|\|/y)) break;
    skipLines(reader);
    const next = readStages(reader);
    if (next) items.push(next);
    else reader.broken = true;
  }
  // `… &` at the end: it goes on in the background.
  take(reader, /&(?!&)/y);
  return items.length === 1 ? first : { kind: "chain", items, start, end: reader.at };
}

function readStages(reader: Reader): Statement | undefined {
  const { at: start } = reader;
  const first = readStage(reader);
  if (!first) return undefined;
  if (first.kind === "value" && first.redirects.length === 0) {
    const operator = take(reader, assignment)?.[0];
    if (operator !== undefined) return readAssignment(reader, first.value, operator, start);
  }
  const stages = [first];
  while (takePipe(reader)) {
    skipLines(reader);
    const next = readStage(reader);
    if (next) stages.push(next);
    else {
      reader.broken = true;
      break;
    }
  }
  return { kind: "pipeline", stages, start, end: reader.at };
}

/** A pipe may stand at the start of the next line. */
function takePipe(reader: Reader): boolean {
  const before = reader.at;
  skipBlanks(reader);
  if (take(reader, /\|(?!\|)/y)) return true;
  const here = reader.at;
  skipLines(reader);
  if (reader.at !== here && take(reader, /\|(?!\|)/y)) return true;
  reader.at = before;
  skipBlanks(reader);
  return false;
}

function readAssignment(reader: Reader, target: Expression, operator: string, start: number): Statement {
  noteAssigned(reader, target);
  skipLines(reader);
  const value = nested(reader, () => reader.grammar.statement(reader));
  if (!value) reader.broken = true;
  const empty: Statement = { kind: "pipeline", stages: [], start: reader.at, end: reader.at };
  return { kind: "assign", target, operator, value: value ?? empty, start, end: reader.at };
}

function noteAssigned(reader: Reader, target: Expression): void {
  if (target.kind === "variable") reader.assigned.push(target.name);
  else if (target.kind === "list") for (const item of target.items) noteAssigned(reader, item);
  else if (target.kind === "cast" || target.kind === "member" || target.kind === "index")
    noteAssigned(reader, target.of);
}

function readStage(reader: Reader): Stage | undefined {
  skipBlanks(reader);
  const start = reader.at;
  if (looksAt(reader, invocation) || !looksAt(reader, startOfExpression)) return readCommand(reader);
  const value = readExpression(reader);
  const redirects = readRedirects(reader);
  skipBlanks(reader);
  return { kind: "value", value, redirects, start, end: reader.at };
}

const redirection = /([1-6*]?)(>>?)(&[12])?/y;

function readRedirect(reader: Reader): Redirect | undefined {
  const start = reader.at;
  const found = take(reader, redirection);
  if (!found) return undefined;
  const operator = found[0];
  if (found[3]) return { operator, target: undefined, start, end: reader.at };
  skipBlanks(reader);
  const target = readWord(reader);
  if (target.start === target.end) reader.broken = true;
  return { operator, target, start, end: reader.at };
}

function readRedirects(reader: Reader): Redirect[] {
  const found: Redirect[] = [];
  for (;;) {
    skipBlanks(reader);
    const next = readRedirect(reader);
    if (!next) return found;
    found.push(next);
  }
}

function readCommand(reader: Reader): Stage | undefined {
  const start = reader.at;
  const operator = (take(reader, invocation)?.[1] ?? "") as "" | "&" | ".";
  const elements: Element[] = [];
  const redirects: Redirect[] = [];
  for (;;) {
    skipBlanks(reader);
    if (looksAt(reader, /$|[\r\n;|)}&]/y)) break;
    const from = reader.at;
    const redirect = readRedirect(reader);
    if (redirect) redirects.push(redirect);
    else if (elements.length > 0 && take(reader, /--%(?=\s|$)/y)) elements.push(...readVerbatim(reader));
    else elements.push(readElement(reader, elements.length > 0));
    // A stray character must not hold the reader here.
    if (reader.at === from) {
      reader.broken = true;
      reader.at++;
    }
  }
  if (elements.length === 0 && redirects.length === 0 && operator === "") return undefined;
  return { kind: "command", operator, elements, redirects, start, end: reader.at };
}

/** After `--%` the rest of the line goes to the program as it is, up to a pipe. */
function readVerbatim(reader: Reader): Element[] {
  const from = reader.at;
  const text = take(reader, /(?:"[^"\r\n]*"?|[^|\r\n"&]|&(?!&))*/y)?.[0] ?? "";
  return [...text.matchAll(/(?:"[^"]*"?|[^\s"])+/g)].map((found) => {
    const start = from + found.index;
    const end = start + found[0].length;
    const value: Expression = { kind: "string", parts: [found[0].replaceAll('"', "")], quoted: true, start, end };
    return { kind: "argument", value, start, end };
  });
}

const parameter = new RegExp(
  `${dash}(--?)?([\\p{L}_?][^\\s{}();,|&.\\[:'"<>$\`\\u2018-\\u201e]*)(:?)(?![.\\['"$\`<\\u2018-\\u201e])`,
  "uy",
);
const gluedParameter = new RegExp(`${dash}([\\p{L}_?][^\\s{}();,|&.\\[:'"<>$\`\\u2018-\\u201e]*):`, "uy");

function readElement(reader: Reader, mayBeParameter: boolean): Element {
  const start = reader.at;
  if (mayBeParameter) {
    const glued = take(reader, gluedParameter)?.[1];
    if (glued !== undefined) {
      skipBlanks(reader);
      const value = looksAt(reader, /$|[\r\n;|)}]/y) ? undefined : readArgument(reader);
      return { kind: "parameter", name: glued, value, start, end: reader.at };
    }
    const name = looksAt(reader, parameter) ? take(reader, parameter) : undefined;
    if (name && name[1] === undefined)
      return { kind: "parameter", name: name[2] as string, value: undefined, start, end: reader.at };
    reader.at = start;
  }
  const value = readArgument(reader);
  return { kind: "argument", value, start, end: reader.at };
}

/** One argument, with everything that commas join to it. */
export function readArgument(reader: Reader): Expression {
  const first = readWord(reader);
  const items = [first];
  for (;;) {
    const before = reader.at;
    skipBlanks(reader);
    if (!take(reader, /,/y)) {
      reader.at = before;
      return items.length === 1 ? first : { kind: "list", items, start: first.start, end: reader.at };
    }
    skipLines(reader);
    if (looksAt(reader, /$|[\r\n;|)}]/y)) {
      return items.length === 1 ? first : { kind: "list", items, start: first.start, end: reader.at };
    }
    items.push(readWord(reader));
  }
}

const wordEnd = /$|[\s;|&(){},>\u0085]/uy;

/** One word: a value as in expressions, or text without quotes. */
function readWord(reader: Reader): Expression {
  const start = reader.at;
  const next = peek(reader);
  if (next === "(" || next === "{" || isQuote(next) || looksAt(reader, /@[({'"\p{L}_\u2018-\u201e]/uy)) {
    const first = readPrimary(reader);
    return next === "{" ? first : readPostfix(reader, first, false);
  }
  if (next === "$") {
    const first = readDollar(reader);
    if (first) {
      const whole = readPostfix(reader, first, false);
      if (looksAt(reader, wordEnd)) return whole;
      return readBare(reader, start, [whole]);
    }
  }
  return readBare(reader, start, []);
}

/** Text without quotes: back-ticks, quotes and variables inside it count. */
function readBare(reader: Reader, start: number, before: readonly Part[]): Expression {
  const parts: Part[] = [...before];
  while (!looksAt(reader, wordEnd)) {
    if (isQuote(peek(reader))) {
      const quoted = readQuoted(reader);
      if (quoted.kind === "string") parts.push(...quoted.parts);
    } else if (looksAt(reader, /`\r?\n/y)) break;
    else if (take(reader, /`/y)) {
      // Outside of quotes a back-tick is there to hide a name; what it would make of `r` is taken for the letter.
      parts.push(peek(reader));
      reader.at++;
    } else parts.push(readPart(reader, /[^\s;|&(){},>'"`$\u0085\u2018-\u201e]+/uy));
  }
  // `HEAD@{1}`: what git calls so is not a script block.
  const reference =
    parts.length > 0 && reader.source[reader.at - 1] === "@" ? take(reader, /\{(?:\d+|u|upstream|push)\}/y) : undefined;
  if (reference) parts.push(reference[0]);
  return { kind: "string", parts, quoted: false, start, end: reader.at };
}
