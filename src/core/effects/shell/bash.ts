/** Runs bash, zsh and sh text in the mind: statements in order, what flows between them, what each command does. */
// Longer than other files because statements and commands run each other, and two files would import each other.
import type { Span } from "../../model/span.ts";
import { hole, isKnown, joinTexts, marked, plain, type Text, unknownText } from "../text.ts";
import { applyRedirects, type OpenRedirects, readRedirects } from "./bashRedirects.ts";
import { expandValue, expandWords, type WordContext, withoutMarks } from "./bashWords.ts";
import { judgeAssignment } from "./environment.ts";
import {
  type BodyFunction,
  type Dialect,
  type Invocation,
  maxDepth,
  note,
  type Run,
  type Scope,
  setVariable,
  subScope,
  type Word,
  word,
} from "./run.ts";
import { childOf, namedChildren, readSyntax, type SyntaxNode, textOf } from "./syntax.ts";

interface Frame {
  readonly run: Run;
  readonly scope: Scope;
}

type Caller = Pick<Invocation, "run" | "scope" | "span" | "stdin">;

/** Judges `text` as a line of the dialect, in the caller's scope; the text it prints as far as known. */
export function evaluateBash(caller: Caller, text: string, dialect: Dialect): Text {
  const { run } = caller;
  const whole = { run, span: caller.span, words: [word(text, caller.span)] };
  const source = dialect === "zsh" ? withoutQualifiers(withoutMarks(text), caller) : withoutMarks(text);
  if (run.depth >= maxDepth) {
    note(whole, "cannot-be-parsed");
    return unknownText;
  }
  const syntax = readSyntax(run.parsers, "bash", source);
  if (!syntax || source.includes(hole)) note(whole, "cannot-be-parsed");
  if (!syntax) return unknownText;
  if (syntax.broken) note(whole, "cannot-be-parsed");
  const scope: Scope = { ...caller.scope, dialect, source };
  run.depth++;
  const printed = runNode(syntax.root, { run, scope }, caller.stdin);
  run.depth--;
  if (caller.scope.dialect === dialect) Object.assign(caller.scope, { cwd: scope.cwd });
  return printed;
}

