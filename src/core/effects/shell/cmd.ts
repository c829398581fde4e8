/** cmd.exe (Windows 11 24H2): runs in the mind what `cmd/syntax` reads, one line after the other. */
import { readAct } from "../access.ts";
import { lookUp } from "../programs/catalogue.ts";
import { runFile } from "../scripts.ts";
import { hole, joinTexts, marked, plain, type Text, unknownText } from "../text.ts";
import { applyRedirects } from "./bashRedirects.ts";
import { withoutMarks } from "./bashWords.ts";
import { type Bindings, fillBindings, iterations } from "./cmd/loops.ts";
import type { CmdParser, Redirect } from "./cmd/reader.ts";
import { type CmdNode, type Loop, parseLine } from "./cmd/syntax.ts";
import { markedBy, spanOf, type Traced } from "./cmd/text.ts";
import { type Expansion, expandDelayed, expandPercent } from "./cmd/variables.ts";
import { readWords } from "./cmd/words.ts";
import {
  addAct,
  fileText,
  type Invocation,
  maxDepth,
  maxTextLength,
  note,
  type Scope,
  subScope,
  type Word,
  word,
} from "./run.ts";

type Caller = Pick<Invocation, "run" | "scope" | "span" | "stdin">;

interface Frame extends Caller {
  readonly bindings: Bindings;
  readonly expansion: Expansion;
  /** Inside a pipe. */
  readonly piped?: boolean;
}

export function evaluateCmd(caller: Caller, text: string): Text {
  const { run } = caller;
  const source = withoutMarks(text);
  if (run.depth >= maxDepth || text.length > maxTextLength) return refuse(caller, text);
  if (source.includes(hole)) refuse(caller, text);
  const scope: Scope = { ...caller.scope, dialect: "cmd", source };
  run.depth++;
  const printed = runLines({ ...caller, scope }, source);
  run.depth--;
  // What the text leaves behind counts in the one that holds it.
  caller.scope.cwd = scope.cwd;
  return printed;
}

function refuse(caller: Caller, text: string): Text {
  note({ ...caller, words: [word(text, caller.span)] }, "cannot-be-parsed");
  return unknownText;
}

function runLines(caller: Caller, source: string): Text {
  const lines = source.split("\n");
  const batch = lines.length > 1 || caller.run.following.size > 0;
  const expansion: Expansion = { run: caller.run, scope: caller.scope, batch, choice: 0, alternatives: 0 };
  const frame: Frame = { ...caller, bindings: new Map(), expansion };
  const printed: Text[] = [];
  let next = 0;
  let offset = 0;
  const more = (): Traced | undefined => {
    const line = lines[next];
    if (line === undefined) return undefined;
    const expanded = expandPercent(line.replace(/\r$/, ""), offset, expansion);
    if (!expanded) refuse(caller, line);
    next++;
    offset += line.length + 1;
    return expanded ?? { text: "", origins: [] };
  };
  while (next < lines.length && caller.run.budget >= 0) {
    const [line, start] = [next, offset];
    expansion.choice = 0;
    expansion.alternatives = 1;
    // A variable that may have one of several values: the line is judged with each.
    for (; expansion.choice < expansion.alternatives; expansion.choice++) {
      [next, offset] = [line, start];
      printed.push(runLine(frame, more));
    }
  }
  return joinTexts(printed);
}

function runLine(frame: Frame, more: () => Traced | undefined): Text {
  const line = more() ?? { text: "", origins: [] };
  const parser: CmdParser = { line, at: 0, broken: false, nesting: 0, more };
  const node = parseLine(parser);
  if (parser.broken) refuse(frame, line.text);
  return runNode(frame, node);
}

function runNode(frame: Frame, node: CmdNode): Text {
  switch (node.kind) {
    case "command":
      return runCommand(frame, node.text, node.redirects);
    case "list":
      return joinTexts(node.parts.map((part) => runNode(frame, part)));
    case "pipe":
      return runPipe(frame, node.parts);
    case "block": {
      const open = openRedirects(frame, node.redirects);
      return redirect(open, runNode({ ...frame, stdin: open.stdin }, node.body), frame, false);
    }
    case "if":
      return runIf(frame, node);
    case "for":
      return runFor(frame, node);
  }
}

/** Each side runs in a shell of its own. */
function runPipe(frame: Frame, parts: readonly CmdNode[]): Text {
  let flow = frame.stdin;
  for (const part of parts) {
    const scope = subScope(frame.scope);
    flow = runNode({ ...frame, scope, expansion: { ...frame.expansion, scope }, stdin: flow, piped: true }, part);
  }
  return flow ?? unknownText;
}

