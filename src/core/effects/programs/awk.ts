/** awk: commands by `system` and pipes, files by redirection, variables of the environment. The rest computes. */
import { readAct, writeAct } from "../access.ts";
import { secretName } from "../shell/bashParameters.ts";
import { addAct, type Invocation, note, type Word } from "../shell/run.ts";
import { hole, isKnown, joinTexts, marked, plain, type Text } from "../text.ts";
import type { Arguments } from "./arguments.ts";
import { pathUse, withCommand } from "./judge.ts";
import { inputOf } from "./transforms.ts";

interface Token {
  readonly kind: "string" | "name" | "field" | "number" | "sign" | "pattern" | "end";
  readonly text: string;
}

const shapes: readonly (readonly [Token["kind"], RegExp])[] = [
  ["end", /\n|;/y],
  ["string", /"((?:[^"\\]|\\[\s\S])*)"?/y],
  ["number", /\d[\w.]*/y],
  ["name", /[A-Za-z_]\w*(?:::\w+)*/y],
  ["field", /\$\w+|\$/y],
  ["sign", /\|\||&&|\|&|>>|>=|<=|==|!=|!~|\+\+|--|[-+*/%^]=|[\s\S]/y],
];

/** Splits a program into tokens; a slash where an operand may stand begins a pattern, which is data. */
function tokensOf(program: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < program.length; ) {
    const rest = /[^\S\n]+|#[^\n]*|\\\n/y;
    rest.lastIndex = at;
    const skipped = rest.exec(program);
    if (skipped) {
      at += skipped[0].length;
      continue;
    }
    const pattern = /\/((?:[^/\\\n[]|\\.|\[(?:[^\]\\]|\\.)*\]?)*)\//y;
    pattern.lastIndex = at;
    const data = isOperand(tokens.at(-1)) ? null : pattern.exec(program);
    if (data) {
      tokens.push({ kind: "pattern", text: data[1] ?? "" });
      at += data[0].length;
      continue;
    }
    for (const [kind, shape] of shapes) {
      shape.lastIndex = at;
      const found = shape.exec(program);
      if (!found) continue;
      tokens.push({ kind, text: kind === "string" ? unescaped(found[1] ?? "") : found[0] });
      at += found[0].length;
      break;
    }
  }
  return tokens;
}

function isOperand(token: Token | undefined): boolean {
  if (!token || token.kind === "end") return false;
  if (token.kind === "sign") return /^[)\]]$/.test(token.text);
  return !(token.kind === "name" && /^(?:in|return|print|printf|getline|and|or|not|case)$/.test(token.text));
}

function unescaped(text: string): string {
  return text.replace(/\\(?:([0-7]{1,3})|x([\da-f]{1,2})|([\s\S]))/gi, (_, octal?: string, hex?: string, sign = "") => {
    const code = octal ? Number.parseInt(octal, 8) : hex ? Number.parseInt(hex, 16) : undefined;
    return code === undefined ? ({ n: "\n", t: "\t" }[sign as string] ?? sign) : String.fromCharCode(code);
  });
}

interface Reading {
  readonly call: Invocation;
  readonly word: Word;
  readonly tokens: readonly Token[];
  readonly variables: ReadonlyMap<string, Text>;
  /** What the fields hold. */
  readonly input: Text;
}

