/** Variables that may have one of several values: what uses them is judged for each. */
import { hole, marked, type Text } from "../text.ts";
import type { Scope } from "./run.ts";

type Values = readonly Text[];

/** Values of one variable that are told apart; beyond, one that is not known stands for the rest. */
const maxValues = 24;
/** Ways to set several variables that are tried. */
const maxWays = 32;

/** `known` and one more value that the variable may have. */
export function withValue<T extends Text>(known: readonly T[], value: T): readonly T[] {
  if (known.some((other) => same(other, value))) return known;
  if (known.length < maxValues) return [...known, value];
  return known.some((other) => other.value === hole) ? known : [...known, { ...value, ...marked(hole, [value]) }];
}

/** The same text with the same marks. Values that hold more than text are told apart. */
function same(one: Text, other: Text): boolean {
  if (one === other) return true;
  const keys = Object.keys(one) as (keyof Text)[];
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}

/** Those of the names that may have one of several values. */
export function unsettled(names: Iterable<string>, { variables }: Scope): string[] {
  const found: string[] = [];
  for (const name of names) if ((variables.get(name)?.length ?? 0) > 1) found.push(name);
  return found;
}

/** Each way in which the named variables may be set. */
function waysToSet(names: readonly string[], variables: ReadonlyMap<string, Values>): ReadonlyMap<string, Values>[] {
  let ways: ReadonlyMap<string, Values>[] = [new Map()];
  for (const name of names) {
    const values = variables.get(name) ?? [];
    ways =
      ways.length * values.length > maxWays
        ? ways.map((way) => new Map([...way, [name, [marked(hole, values)]]]))
        : ways.flatMap((way) => values.map((value) => new Map([...way, [name, [value]]])));
  }
  return ways;
}

/** Runs once for each way in which the named variables may be set. Whatever any of these runs sets may be set after. */
export function forEachWay<T>(names: readonly string[], scope: Scope, run: () => T): T[] {
  const saved = scope.variables;
  const results: T[] = [];
  const set = new Map<string, Values>();
  for (const way of waysToSet(names, saved)) {
    scope.variables = new Map([...saved, ...way]);
    results.push(run());
    for (const [name, values] of scope.variables) {
      const changed = values !== (way.get(name) ?? saved.get(name));
      if (changed || set.has(name))
        set.set(name, values.reduce(withValue, set.get(name) ?? untouched(name, results, saved)));
    }
  }
  scope.variables = saved;
  for (const [name, values] of set) saved.set(name, values);
  return results;
}

/** Where a run before this one left the variable alone, it may still be what it was. */
function untouched(name: string, results: readonly unknown[], saved: ReadonlyMap<string, Values>): Values {
  return results.length > 1 ? (saved.get(name) ?? []) : [];
}
