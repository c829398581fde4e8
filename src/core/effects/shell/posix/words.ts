/** Reads words: quotes, expansions and substitutions as they stand, without running or expanding anything. */
import { decodeAnsi } from "./ansi.ts";
import { readParameter } from "./parameters.ts";
import {
  endOfParenthesis,
  endOfQuote,
  expect,
  giveUp,
  type Mode,
  match,
  mode,
  nested,
  peek,
  type Reader,
  startsWith,
  subscript,
  take,
  takeMatch,
} from "./reader.ts";
import type { Part, Statement, Word } from "./syntax.ts";

const blank = " \t\r\n";
const commandWord = mode(`${blank};&|<>()`);
const zshWord = mode(`${blank};&|<>)`, { groups: true });
const casePattern = mode(`${blank}|)`, { groups: true });
const testWord = mode(`${blank};&|<>)`, { groups: true });
const regexWord = mode(blank, { groups: true });
const groupText = mode(")", { groups: true });
const doubleQuoted = mode('"', { quoted: true, escapes: '$`"\\' });
const arithmeticText = mode("", { quoted: true, escapes: '$`"\\' });

/** One word of a command. Empty where none begins here. */
export function readWord(reader: Reader): Word {
  return placed(reader, reader.zsh ? zshWord : commandWord);
}

export function readPattern(reader: Reader): Word {
  return placed(reader, casePattern);
}

/** A word between `[[` and `]]`. */
export function readTestWord(reader: Reader, regex: boolean): Word {
  return placed(reader, regex ? regexWord : testWord);
}

function placed(reader: Reader, how: Mode): Word {
  const start = reader.base + reader.at;
  const parts = readParts(reader, how);
  return { start, end: reader.base + reader.at, parts };
}

/** Arithmetic up to `end` in the source. */
export function readArithmetic(reader: Reader, end: number): Part[] {
  const inner: Reader = { ...reader, source: reader.source.slice(0, end) };
  const parts = readParts(inner, arithmeticText);
  reader.at = end;
  reader.broken ||= inner.broken;
  for (const name of parts.flatMap((part) => (part.kind === "quoted" ? (part.text.match(/[A-Za-z_]\w*/g) ?? []) : [])))
    reader.uses.add(name);
  return parts;
}