/** Judges an awk program with its variables and files. */
export function judgeAwk(call: Invocation, args: Arguments): Text | undefined {
  const inPlace = args.items.some(({ option, word }) => option === "i" && word.value === "inplace");
  for (const { word } of inPlace ? args.items.filter((item) => item.role === "read") : []) {
    addAct(call.run, withCommand(call, writeAct(pathUse(call, word), undefined, "program", call.run.place)), word.span);
  }
  const given = args.items.filter(({ option }) => option === "e" || option === "source").map(({ word }) => word);
  const program =
    given.length > 0 || args.options.has("f") || args.options.has("E") ? given : args.operands.slice(0, 1);
  const [word] = program;
  if (!word) return undefined;
  const text = joinTexts(program, "\n");
  if (!isKnown(text)) note(call, "hidden-command", { span: word.span });
  if (text.remote) note(call, "runs-remote-code", { span: word.span });
  const tokens = tokensOf(text.value);
  const reading: Reading = { call, word, tokens, variables: variablesOf(tokens, args), input: inputOf(call, args) };
  let secret = reading.input.secret === true;
  for (let at = 0; at < tokens.length; at++) secret = judgeToken(at, reading) || secret;
  return { ...marked(hole, [reading.input]), ...(secret ? { secret: true } : {}) };
}

/** `-v name=text`, and what is set once to a text. */
function variablesOf(tokens: readonly Token[], args: Arguments): ReadonlyMap<string, Text> {
  const found = new Map<string, Text>();
  for (const { option, word } of args.items) {
    const [, name, value] = option === "v" ? (/^(\w+)=([\s\S]*)$/.exec(word.value) ?? []) : [];
    if (name !== undefined && value !== undefined) found.set(name, marked(value, [word]));
  }
  for (const [at, token] of tokens.entries()) {
    const name = tokens[at - 2];
    if (token.kind !== "string" || tokens[at - 1]?.text !== "=" || name?.kind !== "name") continue;
    const beside = stringsFrom(at, tokens);
    const whole = /^[;}\n)]?$/.test(tokens[at + beside.length]?.text ?? "");
    found.set(name.text, whole && !found.has(name.text) ? plain(beside.join("")) : { value: hole });
  }
  return found;
}

/** Texts that stand side by side. */
function stringsFrom(at: number, tokens: readonly Token[]): string[] {
  const found: string[] = [];
  for (let index = at; tokens[index]?.kind === "string"; index++) found.push(tokens[index]?.text ?? "");
  return found;
}

/** True when the token brings in a secret. */
function judgeToken(at: number, reading: Reading): boolean {
  const { tokens, call, word } = reading;
  const token = tokens[at] as Token;
  const next = tokens[at + 1];
  const on = { span: word.span };
  if (token.kind === "name") {
    if (token.text === "system" && next?.text === "(") runs(textOf(upTo(at + 2, tokens, ")"), reading), reading);
    if (token.text === "getline" && hasSource(at, tokens))
      reads(textOf(upTo(at + 2 + Number(next?.text !== "<"), tokens), reading), reading);
    if (token.text === "ENVIRON") return judgeVariable(at, reading);
    // What a program puts among its arguments is read like a file that was named.
    if (token.text === "ARGV" && tokens[at + 1]?.text === "[") judgeArgument(at, reading);
  } else if (token.kind === "sign") {
    if (token.text === "|" || token.text === "|&") {
      const isSource = next?.kind === "name" && next.text === "getline";
      const printed = isSource
        ? undefined
        : textOf(
            before(at, tokens).filter(({ text }) => !/^printf?$/.test(text)),
            reading,
          );
      runs(textOf(isSource ? before(at, tokens) : upTo(at + 1, tokens), reading), reading, printed);
    }
    if (/^>>?$/.test(token.text) && printsTo(at, tokens)) writes(textOf(upTo(at + 1, tokens), reading), reading);
    if (token.text === "@") note(call, "runs-hidden-program", { ...on, target: "a function chosen when it runs" });
  } else if (token.kind === "string" && /^\/inet[46]?\//.test(token.text)) {
    // What the program has read by itself may go there as well as what it was given.
    const secret = reading.input.secret || call.run.acts.some(({ rule }) => rule === "reads-secret");
    note(call, secret ? "sends-secret" : "contacts-network", { ...on, target: token.text });
  }
  return false;
}

