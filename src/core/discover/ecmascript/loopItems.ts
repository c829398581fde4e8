import type { Code, FunctionCode, Loop } from "../../parse/code/code.ts";
import { functionOf, resolveValue } from "../../parse/code/resolve.ts";
import { itemsOf } from "./toolItems.ts";

/**
 * The functions that an argument stands for: itself, or each that a loop around it goes through, for
 * `for fn in [search, send]: server.tool()(fn)` and `for fn, text in [(search, "…")]: …`.
 * @param ancestors of the argument, nearest last
 */
export function functionsGiven(arg: Code, ancestors: readonly Code[]): FunctionCode[] {
  const own = functionOf(arg);
  if (own) return [own];
  const inLoop = arg.kind === "name" ? itemsNamed(arg.name, ancestors) : [];
  return inLoop.flatMap((item) => functionOf(item) ?? []);
}

/** What the name of a loop's variable stands for, one after the other. */
function itemsNamed(name: string, ancestors: readonly Code[]): Code[] {
  const loop = ancestors.findLast((part): part is Loop => part.kind === "loop" && part.targets.includes(name));
  if (!loop) return [];
  const items = itemsOf(loop.iterable);
  if (loop.targets.length === 1) return items;
  const at = loop.targets.indexOf(name);
  return items.flatMap((item) => {
    const parts = resolveValue(item);
    return parts.kind === "list" ? (parts.items[at] ?? []) : [];
  });
}
