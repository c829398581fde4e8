/** Runs bash, zsh and sh text in the mind: statements in order, what flows between them, what each command does. */
import type { Span } from "../../model/span.ts";
import { act } from "../act.ts";
import { resolvePath } from "../paths.ts";
import { hole, isKnown, joinTexts, marked, plain, type Text, unknownText } from "../text.ts";
import { assign, declareArray } from "./bashAssign.ts";
import { startsWithoutEnd } from "./bashEndless.ts";
import { withoutMarks } from "./bashPatterns.ts";
import { applyRedirects, type OpenRedirects, readRedirects } from "./bashRedirects.ts";
import { compute, expandText, expandValue, expandWords, type WordContext } from "./bashWords.ts";
import { forEachWay, unsettled } from "./choices.ts";
import { readExpanding, readShell } from "./posix/statements.ts";
import type { Placed, Simple, Statement } from "./posix/syntax.ts";
import {
  addAct,
  type BodyFunction,
  type Dialect,
  type Invocation,
  maxDepth,
  note,
  type Run,
  type Scope,
  setPositional,
  spend,
  subScope,
  type Word,
  word,
} from "./run.ts";

interface Frame {
  readonly run: Run;
  readonly scope: Scope;
}

type Caller = Pick<Invocation, "run" | "scope" | "span" | "stdin">;
type Of<Kind extends Statement["kind"]> = Extract<Statement, { kind: Kind }>;

/** Judges `text` as a line of the dialect, in the caller's scope; the text it prints as far as known. */
export function evaluateBash(caller: Caller, text: string, dialect: Dialect): Text {
  const { run } = caller;
  const whole = { run, span: caller.span, words: [word(text, caller.span)] };
  const source = withoutMarks(text);
  if (run.depth >= maxDepth) {
    note(whole, "cannot-be-parsed");
    return unknownText;
  }
  const { value, broken } = readShell(source, dialect === "zsh" ? "zsh" : "bash");
  if (broken || source.includes(hole)) note(whole, "cannot-be-parsed");
  const scope: Scope = { ...caller.scope, dialect, source };
  run.depth++;
  const printed = runStatement(value, { run, scope }, caller.stdin);
  run.depth--;
  if (caller.scope.dialect === dialect) Object.assign(caller.scope, { cwd: scope.cwd, splitsWords: scope.splitsWords });
  return printed;
}

/** Runs a function's body with its arguments; undefined: it is running, and does not run once more. */
export function callBashFunction(call: Invocation, { body, text }: BodyFunction): Text | undefined {
  // Named by its place too: a function may define another one of its own name.
  const name = `${call.words[0]?.value ?? ""}@${body.start}`;
  if (call.scope.running.has(name)) {
    if (/[|&]/.test(text)) note(call, "starts-fork-bomb");
    return undefined;
  }
  return runWithArguments(body, call, call.words.slice(1), call.stdin, name);
}

function runWithArguments(
  body: Statement,
  frame: Frame,
  given: readonly Word[],
  stdin: Text | undefined,
  name: string,
): Text {
  const { scope } = frame;
  const before = scope.arrays.get("@");
  const inner: Scope = { ...scope, arrays: scope.arrays, running: new Set([...scope.running, name]) };
  setPositional(inner, given);
  const printed = runStatement(body, { run: frame.run, scope: inner }, stdin);
  if (before) scope.arrays.set("@", before);
  else scope.arrays.delete("@");
  scope.cwd = inner.cwd;
  return printed;
}

/** Runs one statement; what it prints. */
function runStatement(statement: Statement, frame: Frame, stdin: Text | undefined): Text {
  // One handler for each kind: the table's type is checked where it is written.
  const handler = handlers[statement.kind] as (statement: Statement, frame: Frame, stdin: Text | undefined) => Text;
  return handler(statement, frame, stdin);
}

type Handlers = {
  readonly [Kind in Statement["kind"]]: (statement: Of<Kind>, frame: Frame, stdin: Text | undefined) => Text;
};

