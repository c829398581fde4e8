/** Redirections of bash: what a command reads from, and where what it prints goes. */

import { readAct, writeAct } from "../access.ts";
import { act } from "../act.ts";
import { hole, isKnown, marked, plain, type Text, unknownText } from "../text.ts";
import { expandValue, expandWords, type WordContext } from "./bashWords.ts";
import {
  addAct,
  fileText,
  type Invocation,
  note,
  type Run,
  rememberFile,
  type Scope,
  setVariable,
  type Word,
} from "./run.ts";
import { namedChildren, type SyntaxNode, textOf } from "./syntax.ts";

interface Output {
  readonly target: Word;
  readonly append: boolean;
  /** Standard output, not errors. */
  readonly standard: boolean;
}

export interface OpenRedirects {
  readonly stdin: Text | undefined;
  readonly outputs: readonly Output[];
  /** Words that the grammar counts to the redirect, but which are the command's. */
  readonly words: readonly Word[];
  /** What follows a here-document on its line: a pipeline to feed, or commands to run next. */
  readonly after: readonly SyntaxNode[];
  /** Host and port, when a socket is opened by name (`/dev/tcp/…`). */
  readonly socket: string | undefined;
}

interface Frame {
  readonly run: Run;
  readonly scope: Scope;
}

interface Reading {
  stdin: Text | undefined;
  socket: string | undefined;
  readonly outputs: Output[];
  readonly words: Word[];
  readonly after: SyntaxNode[];
}

/** @param before words of the command so far: a last one of the form `{name}` names a new descriptor. */
export function readRedirects(
  nodes: readonly SyntaxNode[],
  frame: Frame,
  context: WordContext,
  before: Word[] = [],
): OpenRedirects {
  const reading: Reading = { stdin: undefined, socket: undefined, outputs: [], words: [], after: [] };
  for (const node of nodes) {
    if (node.type === "herestring_redirect") readHereString(node, frame, context, reading, before);
    else if (node.type === "heredoc_redirect") readHereDocument(node, frame, context, reading);
    else readFileRedirect(node, frame, context, reading, before);
  }
  return reading;
}

function readHereString(node: SyntaxNode, frame: Frame, context: WordContext, reading: Reading, before: Word[]): void {
  const value = namedChildren(node).find((child) => child.type !== "file_descriptor");
  const text = value ? expandValue(value, context) : unknownText;
  setInput(marked(`${text.value}\n`, [text]), descriptor(node, frame, before), frame, reading);
}

