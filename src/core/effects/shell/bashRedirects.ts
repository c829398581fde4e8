/** Redirections of bash: what a command reads from, and where what it prints goes. */

import { readAct, writeAct } from "../access.ts";
import { act } from "../act.ts";
import { hole, isKnown, marked, plain, type Text, unknownText } from "../text.ts";
import { expandText, expandValue, type WordContext } from "./bashWords.ts";
import type { HereDocument, Redirect } from "./posix/syntax.ts";
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

interface Output {
  readonly target: Word;
  readonly append: boolean;
  /** Standard output, not errors. */
  readonly standard: boolean;
  readonly number: string | undefined;
}

export interface OpenRedirects {
  readonly stdin: Text | undefined;
  readonly outputs: readonly Output[];
  /** Descriptors that standard output goes to. */
  readonly copies: readonly string[];
  /** Host and port, when a socket is opened by name (`/dev/tcp/…`). */
  readonly socket: string | undefined;
  /** The socket is where standard output goes. */
  readonly takesOutput: boolean;
}

interface Frame {
  readonly run: Run;
  readonly scope: Scope;
}

interface Reading {
  stdin: Text | undefined;
  socket: string | undefined;
  takesOutput: boolean;
  readonly outputs: Output[];
  readonly copies: string[];
}

/** Opens what the redirects name, in order. */
export function readRedirects(nodes: readonly Redirect[], frame: Frame, context: WordContext): OpenRedirects {
  const reading: Reading = { stdin: undefined, socket: undefined, takesOutput: false, outputs: [], copies: [] };
  for (const node of nodes) {
    if (node.document) openDocument(node, node.document, frame, context, reading);
    else if (node.target) openTarget(node, expandValue(node.target, context), frame, reading);
  }
  return reading;
}

function openDocument(
  node: Redirect,
  { parts }: HereDocument,
  frame: Frame,
  context: WordContext,
  reading: Reading,
): void {
  setInput(expandText(parts, context), descriptor(node, frame), frame, reading);
}

function openTarget(node: Redirect, target: Word, frame: Frame, reading: Reading): void {
  const { operator } = node;
  const number = descriptor(node, frame);
  if (operator === "<<<") {
    setInput(marked(`${target.value}\n`, [target]), number, frame, reading);
    return;
  }
  const socket = socketOf(operator, target, frame);
  if (socket) openSocket(socket, operator, number, frame, reading);
  if (operator === "<" || operator === "<&") openInput(operator, target, number, frame, reading);
  else if (operator === ">&" && /^\d+$/.test(target.value) && (number ?? "1") === "1")
    reading.copies.push(`/dev/fd/${target.value}`);
  else if (!socket && (!operator.endsWith("&") || !/^(?:\d+-?|-|p)$/.test(target.value)))
    reading.outputs.push({
      target,
      append: operator.includes(">>"),
      standard: number === undefined || number === "1",
      number,
    });
}

/** Host and port, where the target is a network by its name or by an open descriptor. */
function socketOf(operator: string, target: Word, frame: Frame): string | undefined {
  if (/[<>]&$/.test(operator) && /^\d+-?$/.test(target.value))
    return frame.run.sockets.get(`/dev/fd/${target.value.replace("-", "")}`);
  return /^\/dev\/(?:tcp|udp)\/(.+)$/.exec(target.value)?.[1] ?? frame.run.sockets.get(target.value);
}

function openSocket(
  socket: string,
  operator: string,
  number: string | undefined,
  frame: Frame,
  reading: Reading,
): void {
  reading.socket = socket;
  reading.takesOutput ||= operator.includes(">") && (number === undefined || number === "1");
  if (number === undefined || Number(number) < 3) return;
  frame.run.sockets.set(`/dev/fd/${number}`, socket);
  if (operator !== ">") frame.run.files.set(`/dev/fd/${number}`, { value: hole, remote: true });
}

function openInput(operator: string, target: Word, number: string | undefined, frame: Frame, reading: Reading): void {
  const call = { ...frame, span: target.span, stdin: undefined, words: [target] };
  if (operator === "<&") {
    // zsh's own name for its coprocess.
    const source = target.value === "p" ? "60" : target.value;
    setInput(frame.run.files.get(`/dev/fd/${source}`) ?? unknownText, number, frame, reading);
    return;
  }
  const known = fileText(call, target.value);
  const read = readAct({ text: target.value, cwd: frame.scope.cwd, glob: target.glob === true }, frame.run.place);
  addAct(frame.run, read, target.span);
  if (read.paths.includes("/dev/null")) {
    setInput(plain(""), number, frame, reading);
    return;
  }
  const remote = reading.socket === undefined ? {} : { remote: true };
  const secret = read.rule === "reads-secret" ? { secret: true } : {};
  setInput(known ?? { ...marked(hole, [target]), ...secret, ...remote }, number, frame, reading);
}

function setInput(text: Text, number: string | undefined, frame: Frame, reading: Reading): void {
  if (number === undefined || number === "0") reading.stdin = text;
  else frame.run.files.set(`/dev/fd/${number}`, text);
}

/** `3<`: "3". `{name}<`: a new number, given to the variable. */
function descriptor(node: Redirect, frame: Frame): string | undefined {
  if (node.descriptor === undefined || /^\d+$/.test(node.descriptor)) return node.descriptor;
  const number = String(100 + frame.run.files.size + frame.run.sockets.size);
  setVariable(frame.scope, node.descriptor, plain(number));
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
  let left = open.takesOutput ? plain("") : printed;
  for (const copy of open.copies) call.run.takers.get(copy)?.(printed);
  for (const output of open.outputs) {
    const content = output.standard ? (alone ? plain("") : printed) : undefined;
    judgeOutput(output, content, call);
    // zsh hands it to a pipe too.
    if (output.standard && call.scope.dialect !== "zsh") left = plain("");
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
  const later = output.number !== undefined && Number(output.number) >= 3;
  if (later) call.run.takers.set(`/dev/fd/${output.number}`, (text) => rememberFile(call, target.value, text, true));
  else rememberFile(call, target.value, content ?? unknownText, output.append);
}
