/** Runs code in the mind: statements in order, what names stand for, what each call does. */
// Longer than other files because expressions and statements run each other, and two files would import each other.
import type {
  Branch,
  Call,
  Code,
  Declaration,
  FunctionCode,
  Group,
  Loop,
  Member,
  Name,
} from "../../parse/code/code.ts";
import { importOperator } from "../../parse/code/reading.ts";
import { lookup, ownerOf } from "../../parse/code/resolve.ts";
import { readAct } from "../access.ts";
import { addAct } from "../shell/run.ts";
import { hole } from "../text.ts";
import { type Given, type Machine, maxDepth, maxSteps, note } from "./machine.ts";
import { invokeValue, memberOf, setMember, symbolValue, unknownCall } from "./members.ts";
import { sliced } from "./texts.ts";
import {
  type Closure,
  combine,
  type Frame,
  itemsOf,
  knownText,
  listValue,
  madeFrom,
  oneOf,
  textValue,
  unknown,
  type Value,
} from "./value.ts";

/** Runs a body of statements; the value of the last one. */
export function runAll(body: readonly Code[], frame: Frame, machine: Machine): Value {
  let last = unknown;
  for (const part of body) last = evaluate(part, frame, machine);
  return last;
}

export function evaluate(code: Code, frame: Frame, machine: Machine): Value {
  if (++machine.steps > maxSteps || machine.depth > maxDepth) {
    machine.facts.understood = false;
    machine.facts.cut = true;
    return unknown;
  }
  machine.depth++;
  const value = evaluators[code.kind](code as never, frame, machine);
  machine.depth--;
  return value;
}

type Evaluators = {
  readonly [K in Code["kind"]]: (code: Extract<Code, { kind: K }>, frame: Frame, machine: Machine) => Value;
};

const evaluators: Evaluators = {
  literal: ({ value }, _frame, machine) => {
    if (typeof value === "string" && machine.literals.length < 200) machine.literals.push(value);
    return textValue(value === null ? "" : String(value));
  },
  template: (code, frame, machine) => {
    machine.literals.push(...code.texts);
    return combine(
      code.holes.map((inner) => evaluate(inner, frame, machine)),
      (holes) => textValue(code.texts.map((text, index) => text + (holes[index]?.value ?? "")).join(""), holes),
    );
  },
  name: (code, frame, machine) => {
    // In some languages a word alone calls what it names.
    const calls = callsBareWords.has(machine.language.name) && /^[a-z]/.test(code.name);
    if (calls && !variable(code.name, frame) && !machine.language.pure.test(code.name))
      machine.facts.understood = false;
    return evaluateName(code, frame, machine);
  },
  module: () => unknown,
  member: evaluateMember,
  call: evaluateCall,
  object: ({ entries }, frame, machine) => {
    const fields = new Map<string, Value>();
    for (const entry of entries) {
      const value = evaluate(entry.value, frame, machine);
      const computed = entry.computed && knownText(evaluate(entry.computed, frame, machine));
      if (entry.key === undefined) for (const [key, inner] of value.fields ?? []) fields.set(key, inner);
      fields.set(computed ?? entry.key ?? `*${fields.size}`, value);
    }
    return { ...madeFrom([...fields.values()]), fields };
  },
  entry: ({ value }, frame, machine) => evaluate(value, frame, machine),
  list: ({ items }, frame, machine) =>
    listValue(
      items.flatMap((item) => {
        const value = evaluate(item, frame, machine);
        return item.kind === "entry" && item.key === undefined && value.items ? value.items : [value];
      }),
    ),
  function: (code, frame, machine) => {
    const closure: Closure = { code, frame };
    machine.pending.set(code, closure);
    for (const decorator of code.decorators) unknownCall(evaluate(decorator, frame, machine), noArguments, machine);
    const value: Value = { ...unknown, closure };
    if (code.name) assign(code.name, value, frame, machine);
    return value;
  },
  class: (code, frame, machine) => {
    for (const base of code.bases) evaluate(base, frame, machine);
    const inner: Frame = { parent: frame, variables: new Map() };
    runAll(code.body, inner, machine);
    const fields = new Map([...inner.variables].map(([name, values]) => [name, oneOf(values)]));
    const value: Value = { ...unknown, fields };
    if (code.name) assign(code.name, value, frame, machine);
    return value;
  },
  declaration: declare,
  branch: evaluateBranch,
  loop: evaluateLoop,
  exit: ({ value, returns }, frame, machine) => {
    const result = value ? evaluate(value, frame, machine) : unknown;
    if (returns) machine.returned?.push(result);
    return result;
  },
  group: evaluateGroup,
};

