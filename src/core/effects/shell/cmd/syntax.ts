/**
 * What cmd.exe reads after percent signs are gone: quotes, carets, operators, parentheses, redirections anywhere,
 * FOR and IF. Lines are fetched when they are needed, since a line is expanded with what the lines before it set.
 */
import {
  atEnd,
  type CmdParser,
  delimiters,
  originAt,
  peek,
  pull,
  type Redirect,
  readRedirect,
  readText,
  readToken,
  skip,
} from "./reader.ts";
import { builder, push, type Traced } from "./text.ts";

export type LoopKind = "items" | "folders" | "tree" | "numbers" | "lines";

export interface Loop {
  readonly kind: "for";
  readonly loop: LoopKind;
  /** The folder of /R, the options of /F. */
  readonly option: Traced | undefined;
  readonly variable: string;
  readonly set: Traced;
  readonly body: CmdNode;
}

export type CmdNode =
  | { readonly kind: "command"; readonly text: Traced; readonly redirects: readonly Redirect[] }
  | { readonly kind: "block"; readonly body: CmdNode; readonly redirects: readonly Redirect[] }
  | { readonly kind: "list"; readonly parts: readonly CmdNode[] }
  | { readonly kind: "pipe"; readonly parts: readonly CmdNode[] }
  | { readonly kind: "if"; readonly checks: Traced | undefined; readonly branches: readonly CmdNode[] }
  | Loop;

const blanks = /\s/;
const beforeCommand = /[\s,;=@]/;
const betweenCommands = /[\s,;=&|]/;
const beforeComparison = /[\s,;]/;
const operandEnds = /[\s,;=<>]/;
const maxNesting = 60;
const nothing: CmdNode = { kind: "list", parts: [] };

/** One line, with those that its parentheses and carets take in. */
export function parseLine(parser: CmdParser): CmdNode {
  return parseList(parser, 0);
}

/** Commands up to the end of the line, or of the block when inside one. */
function parseList(parser: CmdParser, depth: number): CmdNode {
  const parts: CmdNode[] = [];
  for (;;) {
    skip(parser, betweenCommands);
    if (atEnd(parser)) {
      if (depth === 0) break;
      if (!pull(parser)) {
        parser.broken = true;
        break;
      }
    } else if (peek(parser) === ")") {
      if (depth > 0) break;
      parser.at++;
    } else parts.push(parsePipe(parser, depth));
  }
  return parts.length === 1 ? (parts[0] as CmdNode) : { kind: "list", parts };
}

/** What FOR and IF run: everything up to the end of the line. */
function parseTail(parser: CmdParser, depth: number): CmdNode {
  const parts: CmdNode[] = [];
  for (;;) {
    skip(parser, betweenCommands);
    if (atEnd(parser) || (peek(parser) === ")" && depth > 0)) break;
    if (peek(parser) === ")") parser.at++;
    else parts.push(parsePipe(parser, depth));
  }
  return parts.length === 1 ? (parts[0] as CmdNode) : { kind: "list", parts };
}

function parsePipe(parser: CmdParser, depth: number): CmdNode {
  const parts = [parseCommand(parser, depth)];
  for (;;) {
    skip(parser, blanks);
    if (peek(parser) !== "|" || parser.line.text[parser.at + 1] === "|") break;
    parser.at++;
    parts.push(parseCommand(parser, depth));
  }
  return parts.length === 1 ? (parts[0] as CmdNode) : { kind: "pipe", parts };
}

function parseCommand(parser: CmdParser, depth: number): CmdNode {
  parser.nesting++;
  const node = readCommand(parser, depth);
  parser.nesting--;
  return node;
}

function readCommand(parser: CmdParser, depth: number): CmdNode {
  skip(parser, beforeCommand);
  const redirects: Redirect[] = [];
  while (readRedirect(parser, redirects)) skip(parser, beforeCommand);
  if (parser.nesting > maxNesting) parser.broken = true;
  else if (peek(parser) === "(") return parseBlock(parser, depth, redirects);
  else if (peek(parser) === ":") return toLineEnd(parser);
  else if (keyword(parser, "for")) return parseFor(parser, depth);
  else if (keyword(parser, "if")) return parseIf(parser, depth);
  else if (isComment(parser)) return toLineEnd(parser);
  const text = builder();
  readText(parser, text, redirects, (character) => character === ")" && depth > 0);
  return { kind: "command", text, redirects };
}