/** zsh's glob qualifiers (`*(.om)`) filter; `e` and `+` among them run code. Blanks take their place, which keeps spans. */
function withoutQualifiers(source: string, caller: Caller): string {
  return source.replace(
    /(?<=[*?\]\w/>])\(((?:#q)?(?:[.@/=*%rwxRWXFn^DNlLmMoOkuU#0-9,:+[\]-]|[aAiIsStTcC](?=[^a-z]|$))*)(?:e(\W)((?:(?!\2)[\s\S])*)\2|\+(\w+))?[^()\s]*\)/g,
    (whole, plainPart: string, _quote, code: string | undefined, name: string | undefined) => {
      if (code === undefined && name === undefined && plainPart === "") return whole;
      const text = code?.replace(/^(['"])([\s\S]*)\1$/, "$2") ?? name;
      if (text !== undefined) {
        note({ ...caller, words: [] }, "runs-hidden-program", { target: text });
        caller.run.engine.evaluate(caller, plain(text), "zsh");
      }
      return " ".repeat(whole.length);
    },
  );
}

/** Runs a function's body with its arguments. */
export function callBashFunction(call: Invocation, { body, source }: BodyFunction): Text {
  // Named by its place too: a function may define another one of its own name.
  const name = `${call.words[0]?.value ?? ""}@${body.start}`;
  if (call.scope.running.has(name)) {
    if (/[|&]/.test(textOf(body, source))) note(call, "starts-fork-bomb");
    return unknownText;
  }
  const variables = new Map(call.scope.variables);
  const given = call.words.slice(1);
  for (const [index, argument] of given.entries()) variables.set(String(index + 1), [argument]);
  for (const all of ["@", "*"]) variables.set(all, [joinTexts(given, " ")]);
  const scope = { ...call.scope, source, variables, running: new Set([...call.scope.running, name]) };
  return runNode(body, { run: call.run, scope }, call.stdin);
}

function runNode(node: SyntaxNode, frame: Frame, stdin: Text | undefined): Text {
  const handler = handlers[node.type];
  return handler ? handler(node, frame, stdin) : runChildren(node, frame, stdin);
}

type Handler = (node: SyntaxNode, frame: Frame, stdin: Text | undefined) => Text;

const nothing = () => plain("");

const handlers: Readonly<Record<string, Handler>> = {
  comment: nothing,
  heredoc_body: nothing,
  word: nothing,
  variable_name: nothing,
  command: runCommand,
  redirected_statement: runRedirected,
  pipeline: (node, frame, stdin) => runPipeline(namedChildren(node), frame, stdin),
  list: runList,
  subshell: (node, frame, stdin) => runChildren(node, { run: frame.run, scope: subScope(frame.scope) }, stdin),
  if_statement: runBranches,
  case_statement: runBranches,
  while_statement: runBranches,
  c_style_for_statement: runBranches,
  for_statement: runLoop,
  function_definition: (node, frame) => {
    const name = childOf(node, "name");
    const body = childOf(node, "body");
    const { source, dialect } = frame.scope;
    if (name && body) frame.scope.functions.set(textOf(name, source), { body, source, dialect });
    return plain("");
  },
  variable_assignment: (node, frame) => assign(node, frame, "shell"),
  variable_assignments: (node, frame) => runChildren(node, frame, undefined),
  declaration_command: runDeclaration,
  unset_command: (node, frame) => {
    for (const child of namedChildren(node)) frame.scope.variables.delete(textOf(child, frame.scope.source));
    return plain("");
  },
  test_command: (node, frame) => {
    findSubstitutions(node, frame);
    return plain("");
  },
  command_substitution: (node, frame) => context(frame).substitute(node),
  process_substitution: (node, frame) => context(frame).processFile(node),
};

function runChildren(node: SyntaxNode, frame: Frame, stdin: Text | undefined): Text {
  return joinTexts(namedChildren(node).map((child) => runNode(child, frame, stdin)));
}

function runList(node: SyntaxNode, frame: Frame, stdin: Text | undefined): Text {
  const [left, ...rest] = namedChildren(node);
  if (!left) return plain("");
  const printed = [runNode(left, frame, stdin)];
  frame.scope.uncertain++;
  for (const right of rest) printed.push(runNode(right, frame, stdin));
  frame.scope.uncertain--;
  return joinTexts(printed);
}

function runBranches(node: SyntaxNode, frame: Frame, stdin: Text | undefined): Text {
  frame.scope.uncertain++;
  const value = childOf(node, "value");
  if (value) expandValue(value, context(frame));
  const printed = joinTexts(
    namedChildren(node)
      .filter((child) => child !== value)
      .map((child) => runNode(child, frame, stdin)),
  );
  frame.scope.uncertain--;
  return printed;
}

function runLoop(node: SyntaxNode, frame: Frame, stdin: Text | undefined): Text {
  const variable = childOf(node, "variable");
  const values = node.children.filter((child) => child.field === "value" && child.named);
  const words = values.flatMap((value) => expandWords(value, context(frame)));
  if (variable) {
    const name = textOf(variable, frame.scope.source);
    const known = words.length > 0 && words.length <= 8 && words.every(isKnown);
    frame.scope.variables.set(name, known ? words : [marked(hole, words)]);
  }
  frame.scope.uncertain++;
  const body = childOf(node, "body");
  const printed = body ? runNode(body, frame, stdin) : plain("");
  frame.scope.uncertain--;
  return printed;
}

/** Stages run in shells of their own, each fed by the one before. */
export function runPipeline(stages: readonly SyntaxNode[], frame: Frame, stdin: Text | undefined): Text {
  let flow = stdin;
  for (const stage of stages) {
    const scope = stages.length > 1 ? subScope(frame.scope) : frame.scope;
    flow = runNode(stage, { run: frame.run, scope }, flow);
  }
  return flow ?? plain("");
}

function runRedirected(node: SyntaxNode, frame: Frame, stdin: Text | undefined): Text {
  const body = childOf(node, "body");
  const redirects = node.children.filter((child) => child.field === "redirect" || /_redirect$/.test(child.type));
  if (body && /^(?:list|pipeline|negated_command)$/.test(body.type))
    return runNode(withRedirects(body, redirects), frame, stdin);
  const open = readRedirects(redirects, frame, context(frame));
  const input = open.stdin ?? stdin;
  const printed =
    body?.type === "command" ? runCommand(body, frame, input, open) : body ? runNode(body, frame, input) : plain("");
  return finish(open, printed, node, frame, body === undefined);
}

/** The grammar puts redirects around a whole list or pipeline; the shell gives them to its last command. */
function withRedirects(body: SyntaxNode, redirects: readonly SyntaxNode[]): SyntaxNode {
  const at = body.children.findLastIndex((child) => child.named);
  const last = body.children[at];
  if (!last) return body;
  const children = [{ ...last, field: "body" }, ...redirects];
  const end = redirects.at(-1)?.end ?? last.end;
  const wrapped: SyntaxNode = {
    type: "redirected_statement",
    named: true,
    start: last.start,
    end,
    field: last.field,
    children,
  };
  return { ...body, end, children: body.children.map((child, index) => (index === at ? wrapped : child)) };
}

function finish(open: OpenRedirects, printed: Text, node: SyntaxNode, frame: Frame, alone: boolean): Text {
  let flow = applyRedirects(open, printed, { ...frame, span: spanOf(node), stdin: undefined }, alone);
  for (const next of open.after) {
    if (next.type === "pipeline") flow = runPipeline(namedChildren(next), frame, flow);
    else flow = joinTexts([flow, runNode(next, frame, undefined)]);
  }
  return flow;
}

/** @param around redirects that the grammar puts around the command instead of into it. */
function runCommand(node: SyntaxNode, frame: Frame, stdin: Text | undefined, around?: OpenRedirects): Text {
  const unsettled = unsettledVariables(node, frame);
  if (unsettled.length === 0) return runSettled(node, frame, stdin, around);
  const saved = frame.scope.variables;
  const printed: Text[] = [];
  for (const choice of choices(unsettled, saved)) {
    frame.scope.variables = new Map([...saved, ...choice]);
    printed.push(runSettled(node, frame, stdin, around));
  }
  frame.scope.variables = saved;
  return printed.reduce(
    (all, next) => marked(all.value === next.value ? all.value : hole, [all, next]),
    printed[0] ?? plain(""),
  );
}

/** Names used in the command that may have one of several values. */
function unsettledVariables(node: SyntaxNode, frame: Frame): string[] {
  const several = [...frame.scope.variables].filter(([, values]) => values.length > 1);
  if (several.length === 0) return [];
  const text = textOf(node, frame.scope.source);
  return several.map(([name]) => name).filter((name) => text.includes(name));
}

function choices(
  names: readonly string[],
  variables: ReadonlyMap<string, readonly Text[]>,
): Map<string, readonly Text[]>[] {
  let combined: Map<string, readonly Text[]>[] = [new Map()];
  for (const name of names) {
    const values = variables.get(name) ?? [];
    if (combined.length * values.length > 32) return [...combined, new Map([[name, [marked(hole, values)]]])];
    combined = combined.flatMap((chosen) => values.map((value) => new Map([...chosen, [name, [value]]])));
  }
  return combined;
}

function runSettled(node: SyntaxNode, frame: Frame, stdin: Text | undefined, around: OpenRedirects | undefined): Text {
  const names = context(frame);
  const words: Word[] = [];
  const redirects: SyntaxNode[] = [];
  const assignments: SyntaxNode[] = [];
  for (const child of node.children) {
    if (child.type === "variable_assignment") assignments.push(child);
    else if (/_redirect$/.test(child.type)) redirects.push(child);
    else if (child.type === "command_name")
      words.push(...namedOrSelf(child).flatMap((part) => expandWords(part, names)));
    else if (child.named || child.field === "argument") words.push(...expandWords(child, names));
  }
  const inner = { run: frame.run, scope: frame.scope };
  for (const assignment of assignments) assign(assignment, inner, words.length > 0 ? "command" : "shell");
  const open = readRedirects(redirects, frame, names, words);
  words.push(...open.words, ...(around?.words ?? []));
  const input = open.stdin ?? stdin;
  if (words.length === 0) return finish(open, plain(""), node, frame, false);
  const call: Invocation = { ...frame, words, stdin: input, span: spanOf(node) };
  const printed = openShellDevice(open.socket ?? around?.socket, call) ?? frame.run.engine.invoke(call);
  return finish(open, printed, node, frame, false);
}

/** `bash -i >& /dev/tcp/…`: whatever the program, a socket as both ends hands control to somebody else. */
function openShellDevice(socket: string | undefined, call: Invocation): Text | undefined {
  if (!socket) return undefined;
  const program = call.words[0]?.value ?? "";
  if (!/(?:^|\/)(?:ba|z|k|c|tc|da|fi)?sh$|python|perl|ruby|php|node|exec$/.test(program)) return undefined;
  note(call, "opens-remote-shell", { target: socket });
  return unknownText;
}

function namedOrSelf(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.length > 0 ? [node.children.length === 1 ? (node.children[0] as SyntaxNode) : node] : [node];
}

function assign(node: SyntaxNode, frame: Frame, reach: "shell" | "command"): Text {
  const source = frame.scope.source;
  const left = childOf(node, "name");
  const right = childOf(node, "value");
  if (!left) return plain("");
  const name = textOf(left, source);
  const span = spanOf(node);
  const value = right ? expandValue(right, context(frame)) : word("", span);
  if (right?.type === "array") {
    for (const [index, item] of namedChildren(right)
      .flatMap((child) => expandWords(child, context(frame)))
      .entries()) {
      setVariable(frame.scope, `${name}[${index}]`, item);
      if (index === 0) setVariable(frame.scope, name, item);
    }
    for (const all of ["@", "*"]) setVariable(frame.scope, `${name}[${all}]`, value);
    return plain("");
  }
  judgeAssignment({ ...frame, span, stdin: undefined, words: [value] }, name, value);
  if (reach === "command") return plain("");
  const appends = textOf(node, source).startsWith(`${name}+=`);
  const before = appends ? (frame.scope.variables.get(name)?.[0] ?? unknownText) : undefined;
  setVariable(frame.scope, name, before ? joinTexts([before, value]) : value);
  return plain("");
}

function runDeclaration(node: SyntaxNode, frame: Frame): Text {
  const words: Word[] = [word(source0(node, frame), spanOf(node))];
  for (const child of namedChildren(node)) {
    if (child.type === "variable_assignment") assign(child, frame, "shell");
    else words.push(...expandWords(child, context(frame)));
  }
  if (words.some((item) => /^-\w*p/.test(item.value)) || (words.length === 1 && namedChildren(node).length === 0)) {
    note({ run: frame.run, span: spanOf(node), words }, "lists-environment");
  }
  return plain("");
}

function source0(node: SyntaxNode, frame: Frame): string {
  return textOf(node, frame.scope.source).split(/\s/, 1)[0] ?? "";
}

function findSubstitutions(node: SyntaxNode, frame: Frame): void {
  for (const child of node.children) {
    if (child.type === "command_substitution" || child.type === "process_substitution")
      runNode(child, frame, undefined);
    else findSubstitutions(child, frame);
  }
}

function context(frame: Frame): WordContext {
  return {
    ...frame,
    substitute(node) {
      const inner = { run: frame.run, scope: subScope(frame.scope) };
      const children = namedChildren(node);
      const only = children[0];
      if (children.length === 1 && only && /file_redirect|herestring_redirect/.test(only.type)) {
        return readRedirects([only], inner, context(inner)).stdin ?? unknownText;
      }
      return joinTexts(children.map((child) => runNode(child, inner, undefined)));
    },
    processFile(node) {
      const inner = { run: frame.run, scope: subScope(frame.scope) };
      const printed = joinTexts(namedChildren(node).map((child) => runNode(child, inner, undefined)));
      const path = `/dev/fd/${1000 + frame.run.files.size}`;
      frame.run.files.set(path, printed);
      return marked(path, [{ ...printed, value: "" }]);
    },
  };
}

function spanOf(node: SyntaxNode): Span {
  return { start: node.start, end: node.end };
}
