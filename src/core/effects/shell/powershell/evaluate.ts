/** Runs PowerShell's statements in the mind: order, branches, loops, what flows down a pipeline. */
import { readAct, writeAct } from "../../access.ts";
import { usePath } from "../../programs/powershell/providers.ts";
import { marked, plain } from "../../text.ts";
import { forEachWay, unsettled, withValue } from "../choices.ts";
import { judgeAssignment } from "../environment.ts";
import { addAct, note, rememberFile, type Scope, subScope } from "../run.ts";
import type { Block, Expression, Redirect, Stage, Statement } from "./ast.ts";
import { bindParameters } from "./binding.ts";
import { runCommand } from "./command.ts";
import { evaluateExpression, namespaces } from "./expression.ts";
import { callFor, type Frame, type Mind, spend } from "./frame.ts";
import { binary, cast, index } from "./operators.ts";
import {
  anyOf,
  collect,
  followed,
  nothing,
  type ScriptBlock,
  setValue,
  textOfValue,
  unknown,
  type Value,
} from "./values.ts";
import { readVariable } from "./variables.ts";

/** The parts of the evaluator, put together. */
export const mind: Mind = { expression: evaluateExpression, statements: runStatements, closure };

function runStatements(nodes: readonly Statement[], frame: Frame, stdin?: Value): Value {
  const printed = nodes.map((node) => runStatement(node, frame, stdin));
  return printed.length === 1 ? (printed[0] as Value) : collect(printed);
}

function runStatement(node: Statement, frame: Frame, stdin: Value | undefined): Value {
  if (!spend(frame, node)) return unknown;
  const run = () => (statements[node.kind] as RunStatement<Statement>)(node, frame, stdin);
  const names = node.kind === "pipeline" || node.kind === "assign" ? unsettled(variablesIn(node), frame.scope) : [];
  return names.length === 0
    ? run()
    : anyOf(forEachWay(names, frame.scope, run).reduce<readonly Value[]>(withValue, []));
}

type RunStatement<S extends Statement> = (node: S, frame: Frame, stdin: Value | undefined) => Value;
type Of<K extends Statement["kind"]> = Extract<Statement, { kind: K }>;

const statements: { readonly [K in Statement["kind"]]: RunStatement<Of<K>> } = {
  pipeline: (node, frame, stdin) => {
    let flow = stdin;
    for (const [position, stage] of node.stages.entries()) flow = runStage(stage, frame, flow, position);
    return flow ?? nothing;
  },
  chain: (node, frame, stdin) => runStatements(node.items, frame, stdin),
  assign,
  flow: (node, frame, stdin) => {
    const heads = runStatements(node.heads, frame, stdin);
    taint(node.assigned, frame);
    const before = frame.run.acts.length;
    const bodies = node.bodies.map((body) => runBranch(body, frame, stdin));
    if (
      node.endless &&
      frame.run.acts.slice(before).some(({ rule }) => rule === "opens-program" || rule === "starts-service")
    )
      note(callFor(frame, node), "starts-fork-bomb");
    // What a condition answers is not printed; what `try` does is.
    return collect([
      ...bodies,
      ...(node.bodies.length === 0 ? [heads] : []),
      ...(node.assigned.length === 0 ? [heads] : []),
    ]);
  },
  each: (node, frame, stdin) => {
    const listed = runStatements([node.list], frame, stdin);
    taint(node.assigned, frame);
    const printed = followed(listed).map((item) => {
      frame.scope.variables.set(node.variable, [item]);
      return runBranch(node.body, frame, stdin);
    });
    return collect(printed);
  },
  switch: (node, frame, stdin) => {
    const subject = runStatements([node.subject], frame, stdin);
    if (node.isFile) addAct(frame.run, readAct({ text: subject.value, cwd: frame.scope.cwd }, frame.run.place), node);
    const scope = { ...frame.scope, variables: new Map(frame.scope.variables) };
    scope.variables.set("_", [node.isFile ? unknown : subject]);
    const inner = { ...frame, scope };
    for (const test of node.tests) {
      const found = evaluateExpression(test, inner);
      found.block?.({ run: frame.run, scope, span: node, stdin: subject });
    }
    const printed = collect(node.bodies.map((body) => runBranch(body, inner, stdin)));
    for (const [name, values] of scope.variables) if (name !== "_") frame.scope.variables.set(name, values);
    return printed;
  },
  function: (node, frame) => {
    const block = closure(node.block, frame.scope.source);
    frame.scope.functions.set(node.name, {
      call: (call) => {
        // Named by its body too: a function may define another one of its own name.
        const name = `${node.name}{${node.block.text}`;
        if (call.scope.running.has(name)) return unknown;
        const scope = { ...subScope(call.scope), running: new Set([...call.scope.running, name]) };
        return block({ run: call.run, scope, span: call.span, stdin: call.stdin, args: call.words.slice(1) });
      },
    });
    return nothing;
  },
  class: (node, frame) => {
    frame.scope.functions.set(`[${node.name}]`, { call: () => unknown });
    for (const body of node.bodies)
      closure(body, frame.scope.source)({ run: frame.run, scope: frame.scope, span: node, stdin: undefined });
    return nothing;
  },
  using: (node, frame) => {
    const { variables } = frame.scope;
    if (node.what === "namespace") variables.set(namespaces, [...(variables.get(namespaces) ?? []), plain(node.name)]);
    if (node.what === "module" || node.what === "assembly")
      note(callFor(frame, node), "runs-unseen-script", { target: node.name });
    return nothing;
  },
};

