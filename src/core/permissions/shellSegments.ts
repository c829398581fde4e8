/**
 * Splits a POSIX command line into its simple commands, as the permission rules of agents look at it.
 * It needs no grammar, so that "would it be asked?" can be answered anywhere. What it cannot follow is an
 * obstacle: rules that allow must then not be applied. (What a command would *do* is judged by core/effects.)
 */

import { closing, substitutionsIn } from "./shellBrackets.ts";

export interface Redirect {
  readonly operator: string;
  readonly target: string;
}

/** One simple command, quotes resolved. */
export interface Segment {
  readonly words: readonly string[];
  /** Variable assignments before the command, as written. */
  readonly assignments: readonly string[];
  readonly redirects: readonly Redirect[];
  /** As written, trimmed, without redirects. */
  readonly text: string;
  /** The same with its redirects, up to the end of its line. */
  readonly whole: string;
  /** Inside a substitution, a subshell or a group. */
  readonly nested: boolean;
}

/** The text of a segment after the variables that are set before its command. */
export function withoutAssignments({ text, assignments }: Pick<Segment, "text" | "assignments">): string {
  return assignments.reduce((rest, one) => (rest.startsWith(one) ? rest.slice(one.length).trimStart() : rest), text);
}

export type Obstacle =
  | "substitution"
  | "variable"
  | "subshell"
  | "group"
  | "background"
  | "heredoc"
  | "control"
  | "unbalanced"
  | "too-long";

export interface CommandLine {
  readonly segments: readonly Segment[];
  readonly obstacles: ReadonlySet<Obstacle>;
}

const maxLength = 100_000;
const maxDepth = 12;
const separators = ["&&", "||", "|&", "|", ";", "\n"];
const redirectOperators = ["<<<", "<<-", "<<", "&>>", "&>", ">>", ">|", ">&", "<&", "<>", "<", ">"];

interface Scan {
  readonly text: string;
  readonly nested: boolean;
  readonly depth: number;
  readonly segments: Segment[];
  readonly obstacles: Set<Obstacle>;
  position: number;
  /** Where the command that is being read begins. */
  begin: number;
  words: string[];
  redirects: Redirect[];
  /** Spans of `text` that belong to the command's own text. */
  written: string;
  word: string | undefined;
  /** The current word has quotes or an escape. */
  quotes: boolean;
  operator: string | undefined;
  heredocs: { readonly delimiter: string; readonly tabs: boolean; readonly expands: boolean }[];
}

/** Never throws. An empty or unreadable line has no segments. */
export function splitCommand(text: string): CommandLine {
  const obstacles = new Set<Obstacle>();
  const segments: Segment[] = [];
  if (text.length > maxLength) obstacles.add("too-long");
  else scanAll(text, false, 0, segments, obstacles);
  return { segments, obstacles };
}

function scanAll(text: string, nested: boolean, depth: number, segments: Segment[], obstacles: Set<Obstacle>): void {
  if (depth > maxDepth) {
    obstacles.add("too-long");
    return;
  }
  const scan: Scan = {
    text,
    nested,
    depth,
    segments,
    obstacles,
    position: 0,
    begin: 0,
    words: [],
    redirects: [],
    written: "",
    word: undefined,
    quotes: false,
    operator: undefined,
    heredocs: [],
  };
  while (scan.position < text.length) step(scan);
  // Something has to follow these.
  if (/(?:&&|\|\|)\s*$/.test(text) && scan.word === undefined && scan.words.length === 0) obstacles.add("unbalanced");
  endSegment(scan);
}

function step(scan: Scan): void {
  const { text, position } = scan;
  const char = text[position] as string;
  const operator = redirectOperators.find((candidate) => text.startsWith(candidate, position));
  const separator = separators.find((candidate) => text.startsWith(candidate, position));
  if (char === "\\") escaped(scan);
  else if (char === "'" || char === '"') quoted(scan, char);
  else if (char === "`") substitution(scan, position);
  else if (char === "$") dollar(scan);
  else if ((char === "<" || char === ">") && text[position + 1] === "(") substitution(scan, position + 1);
  else if (char === "(") parenthesis(scan);
  else if (operator) redirect(scan, operator);
  else if (separator) separate(scan, separator);
  else plain(scan, char);
}