function readHereDocument(node: SyntaxNode, frame: Frame, context: WordContext, reading: Reading): void {
  const source = frame.scope.source;
  const start = node.children.find((child) => child.type === "heredoc_start");
  const body = node.children.find((child) => child.type === "heredoc_body");
  const quoted = start !== undefined && /["'\\]/.test(textOf(start, source));
  const lineEnd = source.indexOf("\n", start?.end ?? node.start);
  const inBody = (child: SyntaxNode) => lineEnd >= 0 && child.start >= lineEnd;
  // A body that begins with a backslash is taken for words of the command (grammar of 0.3.1).
  const strayed = node.children.filter((child) => child.named && !/^heredoc_/.test(child.type) && inBody(child));
  const end = node.children.find((child) => child.type === "heredoc_end");
  let text = body ? (quoted ? plain(textOf(body, source)) : expandBody(body, context)) : plain("");
  if (strayed.length > 0) {
    text = plain(source.slice(lineEnd + 1, end?.start ?? node.end));
    if (!quoted) text = { ...text, value: text.value.replace(/\$\{?\w+\}?|\$\([^)]*\)|`[^`]*`/g, hole) };
  }
  if (textOf(node, source).startsWith("<<-")) text = { ...text, value: text.value.replace(/^\t+/gm, "") };
  setInput(text, descriptor(node, frame, []), frame, reading);
  for (const child of namedChildren(node)) {
    if (/^heredoc_(?:start|body|end)$/.test(child.type) || child.type === "file_descriptor" || strayed.includes(child))
      continue;
    if (child.type === "file_redirect") readFileRedirect(child, frame, context, reading, []);
    else if (child.type === "herestring_redirect") readHereString(child, frame, context, reading, []);
    else if (child.field === "argument") reading.words.push(...expandWords(child, context));
    else reading.after.push(child);
  }
}

/** Unquoted here-documents expand; the grammar leaves plain text out between the expansions. */
function expandBody(body: SyntaxNode, context: WordContext): Text {
  const source = context.scope.source;
  const parts: Text[] = [];
  let at = body.start;
  for (const child of body.children) {
    if (!/expansion|substitution/.test(child.type)) continue;
    parts.push(plain(source.slice(at, child.start)));
    parts.push(/command_substitution/.test(child.type) ? context.substitute(child) : expandValue(child, context));
    at = child.end;
  }
  parts.push(plain(source.slice(at, body.end)));
  return marked(parts.map((part) => part.value).join(""), parts);
}

function readFileRedirect(
  node: SyntaxNode,
  frame: Frame,
  context: WordContext,
  reading: Reading,
  before: Word[],
): void {
  const operator = node.children.find((child) => !child.named)?.type ?? ">";
  const targets = node.children.filter((child) => child.named && child.type !== "file_descriptor");
  const words = targets.flatMap((child) => expandWords(child, context));
  // zsh writes `>!` and `>|` to overwrite; the grammar takes the mark for a name.
  if (words[0]?.value === "!" && words.length > 1) words.shift();
  const [target, ...rest] = words;
  reading.words.push(...rest);
  if (!target) return;
  const number = descriptor(node, frame, before);
  const socket = /^\/dev\/(?:tcp|udp)\/(.+)$/.exec(target.value)?.[1];
  if (socket) reading.socket = socket;
  if (operator.startsWith("<") && operator !== "<>") openInput(operator, target, number, frame, reading);
  else if (!/^(?:\d+|-|\d+-)$/.test(target.value) || !operator.endsWith("&")) {
    if (!socket)
      reading.outputs.push({
        target,
        append: operator.includes(">>"),
        standard: number === undefined || number === "1",
      });
  }
}

function openInput(operator: string, target: Word, number: string | undefined, frame: Frame, reading: Reading): void {
  const call = { ...frame, span: target.span, stdin: undefined, words: [target] };
  if (operator === "<&") {
    setInput(frame.run.files.get(`/dev/fd/${target.value}`) ?? unknownText, number, frame, reading);
    return;
  }
  const known = fileText(call, target.value);
  const read = readAct({ text: target.value, cwd: frame.scope.cwd, glob: target.glob === true }, frame.run.place);
  addAct(frame.run, read, target.span);
  const secret = read.rule === "reads-secret" ? { secret: true } : {};
  setInput(known ?? { ...marked(hole, [target]), ...secret }, number, frame, reading);
}

function setInput(text: Text, number: string | undefined, frame: Frame, reading: Reading): void {
  if (number === undefined || number === "0") reading.stdin = text;
  else frame.run.files.set(`/dev/fd/${number}`, text);
}

/** `3<`: "3". `{name}<`: a new number, given to the variable. */
function descriptor(node: SyntaxNode, frame: Frame, before: Word[]): string | undefined {
  const own = node.children.find((child) => child.type === "file_descriptor");
  if (own) return textOf(own, frame.scope.source).replace(/[{}]/g, "");
  const last = before.at(-1);
  const name = last && last.span.end === node.start ? /^\{(\w+)\}$/.exec(last.value)?.[1] : undefined;
  if (name === undefined) return undefined;
  before.pop();
  const number = String(100 + frame.run.files.size);
  setVariable(frame.scope, name, plain(number));
  return number;
}

/** Judges where output goes, remembers what it wrote, and answers what is left to print. */
export function applyRedirects(
  open: OpenRedirects,
  printed: Text,
  call: Pick<Invocation, "run" | "scope" | "span" | "stdin">,
  alone: boolean,
): Text {
  if (open.socket) judgeSocket(open.socket, printed, call);
  let left = open.socket ? plain("") : printed;
  for (const output of open.outputs) {
    const content = output.standard ? (alone ? plain("") : printed) : undefined;
    judgeOutput(output, content, call);
    if (output.standard) left = plain("");
  }
  return left;
}

function judgeSocket(socket: string, printed: Text, call: Pick<Invocation, "run" | "span">): void {
  const host = socket.split("/")[0] ?? socket;
  note({ ...call, words: [] }, printed.secret ? "sends-secret" : "contacts-network", { target: host, hosts: [host] });
}

function judgeOutput(
  output: Output,
  content: Text | undefined,
  call: Pick<Invocation, "run" | "scope" | "span" | "stdin">,
): void {
  const { target } = output;
  const use = { text: target.value, glob: target.glob === true, cwd: call.scope.cwd };
  const whole = output.append ? undefined : content;
  // Appended text is all that is new; a known addition is judged by itself.
  const written = writeAct(use, whole ?? content, "program", call.run.place);
  const empties = whole !== undefined && isKnown(whole) && whole.value.trim() === "" && written.grade === "allow";
  if (empties && written.rule !== "prints") {
    addAct(call.run, act("truncates-file", { target: written.targets[0], paths: written.paths }), target.span);
  }
  addAct(call.run, written, target.span);
  rememberFile(call, target.value, content ?? unknownText, output.append);
}