const namesIn = new WeakMap<object, ReadonlySet<string>>();

/** Every variable that stands in it, blocks included. */
function variablesIn(node: object): ReadonlySet<string> {
  const known = namesIn.get(node);
  if (known) return known;
  const names = new Set<string>();
  for (const part of Object.values(node)) {
    if (typeof part !== "object" || part === null) continue;
    for (const name of variablesIn(part)) names.add(name);
  }
  if ("kind" in node && node.kind === "variable" && "name" in node) names.add(String(node.name));
  namesIn.set(node, names);
  return names;
}

/** What a loop changes is not known when its body starts. */
function taint(names: readonly string[], frame: Frame): void {
  for (const name of names) frame.scope.variables.set(name, [readVariable(name, frame.scope, frame.run), unknown]);
}

function runBranch(body: readonly Statement[], frame: Frame, stdin: Value | undefined): Value {
  frame.scope.uncertain++;
  const printed = runStatements(body, frame, stdin);
  frame.scope.uncertain--;
  return printed;
}

function runStage(stage: Stage, frame: Frame, stdin: Value | undefined, position: number): Value {
  const printed =
    stage.kind === "command"
      ? runCommand(stage, frame, stdin)
      : evaluateExpression(stage.value, frame, position === 0 ? stdin : undefined);
  return stage.redirects.length > 0 ? redirect(stage.redirects, printed, frame) : printed;
}

function redirect(redirects: readonly Redirect[], printed: Value, frame: Frame): Value {
  let left = printed;
  for (const { operator, target, start, end } of redirects) {
    if (!target) continue;
    const file = evaluateExpression(target, frame);
    if (file.value === "") {
      if (!/^[2-6]/.test(operator)) left = nothing;
      continue;
    }
    const isOutput = !/^[2-6]/.test(operator);
    const appends = operator.endsWith(">>");
    const content =
      isOutput && !appends ? textOfValue(printed, "\n") : isOutput && printed.secret ? printed : undefined;
    usePath(callFor(frame, { start, end }), file, "write", { content });
    rememberFile(frame, file.value, isOutput ? printed : unknown, appends);
    if (isOutput) left = nothing;
  }
  return left;
}

function assign(node: Of<"assign">, frame: Frame, stdin: Value | undefined): Value {
  const given = runStatements([node.value], frame, stdin);
  put(
    node.target,
    node.operator === "=" || node.operator === "??=" ? given : combined(node, frame, given),
    node,
    frame,
  );
  return nothing;
}

function combined(node: Of<"assign">, frame: Frame, given: Value): Value {
  return binary(node.operator.charAt(0), evaluateExpression(node.target, frame), given);
}

