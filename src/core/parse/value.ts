import type { Span } from "../model/span.ts";

export type Scalar = string | number | boolean | null;

/** A configuration value with its place, the same for JSONC, YAML and frontmatter. */
export type ValueNode = ObjectNode | ArrayNode | ScalarNode;

export interface ScalarNode {
  readonly kind: "scalar";
  readonly value: Scalar;
  readonly span: Span;
}

export interface ArrayNode {
  readonly kind: "array";
  readonly items: readonly ArrayItem[];
  readonly span: Span;
}

export interface ArrayItem {
  readonly value: ValueNode;
  /** The element with the comma that goes with it: deleting this span leaves a valid array. */
  readonly removalSpan: Span;
}

export interface ObjectNode {
  readonly kind: "object";
  readonly members: readonly Member[];
  readonly span: Span;
}

export interface Member {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: ValueNode;
  /** From the key to the end of the value. */
  readonly span: Span;
}

/** The member of that key; the last one wins when a key is written twice, as in every reader of these files. */
export function member(node: ValueNode | undefined, key: string): Member | undefined {
  if (node?.kind !== "object") return undefined;
  return node.members.findLast((candidate) => candidate.key === key);
}

/** The value at a key path, for example `at(root, "permissions", "allow")`. */
export function at(node: ValueNode | undefined, ...path: readonly string[]): ValueNode | undefined {
  let current = node;
  for (const key of path) current = member(current, key)?.value;
  return current;
}

/** The members of an object; none for any other value. */
export function membersOf(node: ValueNode | undefined): readonly Member[] {
  return node?.kind === "object" ? node.members : [];
}

/** The items of an array; none for any other value. */
export function itemsOf(node: ValueNode | undefined): readonly ArrayItem[] {
  return node?.kind === "array" ? node.items : [];
}

/** The text of a string value. */
export function textOf(node: ValueNode | undefined): string | undefined {
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value : undefined;
}

/** Plain data without places, for facts that only compare values. */
export function plain(node: ValueNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "array") return node.items.map((item) => plain(item.value));
  // A null prototype, so that a key named "__proto__" is data and nothing else.
  const data: Record<string, unknown> = Object.create(null);
  for (const { key, value } of node.members) data[key] = plain(value);
  return data;
}

/** Removal spans for elements lying between `open` and `close`: with the following comma, or for the last the one before. */
export function removalSpans(elements: readonly Span[], commaAfter: (offset: number) => number | undefined): Span[] {
  return elements.map((element, index) => {
    const next = elements[index + 1];
    if (next) return { start: element.start, end: next.start };
    const end = commaAfter(element.end) ?? element.end;
    const previous = elements[index - 1];
    return previous ? { start: previous.end, end: element.end } : { start: element.start, end };
  });
}