function plain(scan: Scan, char: string): void {
  if (char === "#" && scan.word === undefined) {
    const end = scan.text.indexOf("\n", scan.position);
    scan.position = end < 0 ? scan.text.length : end;
    return;
  }
  if (char === "&" || char === ")") {
    scan.obstacles.add(char === "&" ? "background" : "control");
    endSegment(scan);
  } else if (/\s/.test(char)) {
    endWord(scan);
    scan.written += char;
  } else add(scan, char, char);
  scan.position++;
  if (char === "&" || char === ")") scan.begin = scan.position;
}

function add(scan: Scan, value: string, written: string): void {
  scan.word = (scan.word ?? "") + value;
  if (scan.operator === undefined) scan.written += written;
}

function escaped(scan: Scan): void {
  const next = scan.text[scan.position + 1];
  // An escaped blank makes one word of two; the agents that were tried do not follow it.
  if (next === " ") scan.obstacles.add("control");
  if (next !== "\n") add(scan, next ?? "", `\\${next ?? ""}`);
  scan.quotes = true;
  scan.position += 2;
}

function quoted(scan: Scan, quote: string): void {
  const start = scan.position;
  let value = "";
  let index = start + 1;
  for (; index < scan.text.length && scan.text[index] !== quote; index++) {
    const char = scan.text[index] as string;
    if (quote === '"' && char === "\\") value += scan.text[++index] ?? "";
    else {
      if (quote === '"' && (char === "`" || (char === "$" && scan.text[index + 1] === "("))) {
        const open = char === "`" ? index : index + 1;
        const end = closing(scan.text, open);
        if (end === undefined) break;
        nest(scan, scan.text.slice(open + 1, end), "substitution");
        value += scan.text.slice(index, end);
        index = end;
      }
      if (quote === '"' && char === "$") noteVariable(scan, index);
      value += scan.text[index] as string;
    }
  }
  scan.quotes = true;
  if (scan.text[index] !== quote) scan.obstacles.add("unbalanced");
  add(scan, value, scan.text.slice(start, index + 1));
  scan.position = index + 1;
}

function dollar(scan: Scan): void {
  const rest = scan.text.slice(scan.position, scan.position + 200);
  const sum = /^\$\(\([\d\s+*/%()-]*\)\)/.exec(rest)?.[0];
  if (sum === undefined && rest[1] === "(") {
    substitution(scan, scan.position + 1);
    return;
  }
  // $'…' has escapes of its own; what it spells is not followed.
  if (rest[1] === "'") scan.obstacles.add("control");
  else if (sum === undefined) noteVariable(scan, scan.position);
  add(scan, sum ?? "$", sum ?? "$");
  scan.position += sum?.length ?? 1;
}