const handlers: Handlers = {
  simple: runSimple,
  pipeline: (statement, frame, stdin) => runPipeline(statement.stages, frame, stdin),
  sequence: runSequence,
  subshell: ({ body }, frame, stdin) => runStatement(body, { run: frame.run, scope: subScope(frame.scope) }, stdin),
  redirected: runRedirected,
  branches: (statement, frame, stdin) =>
    uncertainly(frame, () => {
      for (const item of statement.words) expandValue(item, context(frame));
      return oneOf(statement.parts.map((part) => runStatement(part, frame, stdin)));
    }),
  repeated: runRepeated,
  loop: runLoop,
  function: ({ names, body, text }, frame) => {
    const dialect = frame.scope.dialect === "zsh" ? "zsh" : "bash";
    for (const name of names) frame.scope.functions.set(name, { dialect, body, text });
    // What the shell calls by itself runs without being called here.
    if (names.some((name) => calledByShell.test(name))) uncertainly(frame, () => runStatement(body, frame, undefined));
    return plain("");
  },
  anonymous: ({ body, words }, frame, stdin) => {
    const given = words.flatMap((item) => expandWords(item, context(frame)));
    return runWithArguments(body, frame, given, stdin, `()@${body.start}`);
  },
  coprocess: ({ name, body }, frame) => {
    const printed = runStatement(body, { run: frame.run, scope: subScope(frame.scope) }, undefined);
    const descriptors = new Map(["0", "1"].map((key) => [key, plain(String(60 + Number(key)))]));
    frame.scope.arrays.set(name, descriptors);
    frame.run.files.set("/dev/fd/60", printed);
    return plain("");
  },
  test: ({ words }, frame) => {
    for (const item of words) runSubscripts(expandValue(item, context(frame)), frame);
    return plain("");
  },
  arithmetic: ({ parts }, frame) => {
    compute(parts, context(frame));
    return plain("");
  },
};

const calledByShell =
  /^(?:TRAP[A-Z0-9]+|command_not_found_handler?|precmd|preexec|chpwd|periodic|zshexit|zshaddhistory|zsh_directory_name)$/;

