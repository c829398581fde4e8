/** How a cmdlet is described: its parameters as PowerShell binds them, and what it does with them. */
import type { JudgementId } from "../../judgements.ts";
import type { Argument, ScriptBlock, Value } from "../../shell/powershell/values.ts";
import { itemsOf, truthOf, unknown } from "../../shell/powershell/values.ts";
import { commandText, type Invocation, note } from "../../shell/run.ts";
import type { Spec } from "../spec.ts";

export interface Bound {
  readonly call: Invocation;
  /** The first of these parameters that was given. */
  readonly get: (...names: readonly string[]) => Argument | undefined;
  /** A switch that is on. */
  readonly has: (name: string) => boolean;
  /** Positional words that no parameter took. */
  readonly rest: readonly Argument[];
  /** Everything given, by name or position. */
  readonly given: readonly Argument[];
  readonly stdin: Value | undefined;
}

export type RunCmdlet = (bound: Bound) => Value | undefined;

interface Parameter {
  readonly name: string;
  readonly names: readonly string[];
  readonly position: number | undefined;
  readonly takesValue: boolean;
}

const common =
  "erroraction,ea warningaction,wa informationaction,infa progressaction,proga outvariable,ov outbuffer,ob pipelinevariable,pv errorvariable,ev warningvariable,wv informationvariable,iv verbose,vb! debug,db! whatif,wi! confirm,cf!";

const tables = new Map<string, readonly Parameter[]>();

/** `name,alias@position` takes a value, `name!` is a switch. Parsed once. */
function parametersOf(text: string): readonly Parameter[] {
  const known = tables.get(text);
  if (known) return known;
  const parsed = `${text} ${common}`.split(/\s+/).flatMap((entry): Parameter[] => {
    const [, names = "", position, more = "", isSwitch] = /^([^@!]+)(?:@(\d))?(,[^!]+)?(!)?$/.exec(entry) ?? [];
    const all = (names + more).toLowerCase().split(",");
    const [name] = all;
    if (!name) return [];
    return [
      { name, names: all, position: position === undefined ? undefined : Number(position), takesValue: !isSwitch },
    ];
  });
  tables.set(text, parsed);
  return parsed;
}

/** Exact names first, then the beginnings PowerShell accepts. */
function find(written: string, parameters: readonly Parameter[]): Parameter | undefined {
  const exact = parameters.find(({ names }) => names.includes(written));
  if (exact) return exact;
  const begun = parameters.filter(({ name }) => name.startsWith(written));
  // A beginning that fits several is refused; it must not pass for the preview.
  return begun.length > 1 ? begun.find(({ name }) => name !== "whatif") : begun[0];
}

/** Reads the words of a call by the cmdlet's parameters. */
export function bind(call: Invocation, text: string): Bound {
  const parameters = parametersOf(text);
  const words: readonly Argument[] = call.words.slice(1);
  const named = new Map<string, Argument>();
  const positional: Argument[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as Argument;
    const [, written, glued] = word.parameter
      ? (/^[-\u2013-\u2015]([\w?-]+)(?::([\s\S]*))?$/.exec(word.value) ?? [])
      : [];
    if (written === undefined) {
      positional.push(word);
      continue;
    }
    const found = find(written.toLowerCase(), parameters);
    const name = found?.name ?? written.toLowerCase();
    const next = words[at + 1];
    if (glued !== undefined) named.set(name, { ...word, value: glued, parameter: false });
    else if (found?.takesValue && next && !next.parameter) {
      named.set(name, next);
      at++;
    } else named.set(name, { value: "True", span: word.span });
  }
  const rest = place(positional, parameters, named);
  return {
    call,
    get: (...names) => names.map((name) => named.get(name)).find((word) => word !== undefined),
    has: (name) => named.has(name) && truthOf(named.get(name)) !== false,
    rest,
    given: [...named.values(), ...rest],
    stdin: call.stdin,
  };
}

function place(words: readonly Argument[], parameters: readonly Parameter[], named: Map<string, Argument>): Argument[] {
  const rest = [...words];
  const free = parameters
    .filter(({ name, position }) => position !== undefined && !named.has(name))
    .sort((left, right) => (left.position as number) - (right.position as number));
  for (const { name } of free) {
    const next = rest.shift();
    if (!next) break;
    named.set(name, next);
  }
  return rest;
}

/** A cmdlet as the shared judge takes it. */
export function cmdlet(parameters: string, run: RunCmdlet): Spec {
  return {
    style: "powershell",
    noHelp: true,
    operands: "text*",
    more: (call) => (asksForHelp(call) ? help(call) : run(bind(call, parameters))),
  };
}

function asksForHelp({ words }: Invocation): boolean {
  return words.some((word: Argument) => word.parameter === true && word.value === "-?");
}

function help(call: Invocation): Value {
  note(call, "prints");
  return unknown;
}

/** `-WhatIf` tells what would happen, unless it is switched off again. */
export function previews({ call, get, has }: Bound): boolean {
  if (get("whatif")) return has("whatif") && truthOf(get("whatif")) === true;
  return call.scope.variables.get("whatifpreference")?.every((value) => /^(?:true|1)$/i.test(value.value)) ?? false;
}

/** A cmdlet that does one thing whatever it is given. Blocks it is given run. */
export function judged(rule: JudgementId): Spec {
  return cmdlet("", (bound) => {
    runBlocks(bound);
    note(bound.call, rule, { target: commandText(bound.call.words) });
    return unknown;
  });
}

/** The same for a cmdlet that knows `-WhatIf`. */
export function previewable(rule: JudgementId): Spec {
  return cmdlet("", (bound) => {
    runBlocks(bound);
    note(bound.call, previews(bound) ? "prints" : rule, { target: commandText(bound.call.words) });
    return unknown;
  });
}

/** Runs every script block among the arguments, in arrays and tables too; what they print. */
export function runBlocks(bound: Bound, item: Value | undefined = bound.stdin): readonly Value[] {
  const { run, scope, span, stdin } = bound.call;
  return bound.given.flatMap((value) => blocksIn(value)).map((block) => block({ run, scope, span, stdin, item }));
}

/** Tables in tables are looked at as deep as people write them: `@{n='x';e={…}}` in an array. */
function blocksIn(value: Value, depth = 3): ScriptBlock[] {
  if (value.block) return [value.block];
  if (depth === 0) return [];
  const inner = [...(value.items ?? []), ...(value.entries?.values() ?? [])];
  return inner.flatMap((part) => blocksIn(part, depth - 1));
}

/** Members of everything given: arrays opened. */
export function flat(words: readonly (Value | undefined)[]): readonly Value[] {
  return words.flatMap((word) => itemsOf(word));
}