/** The home and the current folder are known; any other variable stands for something that cannot be told. */
function noteVariable(scan: Scan, at: number): void {
  const name = /^\$(\{|[\w@*#?$!-]+)/.exec(scan.text.slice(at, at + 100))?.[1];
  if (name !== undefined && name !== "HOME" && name !== "PWD") scan.obstacles.add("variable");
}

/** `open` is the offset of the opening parenthesis or backtick. */
function substitution(scan: Scan, open: number): void {
  const end = closing(scan.text, open);
  const stop = end === undefined ? scan.text.length : end + 1;
  if (end === undefined) scan.obstacles.add("unbalanced");
  nest(scan, scan.text.slice(open + 1, end ?? scan.text.length), "substitution");
  const written = scan.text.slice(scan.position, stop);
  add(scan, written, written);
  scan.position = stop;
}

function parenthesis(scan: Scan): void {
  const end = closing(scan.text, scan.position);
  if (end === undefined) scan.obstacles.add("unbalanced");
  const inner = scan.text.slice(scan.position + 1, end ?? scan.text.length);
  const startsCommand = scan.word === undefined && scan.words.length === 0;
  nest(scan, inner, startsCommand ? "subshell" : "control");
  if (!startsCommand) endSegment(scan);
  scan.position = (end ?? scan.text.length) + 1;
}

function nest(scan: Scan, inner: string, obstacle: Obstacle): void {
  scan.obstacles.add(obstacle);
  scanAll(inner, true, scan.depth + 1, scan.segments, scan.obstacles);
}

function redirect(scan: Scan, operator: string): void {
  // The number of a file descriptor belongs to the redirect, not to the command.
  if (scan.word !== undefined && /^\d$/.test(scan.word)) {
    scan.written = scan.written.slice(0, -scan.word.length);
    scan.word = undefined;
  }
  endWord(scan);
  scan.operator = operator;
  scan.position += operator.length;
}

function separate(scan: Scan, separator: string): void {
  // A line that begins with one is none that a shell runs (Claude Code 2.1.329 asks, seen 2026-11-26).
  const isFirst = scan.segments.length === 0 && scan.words.length === 0 && scan.word === undefined;
  if (isFirst && separator !== "\n" && scan.written.trim() === "" && scan.redirects.length === 0)
    scan.obstacles.add("unbalanced");
  endSegment(scan);
  scan.position += separator.length;
  scan.begin = scan.position;
  if (separator === "\n") for (const heredoc of scan.heredocs.splice(0)) skipHeredoc(scan, heredoc);
}

function skipHeredoc(scan: Scan, { delimiter, tabs, expands }: Scan["heredocs"][number]): void {
  const start = scan.position;
  const expand = (end: number) => {
    if (expands) for (const inner of substitutionsIn(scan.text.slice(start, end))) nest(scan, inner, "substitution");
  };
  while (scan.position < scan.text.length) {
    const end = scan.text.indexOf("\n", scan.position);
    const line = scan.text.slice(scan.position, end < 0 ? undefined : end);
    const begin = scan.position;
    scan.position = end < 0 ? scan.text.length : end + 1;
    if ((tabs ? line.replace(/^\t+/, "") : line) === delimiter) {
      expand(begin);
      return;
    }
  }
  expand(scan.position);
  scan.obstacles.add("unbalanced");
}

function endWord(scan: Scan): void {
  if (scan.word === undefined) return;
  if (scan.operator === undefined) scan.words.push(scan.word);
  else {
    if (scan.operator.startsWith("<<") && scan.operator !== "<<<") {
      scan.heredocs.push({ delimiter: scan.word, tabs: scan.operator === "<<-", expands: !scan.quotes });
      // The text of an unquoted one is expanded by the shell.
      if (!scan.quotes) scan.obstacles.add("heredoc");
    }
    scan.redirects.push({ operator: scan.operator, target: scan.word });
    scan.operator = undefined;
  }
  if (!scan.quotes && /(^|[^$])\{[^{}]*(,|\.\.)[^{}]*\}/.test(scan.word)) scan.obstacles.add("control");
  scan.word = undefined;
  scan.quotes = false;
}

const leadingKeywords = new Set(["if", "then", "elif", "else", "do", "while", "until", "!"]);
const closingKeywords = new Set(["fi", "done", "esac", "}"]);
const unfollowed = new Set(["case", "select", "function", "coproc"]);

/** Keywords before a command. */
const opening = /^(?:(?:if|then|elif|else|do|while|until|!|\{)\s+)+/;

function endSegment(scan: Scan): void {
  endWord(scan);
  scan.operator = undefined;
  const words = scan.words;
  const text = scan.written.trim().replace(opening, "");
  const whole = scan.text.slice(scan.begin, scan.position).trim().replace(opening, "");
  scan.begin = scan.position;
  const redirects = scan.redirects;
  scan.words = [];
  scan.redirects = [];
  scan.written = "";
  let nested = scan.nested;
  for (let first = words[0]; first !== undefined; first = words[0]) {
    if (first === "{") {
      scan.obstacles.add("group");
      nested = true;
    } else if (unfollowed.has(first)) scan.obstacles.add("control");
    else if (!leadingKeywords.has(first) && !closingKeywords.has(first)) break;
    words.shift();
  }
  // The head of a loop runs nothing by itself.
  if (words[0] === "for" && words.includes("in")) return;
  const assignments: string[] = [];
  while (words[0] !== undefined && /^[A-Za-z_]\w*\+?=/.test(words[0])) assignments.push(words.shift() as string);
  if (words.length + assignments.length + redirects.length === 0) return;
  scan.segments.push({ words, assignments, redirects, text, whole, nested });
}