const callsBareWords: ReadonlySet<string> = new Set(["ruby", "perl", "other"]);
const noArguments: Given = { list: [], named: new Map(), all: [] };

/** Importing runs the file of that name: in Python the folder at hand goes before the library. */
function noteImports(code: Group, machine: Machine): void {
  const text = machine.source.slice(code.span.start, code.span.end);
  const modules =
    /^from\s+([\w.]+)/.exec(text)?.[1] ??
    /["']([^"']+)["'];?$/.exec(text)?.[1] ??
    text.replace(/^(?:import|use|no|package)\s+/, "");
  const all = modules.split(",").map((name) => name.trim().split(/\s/)[0] ?? "");
  if (!all.every((name) => machine.language.safeModules.test(name))) machine.facts.understood = false;
}

function variable(name: string, frame: Frame): Value | undefined {
  for (let at: Frame | undefined = frame; at; at = at.parent) {
    const values = at.variables.get(name);
    if (values) return oneOf(values);
  }
  return undefined;
}

/** A name bound before its statement was run, or by taking a value apart. */
function follow(code: Code, frame: Frame, machine: Machine): Value {
  if (machine.following.has(code)) return unknown;
  machine.following.add(code);
  const value = evaluate(code, frame, machine);
  machine.following.delete(code);
  return value;
}

function evaluateName({ name, scope }: Name, frame: Frame, machine: Machine): Value {
  const known = variable(name, frame);
  if (known) return known;
  const binding = lookup(scope, name);
  if (binding?.kind === "import") {
    const whole = binding.imported === "*" || binding.imported === "default";
    return symbolValue(whole ? binding.module : `${binding.module}.${binding.imported}`, machine);
  }
  if (binding?.kind === "value" && binding.value && machine.following.size < 40) {
    return follow(binding.value, frame, machine);
  }
  return binding ? unknown : symbolValue(name, machine);
}

/** In a branch or a loop a value is one more that the variable may have. */
export function assign(name: string, value: Value, frame: Frame, machine: Machine): void {
  let at: Frame | undefined = frame;
  while (at && !at.variables.has(name)) at = at.parent;
  const { variables } = at ?? frame;
  const before = machine.uncertain > 0 ? (variables.get(name) ?? []) : [];
  variables.set(name, [...before, value].slice(-8));
  if (name === "@ARGV") readAll(value, machine);
}

/** Perl reads the files that its list of arguments names. */
function readAll(value: Value, { invocation, scope }: Machine): void {
  for (const { value: text } of itemsOf(value))
    addAct(invocation.run, readAct({ text, cwd: scope.cwd }, invocation.run.place), invocation.span);
}

function declare(code: Declaration, frame: Frame, machine: Machine): Value {
  const value = code.value ? evaluate(code.value, frame, machine) : unknown;
  if (code.name) assign(code.name, value, frame, machine);
  for (const [index, name] of (code.targets ?? []).entries()) {
    if (name) assign(name, value.items?.[index] ?? madeFrom([value]), frame, machine);
  }
  return value;
}

function evaluateMember(code: Member, frame: Frame, machine: Machine): Value {
  if (code.object.kind === "name" && /^(?:self|this|cls)$/.test(code.object.name)) {
    const own = ownerOf(code.object.scope)?.members.get(code.property);
    if (own?.kind === "value" && own.value && machine.following.size < 40) return follow(own.value, frame, machine);
  }
  const object = evaluate(code.object, frame, machine);
  const at = code.index && evaluate(code.index, frame, machine);
  if (at && code.index?.kind === "group" && code.index.operator?.includes(":"))
    return sliced(object, code.index.operator);
  const names = at && code.property === "*" ? knownText(at) : code.property;
  return memberOf(object, names ?? "*", machine);
}

