import type { Call, Code, FunctionCode, Member } from "../../parse/code/code.ts";
import { entriesOf, functionOf, resolveValue, returnsOf } from "../../parse/code/resolve.ts";

/** Tables of functions are this long at most; a longer one is data. */
const maxChoices = 60;

/** The functions of which a call runs one, where a table is asked for it: `handlers[name](x)`, `kinds.find(…).run(x)`. */
export function dispatched(callee: Code): readonly FunctionCode[] {
  const value = resolveValue(callee);
  const chosen = chosenFrom(value);
  if (chosen) return functionsOf(chosen);
  if (value.kind !== "member") return [];
  const object = resolveValue(value.object);
  const items = chosenFrom(object);
  if (items && functional.test(value.property)) {
    const direct = functionsOf(items);
    if (direct.length > 0) return direct;
  }
  if (items)
    return functionsOf(items.flatMap((item) => entriesOf(item).get(value.property)?.value ?? methodOf(item, value)));
  const held = functional.test(value.property) ? functionOf(value.object) : undefined;
  return held ? [held] : [];
}

/** `agents[name].send(x)`: the method of what is kept in the table. */
function methodOf(item: Code, { property, span }: Member): Code[] {
  return resolveValue(item).kind === "call" ? [{ kind: "member", object: item, property, span }] : [];
}

/**
 * The methods of which a call runs one, where a function of the project makes one of several things:
 * `storeFor(kind).search(x)`, `BACKENDS[kind]().search(x)`.
 */
export function alternatives(callee: Code): readonly FunctionCode[] {
  if (callee.kind !== "member") return [];
  let found = known.get(callee);
  if (!found) {
    const { property, span } = callee;
    const made = madeThings(resolveValue(callee.object), 3);
    const methods = made.flatMap((object) => functionOf({ kind: "member", object, property, span }) ?? []);
    found = made.length > 1 ? [...new Set(methods)] : [];
    known.set(callee, found);
  }
  return found;
}

const known = new WeakMap<Code, readonly FunctionCode[]>();

/** What a call may make, through helpers and tables of classes. */
function madeThings(code: Code, steps: number): readonly Code[] {
  if (code.kind !== "call" || steps === 0) return [];
  const classes = chosenFrom(resolveValue(code.callee));
  if (classes) {
    const { span } = code;
    return classes.slice(0, maxChoices).map((callee) => ({ kind: "call", callee, args: [], construct: true, span }));
  }
  const maker = functionOf(code.callee);
  if (!maker) return [code];
  return returnsOf(maker).flatMap((one) => madeThings(resolveValue(one), steps - 1));
}

/** What runs the function that a value of a functional interface holds. */
const functional = /^(?:accept|apply|applyAsInt|invoke|Invoke|DynamicInvoke|call|run|test)$/;

function functionsOf(items: readonly Code[]): FunctionCode[] {
  return items.slice(0, maxChoices).flatMap((item) => functionOf(item) ?? []);
}

/** The parts of a table of which one is chosen when the program runs. */
function chosenFrom(code: Code): Code[] | undefined {
  if (code.kind === "member") return code.property === "*" ? heldBy(resolveValue(code.object)) : undefined;
  if (code.kind !== "call" || code.callee.kind !== "member") return undefined;
  return choosing.test(code.callee.property) ? heldBy(resolveValue(code.callee.object)) : undefined;
}

const choosing = /^(?:get|at|find|findLast|pop|Get|GetValueOrDefault|getOrDefault|First|FirstOrDefault|Find|Single)$/;

function heldBy(table: Code): Code[] | undefined {
  if (table.kind === "object") return table.entries.map(({ value }) => value);
  if (table.kind === "list") return [...table.items];
  return table.kind === "call" ? heldByCall(table) : undefined;
}

/** `new Map([["x", f]])`, `Map.of("x", f)`, `map[string]func(){"x": f}`, `Object.freeze({ x: f })`. */
function heldByCall({ args }: Call): Code[] {
  return args.flatMap((arg): Code[] => {
    const value = resolveValue(arg.kind === "entry" ? arg.value : arg);
    if (value.kind === "object") return value.entries.map((entry) => entry.value);
    if (value.kind !== "list") return [value];
    return value.items.flatMap((item) => {
      const pair = resolveValue(item);
      return pair.kind === "list" ? [...pair.items] : [item];
    });
  });
}
