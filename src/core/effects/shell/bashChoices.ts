/** Variables that may have one of several values: the command is judged for each. */
import { hole, marked, type Text } from "../text.ts";
import type { Simple } from "./posix/syntax.ts";

type Variables = ReadonlyMap<string, readonly Text[]>;

/** Names used in the command that may have one of several values. */
export function unsettledVariables(node: Simple, variables: Variables): string[] {
  const names: string[] = [];
  for (const name of node.uses) if ((variables.get(name)?.length ?? 0) > 1) names.push(name);
  return names;
}

/** Each way in which the named variables may be set. */
export function choices(names: readonly string[], variables: Variables): Map<string, readonly Text[]>[] {
  let combined: Map<string, readonly Text[]>[] = [new Map()];
  for (const name of names) {
    const values = variables.get(name) ?? [];
    if (combined.length * values.length > 32) return [...combined, new Map([[name, [marked(hole, values)]]])];
    combined = combined.flatMap((chosen) => values.map((value) => new Map([...chosen, [name, [value]]])));
  }
  return combined;
}