function judgeArgument(at: number, reading: Reading): void {
  const { tokens } = reading;
  const end = tokens.findIndex(({ text }, index) => index > at && text === "]");
  if (end > 0 && tokens[end + 1]?.text === "=") reads(textOf(upTo(end + 2, tokens), reading), reading);
}

function hasSource(at: number, tokens: readonly Token[]): boolean {
  return tokens[at + 1]?.text === "<" || tokens[at + 2]?.text === "<";
}

function judgeVariable(at: number, { tokens, call, word }: Reading): boolean {
  const name = tokens[at + 1]?.text === "[" && tokens[at + 2]?.kind === "string" ? tokens[at + 2]?.text : undefined;
  if (name === undefined) note(call, "lists-environment", { span: word.span });
  else if (secretName.test(name)) note(call, "reads-secret", { span: word.span, target: name });
  else return false;
  return true;
}

/** Redirections belong to `print` and `printf`; elsewhere, and in parentheses, the sign compares. */
function printsTo(at: number, tokens: readonly Token[]): boolean {
  let depth = 0;
  for (let index = at - 1; index >= 0; index--) {
    const { kind, text } = tokens[index] as Token;
    if (kind === "end" || text === "{" || text === "}") return false;
    if (text === ")") depth++;
    if (text === "(" && --depth < 0) return false;
    if (depth === 0 && kind === "name" && /^printf?$/.test(text)) return true;
  }
  return false;
}

/** The tokens from a place to the end of the statement, or to the bracket that closes. */
function upTo(from: number, tokens: readonly Token[], close?: string): readonly Token[] {
  let depth = 0;
  let at = from;
  for (; at < tokens.length; at++) {
    const { kind, text } = tokens[at] as Token;
    if (kind === "string") continue;
    if (
      depth === 0 &&
      (text === close || text === ")" || text === "}" || kind === "end" || (!close && /^\|&?$|^&&$|^\|\|$/.test(text)))
    )
      break;
    if (text === "(" || text === "[") depth++;
    if (text === ")" || text === "]") depth--;
  }
  return tokens.slice(from, at);
}

/** The expression that stands before a place. */
function before(at: number, tokens: readonly Token[]): readonly Token[] {
  let from = at;
  for (let depth = 0; from > 0; from--) {
    const { kind, text } = tokens[from - 1] as Token;
    if (kind === "string") continue;
    if (text === ")") depth++;
    if (text === "(" && --depth < 0) break;
    if (depth === 0 && (kind === "end" || /^[{}]$|^=$|^&&$|^\|\|$|^!$/.test(text))) break;
  }
  return tokens.slice(from, at);
}

/** Texts that stand side by side are one. */
function textOf(tokens: readonly Token[], { variables, input }: Reading): Text {
  const parts = tokens.flatMap(({ kind, text }): Text[] => {
    if (kind === "string") return [plain(text)];
    if (kind === "name") return [variables.get(text) ?? { value: hole }];
    if (kind === "field") return [marked(hole, [input])];
    return kind === "number" ? [plain(text)] : /^[()]$/.test(text) ? [] : [{ value: hole }];
  });
  return joinTexts(parts);
}

function runs(text: Text, { call, word }: Reading, stdin?: Text): void {
  const target = text.value.replaceAll(hole, "…");
  note(call, text.remote ? "runs-remote-code" : "runs-hidden-program", { span: word.span, target });
  if (text.value.trim() !== "") call.run.engine.evaluate({ ...call, span: word.span, stdin }, text, "bash");
}

function writes(text: Text, { call, word, input }: Reading): void {
  const content = marked(hole, [input]);
  const found = writeAct({ text: text.value, cwd: call.scope.cwd }, content, "program", call.run.place);
  if (text.value !== "-") addAct(call.run, withCommand(call, found), word.span);
}

function reads(text: Text, { call, word }: Reading): void {
  if (text.value !== "-")
    addAct(call.run, withCommand(call, readAct({ text: text.value, cwd: call.scope.cwd }, call.run.place)), word.span);
}
