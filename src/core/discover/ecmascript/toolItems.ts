import type { Call, Code, CodeFile, FunctionCode } from "../../parse/code/code.ts";
import { entriesOf, functionOf, resolveValue, returnsOf, writtenName } from "../../parse/code/resolve.ts";
import { walkKinds } from "../../parse/code/walkKinds.ts";

/** What is put into a list after it is made: `tools.push(one)`, `tools += [one]`. */
export type Later = (list: Code) => readonly Code[];

const nothing: Later = () => [];

/** One question for the items of a list. */
interface Search {
  readonly later: Later;
  /** Helpers that were looked into: such as call each other would be gone through over and over. */
  readonly makers: Set<FunctionCode>;
}

/**
 * Items of a list and of the lists it is put together from: spreads, sums, conditions, helpers that return lists, the
 * values of tables and maps, what is mapped or gone through, and what is put in later.
 */
export function itemsOf(code: Code | undefined, steps = 8, later: Later = nothing): Code[] {
  return itemsIn(code, steps, { later, makers: new Set() });
}

function itemsIn(code: Code | undefined, steps: number, search: Search): Code[] {
  if (!code || steps <= 0) return [];
  const value = resolveValue(code);
  const inner = (part: Code | undefined) => itemsIn(part, steps - 1, search);
  if (value.kind === "list") {
    const own = value.items.flatMap((item) =>
      item.kind === "entry" ? inner(item.value) : item.kind === "branch" ? choices(item, steps, search) : [item],
    );
    return [...own, ...search.later(value)];
  }
  if (value.kind === "group" && /^(?:\+|\|\||\?\?|or)$/.test(value.operator ?? "")) return value.parts.flatMap(inner);
  if (value.kind === "branch") return [...value.consequence, ...value.alternative].flatMap(inner);
  if (value.kind === "loop" && value.collects) return inner(value.iterable);
  return value.kind === "call" ? itemsOfCall(value, inner, search) : [];
}

function itemsOfCall(value: Call, inner: (part: Code | undefined) => Code[], { later, makers }: Search): Code[] {
  const { callee, args } = value;
  if (callee.kind === "member" && listMethods.test(callee.property)) {
    const own = inner(callee.object);
    return callee.property === "concat" ? [...own, ...args.flatMap(inner)] : own;
  }
  if (/^(?:list|tuple|sorted|Array\.from|Promise\.all)$/.test(writtenName(callee))) return inner(args[0]);
  if (writtenName(callee) === "Object.values") return [...valuesOf(args[0]), ...laterIn(args[0], later)];
  if (callee.kind === "member" && callee.property === "values" && args.length === 0)
    return [...valuesOf(callee.object), ...laterIn(callee.object, later)];
  const maker = functionOf(callee);
  if (!maker || makers.has(maker)) return [];
  makers.add(maker);
  return returnsOf(maker).flatMap(inner);
}

const listMethods = /^(?:filter|concat|slice|map|flat|sort|toSorted|copy|flatMap)$/;

/** The values of a table, or of a map that is made of pairs. */
function valuesOf(table: Code | undefined): Code[] {
  const value = table && resolveValue(table);
  if (value?.kind === "object") return [...entriesOf(value).values()].map((entry) => entry.value);
  const pairs = value?.kind === "call" && value.construct && value.args[0] ? resolveValue(value.args[0]) : undefined;
  if (pairs?.kind !== "list") return [];
  return pairs.items.flatMap((pair) => {
    const parts = resolveValue(pair);
    return parts.kind === "list" && parts.items[1] ? [parts.items[1]] : [];
  });
}

function laterIn(table: Code | undefined, later: Later): readonly Code[] {
  return table ? later(resolveValue(table)) : [];
}

const putting = /^(?:push|unshift|append|extend|add|set|insert)$/;

/** Finds what a file puts into its lists and tables after they are made. */
export function laterItems(file: CodeFile): Later {
  let known: Map<Code, Code[]> | undefined;
  return (list) => {
    known ??= readPuts(file);
    return known.get(list) ?? [];
  };
}

function readPuts(file: CodeFile): Map<Code, Code[]> {
  const found = new Map<Code, Code[]>();
  const put = (into: Code, items: readonly Code[]) => {
    const list = resolveValue(into);
    if (list.kind === "list" || list.kind === "object" || list.kind === "call")
      found.set(list, [...(found.get(list) ?? []), ...items]);
  };
  walkKinds(file.body, ["call", "group"], (part) => {
    if (part.kind === "call" && part.callee.kind === "member" && putting.test(part.callee.property)) {
      const { object, property } = part.callee;
      if (property === "extend") put(object, itemsOf(part.args[0], 4));
      else if (property === "set") put(object, part.args.slice(1, 2));
      else
        put(
          object,
          part.args.flatMap((arg) => (arg.kind === "entry" ? itemsOf(arg.value, 4) : [arg])),
        );
    }
    // `TABLE["name"] = one`
    const [target, value] = part.kind === "group" && part.operator === "=" ? part.parts : [];
    if (target?.kind === "member" && value) put(target.object, [value]);
    return undefined;
  });
  return found;
}

function choices(code: Code & { kind: "branch" }, steps: number, search: Search): Code[] {
  return [...code.consequence, ...code.alternative].flatMap((part) =>
    resolveValue(part).kind === "list" ? itemsIn(part, steps - 1, search) : [part],
  );
}

/** Functions with a name that a list holds. */
export function functionsIn(items: readonly Code[]): FunctionCode[] {
  return items.flatMap((item) => {
    if (item.kind === "call" || item.kind === "function") return [];
    const value = resolveValue(item);
    return value.kind === "function" && value.name !== undefined ? [value] : [];
  });
}
