/** Reads compound commands: groups, loops, branches, functions, tests, with zsh's short forms. */
import {
  type BareStatement,
  endWith,
  never,
  readBody,
  readBraces,
  readCondition,
  readWords,
  takeWord,
} from "./blocks.ts";
import { readFor, readRepeat, readWhile } from "./loops.ts";
import {
  endOfParenthesis,
  expect,
  match,
  nested,
  peek,
  type Reader,
  skipBlanks,
  skipLines,
  startsWith,
  take,
  takeMatch,
} from "./reader.ts";
import { readRedirect } from "./simple.ts";
import type { Part, Redirect, Statement, Word } from "./syntax.ts";
import { readArithmetic, readPattern, readTestWord, readWord } from "./words.ts";

const reserved = /(?:if|case|for|foreach|select|while|until|repeat|function|coproc)(?=[\s;&|()<>{]|$)/y;
const groupStart = /\{(?=\s)/y;
const testStart = /\[\[(?=\s)/y;
const definition = /[^\s;&|()<>'"\\$`{}=][^\s;&|()<>'"\\$`=]{0,100}[ \t]*\([ \t]*\)/y;
const anonymous = /\([ \t]*\)/y;
/** A compound command with its redirects; undefined, with nothing read: none begins here. */
export function readCompound(reader: Reader): Statement | undefined {
  const start = reader.at;
  const bare = nested<BareStatement | undefined>(reader, never, () => readBare(reader));
  if (!bare) return undefined;
  const statement = placed(reader, start, bare);
  const redirects = readRedirects(reader);
  return redirects.length === 0 ? statement : placed(reader, start, { kind: "redirected", body: statement, redirects });
}

function placed(reader: Reader, start: number, bare: BareStatement): Statement {
  return { ...bare, start: reader.base + start, end: reader.base + reader.at } as Statement;
}

function readRedirects(reader: Reader): Redirect[] {
  const redirects: Redirect[] = [];
  for (;;) {
    skipBlanks(reader);
    const redirect = readRedirect(reader);
    if (!redirect) return redirects;
    redirects.push(redirect);
  }
}

function readBare(reader: Reader): BareStatement | undefined {
  const character = peek(reader);
  if (character === "(") return readParenthesis(reader);
  if (character === "{" && (reader.zsh || match(reader, groupStart) !== "")) return readGroup(reader);
  if (takeMatch(reader, testStart) !== "") return readTest(reader);
  const word = match(reader, reserved);
  if (word !== "" && Object.hasOwn(keywords, word) && (reader.zsh || !/^(?:foreach|repeat)$/.test(word))) {
    reader.at += word.length;
    return keywords[word]?.(reader);
  }
  const defined = takeMatch(reader, definition);
  if (defined === "") return undefined;
  return readFunction(reader, [defined.replace(/[ \t]*\([ \t]*\)$/, "")]);
}

const keywords: Readonly<Record<string, (reader: Reader) => BareStatement>> = {
  if: readIf,
  case: readCase,
  for: (reader) => readFor(reader),
  foreach: (reader) => readFor(reader, true),
  select: (reader) => readFor(reader),
  while: readWhile,
  until: readWhile,
  repeat: readRepeat,
  function: readFunctionWord,
  coproc: readCoprocess,
};

function readParenthesis(reader: Reader): BareStatement {
  if (reader.zsh && takeMatch(reader, anonymous) !== "") return readAnonymous(reader);
  if (startsWith(reader, "((")) {
    const end = endOfParenthesis(reader.source, reader.at + 2);
    // Two words side by side are no arithmetic; shells that know none see two subshells.
    const inner = withoutSubstitutions(reader.source.slice(reader.at + 2, end));
    if (end >= 0 && reader.source[end + 1] === ")" && !/[\w)]\s+[\w~/.-]*[A-Za-z~/]/.test(inner)) {
      reader.at += 2;
      const parts: Part[] = readArithmetic(reader, end);
      reader.at = end + 2;
      return { kind: "arithmetic", parts };
    }
  }
  reader.at++;
  const body = reader.statements(reader, [")"]);
  expect(reader, ")");
  return { kind: "subshell", body };
}

/** What stands in `$(…)` is a command, whatever stands around it. */
function withoutSubstitutions(text: string): string {
  let rest = text;
  for (let at = rest.indexOf("$("); at >= 0 && rest[at + 2] !== "("; at = rest.indexOf("$(", at + 1)) {
    const end = endOfParenthesis(rest, at + 2);
    if (end < 0) return rest;
    rest = `${rest.slice(0, at)}1${rest.slice(end + 1)}`;
  }
  return rest;
}

/** `{ … }`, and zsh's `{ … } always { … }`. */
function readGroup(reader: Reader): BareStatement {
  const body = readBraces(reader);
  skipBlanks(reader);
  if (!reader.zsh || match(reader, /always(?=\s*\{)/y) === "") return body;
  reader.at += "always".length;
  skipLines(reader);
  const always = readBraces(reader);
  return {
    kind: "sequence",
    items: [body, always].map((statement) => ({ statement, depends: false, background: false })),
  };
}

const operators = /&&|\|\||[!<>](?=\s)|[()]/y;

function readTest(reader: Reader): BareStatement {
  const words: Word[] = [];
  let operator = "";
  for (;;) {
    skipLines(reader);
    if (takeMatch(reader, /\]\](?=[\s;&|)}<>]|$)/y) !== "") break;
    if (takeMatch(reader, operators) !== "") continue;
    const before = reader.at;
    const word = readTestWord(reader, /^(?:=~|==?|!=)$/.test(operator));
    operator = reader.source.slice(before, reader.at);
    words.push(word);
    if (reader.at > before) continue;
    reader.broken = true;
    if (reader.at++ >= reader.source.length) break;
  }
  return { kind: "test", words };
}

function readIf(reader: Reader): BareStatement {
  const parts: Statement[] = [];
  for (;;) {
    parts.push(readCondition(reader, "then"));
    if (takeWord(reader, "then")) {
      parts.push(reader.statements(reader, ["elif", "else", "fi"]));
      if (takeWord(reader, "elif")) continue;
      if (takeWord(reader, "else")) parts.push(reader.statements(reader, ["fi"]));
      endWith(reader, "fi");
      break;
    }
    parts.push(readBody(reader, "then", ["fi"]));
    const at = reader.at;
    skipLines(reader);
    if (takeWord(reader, "elif")) continue;
    if (takeWord(reader, "else")) parts.push(readBody(reader, "then", ["fi"]));
    else reader.at = at;
    break;
  }
  return { kind: "branches", words: [], parts };
}

function readCase(reader: Reader): BareStatement {
  skipLines(reader);
  const words = [readWord(reader)];
  skipLines(reader);
  const braces = !takeWord(reader, "in") && reader.zsh && take(reader, "{");
  const end = braces ? "}" : "esac";
  const parts: Statement[] = [];
  for (;;) {
    skipLines(reader);
    if (braces ? take(reader, "}") : takeWord(reader, "esac")) break;
    if (reader.at >= reader.source.length) {
      reader.broken = true;
      break;
    }
    const before = reader.at;
    words.push(...readPatterns(reader));
    parts.push(reader.statements(reader, [";;", end]));
    takeMatch(reader, /;;&?|;&|;\|/y);
    if (reader.at === before) {
      reader.broken = true;
      reader.at++;
    }
  }
  return { kind: "branches", words, parts };
}

function readPatterns(reader: Reader): Word[] {
  const open = peek(reader) === "(" && !startsGroup(reader);
  if (open) reader.at++;
  const words: Word[] = [];
  for (;;) {
    skipLines(reader);
    const before = reader.at;
    words.push(readPattern(reader));
    skipLines(reader);
    if (take(reader, ")")) return words;
    if (take(reader, "|")) continue;
    reader.broken = true;
    if (reader.at === before) return words;
  }
}

/** zsh: the parenthesis belongs to a pattern when the pattern goes on behind it. */
function startsGroup(reader: Reader): boolean {
  if (!reader.zsh) return false;
  const end = endOfParenthesis(reader.source, reader.at + 1);
  return end >= 0 && /[^\s]/.test(reader.source[end + 1] ?? " ");
}

function readFunctionWord(reader: Reader): BareStatement {
  const names: string[] = [];
  for (;;) {
    skipBlanks(reader);
    const name = takeMatch(reader, /[^\s;&|()<>'"\\$`{}=]+/y);
    if (name === "") break;
    names.push(name);
    if (!reader.zsh) break;
  }
  skipBlanks(reader);
  takeMatch(reader, anonymous);
  return names.length === 0 ? readAnonymous(reader) : readFunction(reader, names);
}

function readFunction(reader: Reader, names: readonly string[]): BareStatement {
  skipLines(reader);
  const from = reader.at;
  const body = readFunctionBody(reader);
  return { kind: "function", names, body, text: reader.source.slice(from, reader.at) };
}

function readFunctionBody(reader: Reader): Statement {
  if (reader.zsh && peek(reader) === "{") {
    const start = reader.at;
    const body = readBraces(reader);
    const redirects = readRedirects(reader);
    return redirects.length === 0 ? body : placed(reader, start, { kind: "redirected", body, redirects });
  }
  const body = readCompound(reader);
  if (body) return body;
  if (!reader.zsh) reader.broken = true;
  return reader.sublist(reader);
}

function readAnonymous(reader: Reader): BareStatement {
  if (!reader.zsh) reader.broken = true;
  skipLines(reader);
  const body = readFunctionBody(reader);
  return { kind: "anonymous", body, words: readWords(reader, "") };
}

function readCoprocess(reader: Reader): BareStatement {
  skipBlanks(reader);
  const at = reader.at;
  const name = takeMatch(reader, /[A-Za-z_]\w*(?=\s+[({])/y);
  skipBlanks(reader);
  const named = name !== "" && !/^(?:if|case|for|select|while|until|time)$/.test(name);
  if (!named) reader.at = at;
  return { kind: "coprocess", name: named ? name : "COPROC", body: reader.sublist(reader) };
}