function evaluateCall(code: Call, frame: Frame, machine: Machine): Value {
  const { kind } = code.callee;
  const callee = kind === "name" ? evaluateName(code.callee, frame, machine) : evaluate(code.callee, frame, machine);
  const given = argumentsOf(code, frame, machine);
  const target = code.callee.kind === "member" ? code.callee.object : undefined;
  notePrinted(callee.symbol, given, machine);
  const value = oneOf(
    [callee, ...(callee.others ?? [])].slice(0, 4).map((choice) => invokeValue(choice, given, code, machine)),
  );
  // `list.push(x)` and its like change what the name stands for.
  if (
    target?.kind === "name" &&
    callee.method &&
    /^(?:append|push|add|unshift|insert|extend|concat)$/.test(callee.method.name)
  ) {
    const object = callee.method.object;
    const added = /^(?:extend|concat)$/.test(callee.method.name) ? given.list.flatMap(itemsOf) : given.list;
    if (object.items) assign(target.name, listValue([...object.items, ...added]), frame, machine);
  }
  return value;
}

const printing =
  /^(?:print|puts|say|echo|printf|p|pp|console\.(?:log|info)|process\.stdout\.write|(?:sys\.|\$)?(?:stdout|STDOUT)\.(?:write|puts|print|printf)|io\.write|cat)$/;
const withLineEnd = /^(?:puts|say|p|pp|console\.\w+)$/;
const maxPrinted = 200;

/** What a call prints; what is not known of it is a hole. */
function notePrinted(symbol: string | undefined, { list, named }: Given, machine: Machine): void {
  const { printed } = machine.facts;
  if (symbol === undefined || !printing.test(symbol) || printed.length > maxPrinted) return;
  const ends =
    withLineEnd.test(symbol) || (symbol === "print" && machine.language.name === "python" && !named.has("end"));
  const known = machine.uncertain === 0 && printed.length < maxPrinted;
  const formats = symbol.includes("printf") && list.length > 1;
  const joint = /python|script/.test(machine.language.name) ? " " : "";
  const text = known && !formats ? list.map((value) => (value.items ? hole : value.value)).join(joint) : hole;
  printed.push(ends ? `${text}\n` : text);
}

function argumentsOf(code: Call, frame: Frame, machine: Machine): Given {
  const list: Value[] = [];
  const named = new Map<string, Value>();
  for (const arg of code.args) {
    const value = evaluate(arg, frame, machine);
    if (arg.kind !== "entry") list.push(value);
    else if (arg.key !== undefined) named.set(arg.key, value);
    else if (value.fields) for (const [key, inner] of value.fields) named.set(key, inner);
    else list.push(...itemsOf(value));
  }
  return { list, named, all: [...list, ...named.values()] };
}

function evaluateBranch(code: Branch, frame: Frame, machine: Machine): Value {
  evaluate(code.condition, frame, machine);
  machine.uncertain++;
  const values = [code.consequence, code.alternative]
    .filter((body) => body.length > 0)
    .map((body) => runAll(body, frame, machine));
  machine.uncertain--;
  return oneOf(values);
}

const maxRounds = 64;

function evaluateLoop(code: Loop, frame: Frame, machine: Machine): Value {
  const iterable = evaluate(code.iterable, frame, machine);
  if (iterable.environment) note(machine, "lists-environment");
  const limit = code.collects ? 4_000 : maxRounds;
  const known = iterable.items && iterable.items.length <= limit ? iterable.items : undefined;
  const rounds = known ?? [iterable.items ? oneOf(iterable.items) : madeFrom([iterable])];
  if (!known) machine.uncertain++;
  const results = rounds.map((item) => {
    for (const [index, name] of code.targets.entries()) {
      if (name)
        assign(name, code.targets.length > 1 ? (item.items?.[index] ?? madeFrom([item])) : item, frame, machine);
    }
    return runAll(code.body, frame, machine);
  });
  if (!known) machine.uncertain--;
  if (!code.collects) return unknown;
  return known ? listValue(results) : { ...madeFrom(results), items: results.map((result) => ({ ...result })) };
}