/** `-v 'a[$(…)]'`: a subscript is arithmetic, and arithmetic runs what is substituted in it. */
function runSubscripts(item: Word, frame: Frame): void {
  if (!/\w\[[^\]]*[$`]/.test(item.value)) return;
  // Nobody sees that a subscript runs something.
  addAct(frame.run, act("hides-its-text"), item.span);
  context(frame).again(item);
}

/** What runs only perhaps adds to what is known, and does not replace it. */
function uncertainly(frame: Frame, run: () => Text): Text {
  frame.scope.uncertain++;
  const printed = run();
  frame.scope.uncertain--;
  return printed;
}

function runSequence({ items }: Of<"sequence">, frame: Frame, stdin: Text | undefined): Text {
  const printed: Text[] = [];
  for (const { statement, depends, background } of items) {
    const inner = background ? { run: frame.run, scope: subScope(frame.scope) } : frame;
    const run = () => runStatement(statement, inner, stdin);
    printed.push(depends ? uncertainly(inner, run) : run());
  }
  return items.some(({ depends }) => depends)
    ? oneOf(printed)
    : printed.length === 1
      ? (printed[0] as Text)
      : joinTexts(printed);
}

/** What is printed by parts of which not all may run: all of it, or what one of them prints. */
function oneOf(printed: readonly Text[]): Text {
  const either = printed.flatMap((text) => text.either ?? [text]).filter(({ value }) => value.trim() !== "");
  return either.length > 1 ? { ...joinTexts(printed), either: either.slice(0, maxEither) } : joinTexts(printed);
}

const maxEither = 8;

function runRepeated({ condition, body, ...place }: Of<"repeated">, frame: Frame, stdin: Text | undefined): Text {
  if (startsWithoutEnd(condition, body)) note({ run: frame.run, span: spanOf(place), words: [] }, "starts-fork-bomb");
  return uncertainly(frame, () => joinTexts([runStatement(condition, frame, stdin), runStatement(body, frame, stdin)]));
}

/** Words that a loop is run for one by one. */
const maxFollowed = 24;

function runLoop({ names, values, body }: Of<"loop">, frame: Frame, stdin: Text | undefined): Text {
  const words = values
    ? values.flatMap((value) => expandWords(value, context(frame)))
    : [...(frame.scope.arrays.get("@")?.values() ?? [unknownText])];
  const known = words.length > 0 && words.length <= maxFollowed && words.every(isKnown);
  for (const name of names) frame.scope.variables.set(name, known ? words : [marked(hole, words)]);
  return uncertainly(frame, () => runStatement(body, frame, stdin));
}

/** Stages run in shells of their own, each fed by the one before. */
function runPipeline(stages: readonly Statement[], frame: Frame, stdin: Text | undefined): Text {
  let flow = stdin;
  for (const [index, stage] of stages.entries()) {
    // zsh runs the last one in the shell itself.
    const own = frame.scope.dialect === "zsh" && index === stages.length - 1;
    flow = runStatement(stage, { run: frame.run, scope: own ? frame.scope : subScope(frame.scope) }, flow);
  }
  return flow ?? plain("");
}

function runRedirected({ body, redirects, ...place }: Of<"redirected">, frame: Frame, stdin: Text | undefined): Text {
  const words = context(frame);
  const open = readRedirects(redirects, frame, words);
  const before = frame.run.acts.length;
  const printed = runStatement(body, frame, open.stdin ?? stdin);
  const call = { ...frame, span: spanOf(place), stdin: undefined };
  if (open.socket && frame.run.acts.slice(before).some(({ rule }) => rule === "hidden-command"))
    note({ ...call, words: [] }, "opens-remote-shell", { target: open.socket });
  const left = applyRedirects(open, printed, call, false);
  words.close(left);
  return left;
}

function runSimple(node: Simple, frame: Frame, stdin: Text | undefined): Text {
  const names = unsettled(node.uses, frame.scope);
  if (names.length === 0) return runSettled(node, frame, stdin);
  const printed = forEachWay(names, frame.scope, () => runSettled(node, frame, stdin));
  return printed.reduce(
    (all, next) => marked(all.value === next.value ? all.value : hole, [all, next]),
    printed[0] ?? plain(""),
  );
}

function runSettled(node: Simple, frame: Frame, stdin: Text | undefined): Text {
  const open: Alternatives = [];
  const printed = runOnce(node, frame, stdin, new Map(), open);
  // What one of its substitutions prints may be something else: the command is judged with each of these too.
  for (const [body, texts] of open)
    for (const text of texts) uncertainly(frame, () => runOnce(node, frame, stdin, new Map([[body, text]]), []));
  return printed;
}

type Alternatives = (readonly [body: Statement, texts: readonly Text[]])[];

function runOnce(
  node: Simple,
  frame: Frame,
  stdin: Text | undefined,
  picked: ReadonlyMap<Statement, Text>,
  alternatives: Alternatives,
): Text {
  // Expanding runs what is substituted: that costs, too, whether a command comes of it or not.
  if (!spend({ run: frame.run, span: spanOf(node), words: [] })) return unknownText;
  const words = context(frame, picked, alternatives);
  const expanded = node.words.flatMap((item) => expandWords(item, words));
  const call = { run: frame.run, scope: frame.scope, span: spanOf(node), stdin: undefined };
  // Words that expand to nothing here may be a command where the line runs.
  if (expanded.length === 0 && node.words.length > 0) note({ ...call, words: [] }, "hidden-command");
  const actsBefore = frame.run.acts.length;
  const before = expanded.length > 0 && node.assignments.length > 0 ? new Map(frame.scope.variables) : undefined;
  for (const assignment of node.assignments) assign(assignment, call, words);
  for (const assignment of node.declared) declareArray(assignment, call, words, expanded);
  const open = readRedirects(node.redirects, frame, words);
  const input = open.stdin ?? stdin;
  const printed =
    expanded.length > 0
      ? runWords({ ...frame, words: expanded, stdin: input, span: spanOf(node) }, open)
      : // `$(< file)` prints the file.
        onlyReads(node) && open.stdin
        ? open.stdin
        : plain("");
  // In front of a command they hold for it alone.
  if (before) for (const { name } of node.assignments) restore(frame.scope.variables, name, before);
  const alone = expanded.length === 0 && node.assignments.length === 0;
  noteOverwrittenInput(open, frame, actsBefore);
  const left = applyRedirects(open, printed, call, alone);
  words.close(left);
  return left;
}

/** `sort x > x`: the shell empties the file before the command reads it. */
function noteOverwrittenInput({ outputs }: OpenRedirects, { run, scope }: Frame, from: number): void {
  for (const { target, append } of outputs) {
    if (append) continue;
    const path = resolvePath(target.value, run.place, scope.cwd);
    const isRead = run.acts.slice(from).some(({ rule, paths }) => rule === "reads-files" && paths.includes(path ?? ""));
    if (isRead) addAct(run, act("truncates-file", { target: path, paths: path ? [path] : [] }), target.span);
  }
}

function restore(variables: Map<string, readonly Text[]>, name: string, before: ReadonlyMap<string, readonly Text[]>) {
  const value = before.get(name);
  if (value === undefined) variables.delete(name);
  else variables.set(name, value);
}

function onlyReads(node: Simple): boolean {
  return node.assignments.length === 0 && node.redirects.length === 1;
}

function runWords(call: Invocation, open: OpenRedirects): Text {
  const printed = openShellDevice(open.socket, call) ?? call.run.engine.command(call);
  const last = call.words.at(-1);
  if (last) call.scope.variables.set("_", [last]);
  return printed;
}

/** `bash -i >& /dev/tcp/…`: whatever the program, a socket as both ends hands control to somebody else. */
function openShellDevice(socket: string | undefined, call: Invocation): Text | undefined {
  if (!socket) return undefined;
  const program = call.words[0]?.value ?? "";
  const runsOrders = /(?:^|\/)(?:ba|z|k|c|tc|da|fi)?sh$|python|perl|ruby|php|node|exec$/.test(program);
  if (program === "exec" && call.words.length === 1) return undefined;
  if (!runsOrders && !program.includes(hole)) return undefined;
  note(call, "opens-remote-shell", { target: socket });
  return unknownText;
}

interface Closing extends WordContext {
  /** Runs what waited for text (`>(…)`) that nobody is known to have written. */
  close(printed: Text): void;
}

/** @param picked what substitutions print, where that was settled. @param open gets those that may print one of several texts. */
function context(frame: Frame, picked?: ReadonlyMap<Statement, Text>, open?: Alternatives): Closing {
  const { run } = frame;
  const waiting = new Map<string, (text: Text) => void>();
  const name = () => `/dev/fd/${1000 + run.files.size + run.takers.size}`;
  const inner = () => ({ run, scope: subScope(frame.scope) });
  return {
    ...frame,
    substitute(body) {
      const settled = picked?.get(body);
      if (settled) return settled;
      const printed = runStatement(body, inner(), undefined);
      if (printed.either) open?.push([body, printed.either]);
      return printed;
    },
    processFile(direction, body) {
      const path = name();
      const own = inner();
      if (direction === "<") {
        const printed = runStatement(body, own, undefined);
        run.files.set(path, printed);
        return marked(path, [{ ...printed, value: "" }]);
      }
      const takes = (text: Text) => {
        waiting.delete(path);
        runStatement(body, own, text);
      };
      waiting.set(path, takes);
      run.takers.set(path, takes);
      return plain(path);
    },
    again: (text) => expandAgain(text, frame),
    qualify(code) {
      const call = { ...frame, span: { start: 0, end: 0 }, stdin: undefined };
      run.engine.evaluate({ ...call, scope: inner().scope }, plain(code), "zsh");
    },
    close(printed) {
      for (const takes of [...waiting.values()]) takes(marked(hole, [printed]));
    },
  };
}

function expandAgain(text: Text, frame: Frame): Text {
  if (!/[$`]/.test(text.value)) return text;
  if (frame.run.depth >= maxDepth || !spend({ run: frame.run, span: { start: 0, end: 0 }, words: [] }))
    return unknownText;
  frame.run.depth++;
  const { value } = readExpanding(text.value, frame.scope.dialect === "zsh" ? "zsh" : "bash");
  const expanded = expandText(value, context(frame));
  frame.run.depth--;
  return marked(expanded.value, [text, expanded]);
}

function spanOf({ start, end }: Placed): Span {
  return { start, end };
}
