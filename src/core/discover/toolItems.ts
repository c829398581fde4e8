import type { Code, FunctionCode } from "../parse/code/code.ts";
import { functionOf, resolveValue, returnsOf } from "../parse/code/resolve.ts";

/** Items of a list and of the lists it is put together from: spreads, sums, conditions, helpers that return lists. */
export function itemsOf(code: Code | undefined, steps = 8): Code[] {
  if (!code || steps <= 0) return [];
  const value = resolveValue(code);
  if (value.kind === "list") {
    return value.items.flatMap((item) =>
      item.kind === "entry" ? itemsOf(item.value, steps - 1) : item.kind === "branch" ? choices(item, steps) : [item],
    );
  }
  if (value.kind === "group" && value.operator === "+") return value.parts.flatMap((part) => itemsOf(part, steps - 1));
  if (value.kind === "group" && /^(?:\|\||\?\?|or)$/.test(value.operator ?? ""))
    return value.parts.flatMap((part) => itemsOf(part, steps - 1));
  if (value.kind === "branch")
    return [...value.consequence, ...value.alternative].flatMap((part) => itemsOf(part, steps - 1));
  if (value.kind !== "call") return [];
  const { callee } = value;
  if (
    callee.kind === "member" &&
    /^(?:filter|concat|slice|map|flat|sort|toSorted|copy|flatMap)$/.test(callee.property)
  ) {
    const own = itemsOf(callee.object, steps - 1);
    return callee.property === "concat" ? [...own, ...value.args.flatMap((arg) => itemsOf(arg, steps - 1))] : own;
  }
  if (callee.kind === "name" && /^(?:list|tuple|sorted)$/.test(callee.name)) return itemsOf(value.args[0], steps - 1);
  const maker = functionOf(callee);
  return maker ? returnsOf(maker).flatMap((returned) => itemsOf(returned, steps - 1)) : [];
}

function choices(code: Code & { kind: "branch" }, steps: number): Code[] {
  return [...code.consequence, ...code.alternative].flatMap((part) =>
    resolveValue(part).kind === "list" ? itemsOf(part, steps - 1) : [part],
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
