/**
 * Configuration files laid over one another, with the place of every value: objects are merged key by key, anything
 * else is replaced. A key keeps the position of the first file that named it, as in a JavaScript object; agents in which
 * the last matching rule wins decide by that order.
 */
import type { Provenance } from "../model/permission.ts";
import { membersOf, type ValueNode } from "../parse/value.ts";

export type Merged =
  | { readonly kind: "map"; readonly members: ReadonlyMap<string, Merged> }
  | { readonly kind: "leaf"; readonly value: ValueNode; readonly source: Provenance };

/** Where a value stands, said by the file it is from. */
export type Locate = (value: ValueNode, key: string) => Provenance;

export function mergedOf(value: ValueNode, locate: Locate, key = ""): Merged {
  if (value.kind !== "object") return { kind: "leaf", value, source: locate(value, key) };
  const members = membersOf(value).map((one): [string, Merged] => [one.key, mergedOf(one.value, locate, one.key)]);
  return { kind: "map", members: new Map(members) };
}

/** `over` laid over `under`. */
export function mergeDeep(under: Merged | undefined, over: Merged): Merged {
  if (under?.kind !== "map" || over.kind !== "map") return over;
  const members = new Map(under.members);
  for (const [key, value] of over.members) members.set(key, mergeDeep(members.get(key), value));
  return { kind: "map", members };
}

/** The value at a key path; undefined where there is none. */
export function mergedAt(node: Merged | undefined, ...path: readonly string[]): Merged | undefined {
  let current = node;
  for (const key of path) current = current?.kind === "map" ? current.members.get(key) : undefined;
  return current;
}

/** The entries of a map in the order in which they count; none for a leaf. */
export function mergedEntries(node: Merged | undefined): readonly (readonly [string, Merged])[] {
  return node?.kind === "map" ? [...node.members] : [];
}

/** Plain data of a leaf that is no list; undefined for anything else. */
export function scalarOf(node: Merged | undefined): string | number | boolean | null | undefined {
  return node?.kind === "leaf" && node.value.kind === "scalar" ? node.value.value : undefined;
}