function runIf(frame: Frame, node: CmdNode & { kind: "if" }): Text {
  if (node.checks) {
    const text = fillBindings(node.checks, frame.bindings).text.replaceAll('"', "");
    const look = readAct({ text, cwd: frame.scope.cwd }, frame.run.place);
    if (look.rule === "contacts-network") addAct(frame.run, look, spanOf(node.checks, frame.span));
  }
  frame.scope.uncertain++;
  const printed = joinTexts(node.branches.map((branch) => runNode(frame, branch)));
  frame.scope.uncertain--;
  return printed;
}

function runFor(frame: Frame, node: Loop): Text {
  const { bindings, endless } = iterations(node, frame.bindings, frame);
  const before = frame.run.acts.length;
  const printed: Text[] = [];
  for (const each of bindings) {
    if (--frame.run.budget < 0) {
      if (frame.run.budget === -1) refuse(frame, node.set.text);
      break;
    }
    printed.push(runNode({ ...frame, bindings: each }, node.body));
  }
  const starts = frame.run.acts.slice(before).some((act) => act.rule === "opens-program");
  if (endless && starts) note({ ...frame, words: [word("for", frame.span)] }, "starts-fork-bomb");
  return joinTexts(printed);
}

function runCommand(frame: Frame, text: Traced, redirects: readonly Redirect[]): Text {
  const filled = fill(frame, text);
  const span = spanOf(filled, frame.span);
  const words = readWords(filled, span);
  const open = openRedirects(frame, redirects);
  const call = { ...frame, stdin: open.stdin, span, words: words ?? [word("", span)] };
  return redirect(open, words ? invoke(call) : plain(""), call, !words);
}

/** What is printed goes where it is sent; a share is another machine. */
function redirect(open: OpenRedirects, printed: Text, frame: Caller, alone: boolean): Text {
  const before = frame.run.acts.length;
  const left = applyRedirects(open, printed, frame, alone);
  const sent = printed.secret && frame.run.acts.slice(before).find((act) => act.rule === "sends-outward");
  if (sent) note({ ...frame, words: [] }, "sends-secret", { target: sent.targets[0] });
  return left;
}

function fill(frame: Frame, text: Traced): Traced {
  const filled = fillBindings(text, frame.bindings);
  return frame.scope.delayed ? expandDelayed(filled, frame.expansion) : filled;
}

type OpenRedirects = Parameters<typeof applyRedirects>[0];

function openRedirects(frame: Frame, redirects: readonly Redirect[]): OpenRedirects {
  let stdin = frame.stdin;
  const outputs: OpenRedirects["outputs"][number][] = [];
  for (const { target, input, append, standard } of redirects) {
    const filled = fill(frame, target);
    const value = filled.text.replaceAll('"', "");
    const file = { ...markedBy(filled, value), span: spanOf(filled, frame.span) };
    if (input) stdin = readInput(frame, file);
    else outputs.push({ target: file, append, standard, number: undefined });
  }
  return { stdin, outputs, copies: [], socket: undefined, takesOutput: false };
}

function readInput(frame: Frame, file: Word): Text {
  if (/^nul$/i.test(file.value)) return plain("");
  const read = readAct({ text: file.value, cwd: frame.scope.cwd }, frame.run.place);
  addAct(frame.run, read, file.span);
  const secret = read.rule === "reads-secret" ? { secret: true } : {};
  return fileText(frame, file.value) ?? { ...marked(hole, [file]), ...secret };
}

function invoke(call: Invocation & Pick<Frame, "piped">): Text {
  const [first, ...rest] = call.words as [Word, ...Word[]];
  const name = first.value;
  if (/^[a-z]:$/i.test(name)) {
    call.scope.cwd = `${name.toUpperCase()}/`;
    return plain("");
  }
  const startsItself = /^%0$/.test(name) || (/^start$/i.test(name) && rest.some((item) => item.value === "%0"));
  if (startsItself) {
    note(call, call.piped || name !== "%0" ? "starts-fork-bomb" : "runs-unseen-script", { target: "itself" });
    return unknownText;
  }
  const own = scriptHere(call, name);
  return own === undefined ? call.run.engine.invoke(call) : runFile(call, { ...first, value: own });
}

const runnable = /\.(?:bat|cmd|vbs|vbe|js|jse|wsf|ps1|py|exe|com|lnk)$/i;

/** The current folder is looked in first: a file that was just written there comes before the program of its name. */
function scriptHere(call: Invocation, name: string): string | undefined {
  if (!/^[\w.-]+$/.test(name)) return undefined;
  const spellings = runnable.test(name) ? [name] : [".com", ".exe", ".bat", ".cmd"].map((ending) => name + ending);
  if (call.run.files.size > 0 && lookUp(name, "cmd") !== undefined) {
    return spellings.find((spelling) => fileText(call, spelling) !== undefined);
  }
  if (lookUp(name.replace(/\.(?:exe|com|cmd|bat)$/i, ""), "cmd") !== undefined) return undefined;
  return runnable.test(name) ? name : spellings.find((spelling) => fileText(call, spelling) !== undefined);
}