/** Gives a value to a variable, a list of them, a property or an entry. */
function put(target: Expression, value: Value, node: Statement, frame: Frame): void {
  if (target.kind === "cast") put(target.of, cast(target.type, value), node, frame);
  else if (target.kind === "list")
    for (const [position, item] of target.items.entries())
      put(item, value.items ? index(value, plain(String(position))) : value, node, frame);
  else if (target.kind === "variable") putVariable(target.name, value, node, frame);
  else if (target.kind === "index" || target.kind === "member") putMember(target, value, node, frame);
  else evaluateExpression(target, frame);
}

function putVariable(name: string, value: Value, node: Statement, frame: Frame): void {
  const environment = /^env:(.*)$/.exec(name)?.[1];
  const defined = /^(?:function|alias):(.*)$/.exec(name)?.[1];
  if (environment !== undefined) judgeAssignment(callFor(frame, node), environment.toUpperCase(), value);
  else if (defined !== undefined) {
    note(callFor(frame, node), "redefines-command", { target: defined });
    const { block } = value;
    if (block)
      frame.scope.functions.set(defined, {
        call: (call) =>
          block({ run: call.run, scope: call.scope, span: call.span, stdin: call.stdin, args: call.words.slice(1) }),
      });
  } else if (name.includes(":")) {
    const file = { text: name, cwd: frame.scope.cwd };
    addAct(frame.run, writeAct(file, value, "program", frame.run.place), node);
  }
  setValue(frame.scope, name, value);
}

/** `$table.name = …`, `$table['name'] = …`; a property that acts when it is set is judged. */
function putMember(
  target: Extract<Expression, { kind: "index" | "member" }>,
  value: Value,
  node: Statement,
  frame: Frame,
): void {
  const name = evaluateExpression(target.kind === "index" ? target.index : target.name, frame).value.toLowerCase();
  if (target.of.kind === "type") {
    if (/certificatevalidation|amsi/.test(name)) note(callFor(frame, node), "weakens-protection");
    return;
  }
  const owner = evaluateExpression(target.of, frame);
  if (owner.type === "file:")
    addAct(
      frame.run,
      writeAct({ text: owner.value, cwd: frame.scope.cwd }, undefined, "program", frame.run.place),
      node,
    );
  if (target.of.kind !== "variable") return;
  if (target.of.name === "psdefaultparametervalues") note(callFor(frame, node), "redefines-command", { target: name });
  const { name: variable } = target.of;
  const before = readVariable(variable, frame.scope, frame.run);
  const entries = new Map(before.entries ?? []);
  entries.set(name, value);
  const changed: Value = { ...before, ...marked(before.value, [before, value]), entries };
  frame.scope.variables.set(variable, [changed]);
}

/** What a block sets may be set around it too: with `.` and for each item it runs there, and scopes can be named. */
function handBack(given: ReadonlyMap<string, readonly Value[]>, inner: Scope, outer: Scope): void {
  for (const [name, values] of inner.variables)
    if (values !== given.get(name))
      outer.variables.set(name, values.reduce(withValue, outer.variables.get(name) ?? []));
}

/** A block with what it needs to run. */
function closure(block: Block, source: string): ScriptBlock {
  return (call) => {
    const { run } = call;
    const { outer } = run;
    const scope: Scope = { ...subScope(call.scope), dialect: "powershell", source };
    // Where the block stands in other text than its caller, its places mean nothing there.
    if (call.scope.source !== source) run.outer ??= call.span;
    const frame: Frame = { run, scope, mind };
    if (run.depth > 50) {
      note({ run, span: call.span, words: [] }, "cannot-be-parsed");
      return unknown;
    }
    run.depth++;
    const item: Value = call.item ?? call.stdin ?? readVariable("_", call.scope, run);
    for (const name of ["_", "psitem"]) scope.variables.set(name, [item]);
    scope.variables.set("input", [call.stdin ?? item]);
    bindParameters(block, call.args ?? [], frame);
    const given = new Map(scope.variables);
    const printed = runStatements(block.body, frame, call.stdin);
    handBack(given, scope, call.scope);
    run.outer = outer;
    run.depth--;
    return printed;
  };
}