const plainRun = /[^\\'"`$<>()|&;\s{}=\]/:^%#+?-]+/y;
const wordRun = /[^\\'"`$<>()|&;\s{}=]+/y;
const quotedRun = /[^\\"`$}]+/y;
const zshCommandPath = /=[A-Za-z][\w.-]*(?=[\s;&|)]|$)/y;

/** zsh's `<1-9>` matches numbers. */
const numericRange = /<\d*-\d*>/y;

/** Parts up to what ends them, which is left to be read. */
export function readParts(reader: Reader, how: Mode): Part[] {
  const parts: Part[] = [];
  const first = reader.at;
  const runs = how.quoted ? quotedRun : how === commandWord || how === zshWord ? wordRun : plainRun;
  let braces = 0;
  while (reader.at < reader.source.length) {
    const run = takeMatch(reader, runs);
    if (run !== "") {
      addText(parts, how.quoted ? "quoted" : "text", run);
      continue;
    }
    const character = peek(reader);
    if (reader.zsh && character === "<" && !how.quoted && takeMatch(reader, numericRange) !== "") {
      parts.push({ kind: "group", parts: [], last: false });
      continue;
    }
    const goesOn = (character === "}" && braces > 0) || isProcess(reader, how) || isExtended(reader, how, parts);
    if (how.ends.has(character) && !goesOn) break;
    if (!how.quoted && character === "{") braces++;
    if (!how.quoted && character === "}" && braces-- === 0 && reader.zsh && how === zshWord) break;
    if (how.groups && character === "(" && startsWith(reader, "()") && how === zshWord) break;
    const special = how.quoted ? readQuotedSpecial(reader, how) : readSpecial(reader, how, parts, first);
    if (special === undefined) addText(parts, how.quoted ? "quoted" : "text", reader.source[reader.at++] as string);
    else for (const part of special) addPart(parts, part);
  }
  return parts;
}

function isProcess(reader: Reader, how: Mode): boolean {
  return !how.quoted && /[<>]/.test(peek(reader)) && peek(reader, 1) === "(" && how !== casePattern;
}

/** `!(…)`, `@(…)` and the like. */
function isExtended(reader: Reader, how: Mode, before: readonly Part[]): boolean {
  return !how.quoted && peek(reader) === "(" && /[?*+@!]$/.test(lastText(before));
}

/** Neighbours of one kind are one part. */
function addPart(parts: Part[], part: Part): void {
  if (part.kind === "text" || part.kind === "quoted") addText(parts, part.kind, part.text);
  else parts.push(part);
}

function addText(parts: Part[], kind: "text" | "quoted", text: string): void {
  const last = parts.at(-1);
  if (last?.kind === kind) parts[parts.length - 1] = { kind, text: last.text + text };
  else parts.push({ kind, text });
}

const nothing: readonly Part[] = [];

/** undefined: nothing special, one character of text. */
function readSpecial(reader: Reader, how: Mode, before: readonly Part[], first: number): readonly Part[] | undefined {
  switch (peek(reader)) {
    case "\\":
      return readEscape(reader);
    case "'":
      return [readRaw(reader)];
    case '"':
      reader.at++;
      return [readDouble(reader)];
    case "`":
      return readBackticks(reader, false);
    case "$":
      return readDollar(reader, false);
    case "<":
    case ">":
      return isProcess(reader, how) ? readProcess(reader) : undefined;
    case "(":
      return how.groups || isExtended(reader, how, before) ? [readGroup(reader)] : undefined;
    case "=":
      return reader.zsh && reader.at === first ? readEquals(reader) : undefined;
    default:
      return undefined;
  }
}

function lastText(parts: readonly Part[]): string {
  const last = parts.at(-1);
  return last?.kind === "text" ? last.text : "";
}

function readQuotedSpecial(reader: Reader, how: Mode): readonly Part[] | undefined {
  const character = peek(reader);
  if (character === "$") return readDollar(reader, true);
  if (character === "`") return readBackticks(reader, true);
  if (character !== "\\") return undefined;
  const next = peek(reader, 1);
  if (next === "\n") {
    reader.at += 2;
    return nothing;
  }
  if (next === "" || !(how.escapes ?? "").includes(next)) return undefined;
  reader.at += 2;
  return [{ kind: "quoted", text: next }];
}

function readEscape(reader: Reader): readonly Part[] {
  reader.at++;
  if (take(reader, "\n") || take(reader, "\r\n")) return nothing;
  const character = String.fromCodePoint(reader.source.codePointAt(reader.at) ?? 0x5c);
  reader.at += character.length;
  return [{ kind: "quoted", text: character }];
}

function readRaw(reader: Reader): Part {
  const end = endOfQuote(reader.source, reader.at + 1, "'", false);
  const text = reader.source.slice(reader.at + 1, end < 0 ? undefined : end);
  if (end < 0) giveUp(reader);
  else reader.at = end + 1;
  return { kind: "quoted", text };
}

function readDouble(reader: Reader): Part {
  const parts = nested<Part[]>(reader, [], () => readParts(reader, doubleQuoted));
  expect(reader, '"');
  return { kind: "double", parts };
}

/** `(…)` inside a word. In zsh one at the end may hold qualifiers. */
function readGroup(reader: Reader): Part {
  reader.at++;
  const parts = nested<Part[]>(reader, [], () => readParts(reader, groupText));
  expect(reader, ")");
  return { kind: "group", parts, last: /^(?:[\s;&|)]|$)/.test(peek(reader)) };
}

function readEquals(reader: Reader): readonly Part[] | undefined {
  if (startsWith(reader, "=(")) {
    reader.at += 2;
    return [{ kind: "process", direction: "<", body: readBody(reader) }];
  }
  const command = match(reader, zshCommandPath);
  if (command === "") return undefined;
  reader.at += command.length;
  return [{ kind: "quoted", text: `/usr/bin/${command.slice(1)}` }];
}

function readProcess(reader: Reader): readonly Part[] {
  const direction = peek(reader) === "<" ? "<" : ">";
  reader.at += 2;
  return [{ kind: "process", direction, body: readBody(reader) }];
}

/** Statements up to the closing parenthesis, which is read too. */
function readBody(reader: Reader): Statement {
  const body = nested<Statement>(reader, emptyStatement, () => reader.statements(reader, [")"]));
  expect(reader, ")");
  return body;
}

const emptyStatement: Statement = { kind: "sequence", items: [], start: 0, end: 0 };

const simpleName = /[A-Za-z_]\w*|\d|[@*#?$!-]/y;
const zshSigned = /[=~^+#]+(?=[A-Za-z_@*])/y;

function readDollar(reader: Reader, quoted: boolean): readonly Part[] | undefined {
  const next = peek(reader, 1);
  if (next === "(") return [readSubstitution(reader)];
  if (next === "{") return [nested<Part>(reader, { kind: "quoted", text: "" }, () => readParameter(reader, quoted))];
  if (next === "[") return readOldArithmetic(reader);
  if (next === "'" && !quoted) return readAnsi(reader);
  if (next === '"' && !quoted) {
    reader.at += 2;
    return [readDouble(reader)];
  }
  reader.at++;
  const flags = reader.zsh ? takeMatch(reader, zshSigned) : "";
  const name = takeMatch(reader, simpleName);
  if (name === "") {
    reader.at -= 1 + flags.length;
    return undefined;
  }
  reader.uses.add(name);
  const prefix = flags.includes("#") ? "#" : flags.includes("+") ? "+" : undefined;
  const index = reader.zsh ? readZshSubscript(reader) : undefined;
  return [
    {
      kind: "parameter",
      name,
      ...(prefix ? { prefix } : {}),
      ...(flags ? { flags } : {}),
      ...(index ? { index } : {}),
    },
  ];
}

const zshSubscript = /\[(?=[^\]\n]*\])/y;

function readZshSubscript(reader: Reader): readonly Part[] | undefined {
  if (takeMatch(reader, zshSubscript) === "") return undefined;
  const parts = readParts(reader, subscript);
  expect(reader, "]");
  return parts;
}

/** `$(…)`, or `$((…))` where the parentheses close together. */
function readSubstitution(reader: Reader): Part {
  if (startsWith(reader, "$((")) {
    const end = endOfParenthesis(reader.source, reader.at + 3);
    if (end >= 0 && reader.source[end + 1] === ")") {
      reader.at += 3;
      const parts = nested<Part[]>(reader, [], () => readArithmetic(reader, end));
      if (reader.at === end) reader.at = end + 2;
      return { kind: "arithmetic", parts };
    }
  }
  reader.at += 2;
  return { kind: "command", body: readBody(reader) };
}

function readOldArithmetic(reader: Reader): readonly Part[] | undefined {
  const end = reader.source.indexOf("]", reader.at);
  if (end < 0) return undefined;
  reader.at += 2;
  const parts = nested<Part[]>(reader, [], () => readArithmetic(reader, end));
  reader.at = Math.max(reader.at, end + 1);
  return [{ kind: "arithmetic", parts }];
}

function readAnsi(reader: Reader): readonly Part[] {
  const end = endOfQuote(reader.source, reader.at + 2, "'", true);
  const text = reader.source.slice(reader.at + 2, end < 0 ? undefined : end);
  if (end < 0) giveUp(reader);
  else reader.at = end + 1;
  return [{ kind: "quoted", text: decodeAnsi(text) }];
}

/** Back-ticks hold text of its own, in which backslashes quote what would end it. */
function readBackticks(reader: Reader, quoted: boolean): readonly Part[] {
  const start = reader.at + 1;
  const end = endOfQuote(reader.source, start, "`", true);
  const written = reader.source.slice(start, end < 0 ? undefined : end);
  if (end < 0) giveUp(reader);
  else reader.at = end + 1;
  const source = written.replace(quoted ? /\\([$`\\"])/g : /\\([$`\\])/g, "$1");
  const inner: Reader = { ...reader, source, base: reader.base + start, at: 0, waiting: [] };
  const body = nested<Statement>(inner, emptyStatement, () => inner.statements(inner, []));
  reader.broken ||= inner.broken;
  return [{ kind: "command", body }];
}