function parseBlock(parser: CmdParser, depth: number, redirects: Redirect[]): CmdNode {
  parser.at++;
  const body = parseList(parser, depth + 1);
  if (peek(parser) === ")") parser.at++;
  for (;;) {
    skip(parser, delimiters);
    if (!readRedirect(parser, redirects)) break;
  }
  return redirects.length === 0 ? body : { kind: "block", body, redirects };
}

/** A comment takes the rest of its line, operators included, when anything stands behind it. */
function isComment(parser: CmdParser): boolean {
  return /^rem[\s,;=]+[^\s,;=&|<>)]/i.test(parser.line.text.slice(parser.at));
}

function toLineEnd(parser: CmdParser): CmdNode {
  parser.at = parser.line.text.length;
  return nothing;
}

/** Takes a word that stands alone in front of what it needs. */
function keyword(parser: CmdParser, word: string): boolean {
  const { text } = parser.line;
  const end = parser.at + word.length;
  if (text.slice(parser.at, end).toLowerCase() !== word || !/[\s,;=("/]/.test(text[end] ?? "")) return false;
  parser.at = end;
  return true;
}

const loops: Readonly<Record<string, LoopKind>> = { "/d": "folders", "/r": "tree", "/l": "numbers", "/f": "lines" };

/** `for [/d|/r [folder]|/l|/f ["options"]] %x in (set) do command` */
function parseFor(parser: CmdParser, depth: number): CmdNode {
  let loop: LoopKind = "items";
  let option: Traced | undefined;
  let token = readToken(parser);
  while (token && !/^%%?\S$/.test(token.text)) {
    const known = loops[token.text.toLowerCase()];
    if (known) loop = known;
    else option = token;
    token = readToken(parser);
  }
  const inWord = readToken(parser);
  skip(parser, delimiters);
  if (!token || inWord?.text.toLowerCase() !== "in" || peek(parser) !== "(") return refused(parser, depth);
  parser.at++;
  const set = readSet(parser);
  skip(parser, delimiters);
  if (!set || !keyword(parser, "do")) return refused(parser, depth);
  return { kind: "for", loop, option, variable: token.text.slice(-1), set, body: parseTail(parser, depth) };
}

/** cmd would refuse the line; what is left of it is still judged. */
function refused(parser: CmdParser, depth: number): CmdNode {
  parser.broken = true;
  return parseTail(parser, depth);
}

/** The set up to the parenthesis that `do` follows. */
function readSet(parser: CmdParser): Traced | undefined {
  const set = builder();
  for (;;) {
    readText(parser, set, [], (character) => character === ")", true);
    if (atEnd(parser)) {
      if (!pull(parser)) return undefined;
      push(set, " ", originAt(parser));
      continue;
    }
    parser.at++;
    if (/^[\s,;=]*do\b/i.test(parser.line.text.slice(parser.at)) || atEnd(parser)) return set;
    push(set, ")", originAt(parser));
  }
}

/** `if [/i] [not] condition command [else command]`. Both commands are judged, whatever the condition. */
function parseIf(parser: CmdParser, depth: number): CmdNode {
  const ends = (character: string) => operandEnds.test(character) || (character === ")" && depth > 0);
  const next = () => readToken(parser, ends);
  let token = next();
  while (token && /^(?:\/i|not)$/i.test(token.text)) token = next();
  let checks: Traced | undefined;
  if (token && /^(?:exist|defined|errorlevel|cmdextversion)$/i.test(token.text)) {
    const operand = next();
    if (/^exist$/i.test(token.text)) checks = operand;
  } else {
    skip(parser, beforeComparison);
    if (parser.line.text.startsWith("==", parser.at)) parser.at += 2;
    else if (!/^(?:equ|neq|lss|leq|gtr|geq)$/i.test(next()?.text ?? "")) parser.broken = true;
    next();
  }
  skip(parser, beforeCommand);
  if (peek(parser) !== "(") return { kind: "if", checks, branches: [parseTail(parser, depth)] };
  const branches = [parsePipe(parser, depth)];
  skip(parser, delimiters);
  if (keyword(parser, "else")) branches.push(parseTail(parser, depth));
  return { kind: "if", checks, branches };
}