function evaluateGroup(code: Group, frame: Frame, machine: Machine): Value {
  const operator = code.operator ?? "";
  if (operator === importOperator) noteImports(code, machine);
  const [left, right] = code.parts;
  const assigns = left && right && /^(?:=|[-+*/.%|&?^]{1,2}=|\|\|=|<<)$/.test(operator);
  if (assigns) return assignTo(left, right, operator, frame, machine);
  const values = code.parts.map((part) => evaluate(part, frame, machine));
  if (/^(?:\+|\.|\.\.|<>|~|\*)$/.test(operator) && values.length === 2) return added(values, operator);
  if (operator === "/" && values[0]?.symbol?.includes("Path()")) return joined(values);
  if (operator === "%" && values[0] && knownText(values[0])?.includes("%")) return formatted(values);
  if (operator === "last") return values.at(-1) ?? unknown;
  if (/^(?:\?\?|\|\||or|\/\/)$/.test(operator)) return oneOf(values);
  if (operator === "-" && values.length === 1) return textValue(`-${values[0]?.value ?? ""}`, values);
  if (values.length === 1) return values[0] as Value;
  return madeFrom(values);
}

function assignTo(left: Code, right: Code, operator: string, frame: Frame, machine: Machine): Value {
  const given = evaluate(right, frame, machine);
  const isPlain = operator === "=";
  const before = isPlain ? undefined : evaluate(left, frame, machine);
  const value = before ? added([before, given], "+") : given;
  if (left.kind === "name") assign(left.name, value, frame, machine);
  else if (left.kind === "member") {
    const object = evaluate(left.object, frame, machine);
    const at = left.index && evaluate(left.index, frame, machine);
    const key = left.property === "*" && at ? knownText(at) : left.property;
    setMember(object, key ?? "*", value, machine);
    if (left.object.kind === "name" && key !== undefined) {
      const fields = new Map([...(object.fields ?? []), [key, value]]);
      if (!object.symbol) assign(left.object.name, { ...object, fields }, frame, machine);
    }
  } else evaluate(left, frame, machine);
  return value;
}

function added(values: readonly Value[], operator: string): Value {
  return combine(values, ([left = unknown, right = unknown]) => {
    if (left.items && right.items) return listValue([...left.items, ...right.items]);
    const count = operator === "*" ? Number(knownText(right)) : Number.NaN;
    if (Number.isInteger(count) && count >= 0 && left.value.length * count <= 20_000) {
      return left.items
        ? listValue(Array(Math.min(count, 64)).fill(left.items).flat())
        : textValue(left.value.repeat(count), [left]);
    }
    return textValue((left.value + right.value).slice(0, 20_000), [left, right]);
  });
}

function joined(values: readonly Value[]): Value {
  return combine(values, ([left = unknown, right = unknown]) => {
    const text = right.value.startsWith("/") ? right.value : `${left.value.replace(/\/$/, "")}/${right.value}`;
    return { ...left, ...textValue(text, [left, right]), ...(right.glob ? { glob: true } : {}) };
  });
}

/** `"%s/%s" % (a, b)`. */
function formatted([pattern = unknown, given = unknown]: readonly Value[]): Value {
  const items = [...itemsOf(given)];
  const text = pattern.value.replace(/%(?:%|[-\d.]*[a-z])/gi, (found) =>
    found === "%%" ? "%" : (items.shift()?.value ?? hole),
  );
  return textValue(text, [pattern, given]);
}

/** Calls a function of the judged code with values for its parameters. */
export function callClosure({ code, frame }: Closure, given: readonly Value[], machine: Machine): Value {
  if (machine.running.has(code) || machine.running.size > 24) return madeFrom(given);
  machine.called.add(code);
  machine.running.add(code);
  const inner: Frame = { parent: frame, variables: new Map() };
  bindParameters(code, given, inner, machine);
  const outer = machine.returned;
  machine.returned = [];
  const last = runAll(code.body, inner, machine);
  const results = machine.returned;
  machine.returned = outer;
  machine.running.delete(code);
  return results.length > 0 ? oneOf(results) : last;
}

function bindParameters(code: FunctionCode, given: readonly Value[], frame: Frame, machine: Machine): void {
  for (const [index, param] of code.params.entries()) {
    const value = given[index] ?? (param.value ? evaluate(param.value, frame, machine) : unknown);
    if (param.name) frame.variables.set(param.name.replace(/^[*&]+/, ""), [value]);
    for (const field of param.fields)
      frame.variables.set(field, [value.fields?.get(field) ?? memberOf(value, field, machine)]);
  }
}
