import type { Span } from "../../model/span.ts";
import { maxCodeDepth } from "../limits.ts";
import { child, type SyntaxNode } from "../syntax.ts";
import type { Binding, ClassCode, Code, Exports, Group, Link, Scope, Sliceable } from "./code.ts";

/** State of one reading of a syntax tree into code; shared by the readers of all languages. */
export interface Reading {
  readonly text: Sliceable;
  /** What the imports of the file mean, when it is read as a part of a project. */
  readonly link?: Link | undefined;
  readonly exports?: Exports;
  depth: number;
  truncated: boolean;
  /** Statements of long blocks, kept from an earlier reading and noted for a later one. */
  readonly units?: Units | undefined;
  /** Reads any node of this language, so that readers of parts need not know of each other. */
  readonly read: NodeReader;
}

/** What is known of the statements of long blocks. */
export interface Units {
  /** @param readAnew reads the node as any other */
  read(node: SyntaxNode, scope: Scope, reading: Reading, readAnew: () => Code): Code;
  /** The scope of a block with such statements: the one of the earlier reading, where it stands in the same place. */
  scope(block: SyntaxNode, outer: Scope, owner: ClassCode | undefined): Scope;
}

/** Reads one node in a scope. */
export type NodeReader = (node: SyntaxNode, scope: Scope, reading: Reading) => Code;

export function spanOf(node: SyntaxNode): Span {
  return { start: node.start, end: node.end };
}

export function textOf(node: SyntaxNode, reading: Reading): string {
  return reading.text.slice(node.start, node.end);
}

export function newScope(parent: Scope | undefined, owner?: ClassCode): Scope {
  return { parent, bindings: new Map(), owner };
}

/** The scope of the statements of a block. */
export function blockScope(block: SyntaxNode | undefined, outer: Scope, { units }: Reading, owner?: ClassCode): Scope {
  return units && block?.children.some(({ unit }) => unit) ? units.scope(block, outer, owner) : newScope(outer, owner);
}

/** Binds a name; a later plain assignment never hides the first value, since the first one usually makes the object. */
export function bind(scope: Scope, name: string, binding: Binding): void {
  const existing = scope.bindings.get(name);
  if (existing && !isOpen(existing)) return;
  const type = existing?.kind === "value" && binding.kind === "value" ? (binding.type ?? existing.type) : undefined;
  scope.bindings.set(name, type && binding.kind === "value" ? { ...binding, type } : binding);
}

/** True of a name that has no value yet, such as `let client: Client | null = null`, or that only stands for a type. */
function isOpen(binding: Binding): boolean {
  if (binding.kind !== "value") return false;
  const { value } = binding;
  if (value?.kind === "class") return value.contract !== undefined;
  return value === undefined || (value.kind === "literal" && value.value === null);
}

/** Marks the group that an import statement leaves: it runs the code of what it names. */
export const importOperator = "import";

export function group(node: SyntaxNode, parts: readonly Code[], operator?: string): Group {
  return { kind: "group", operator, parts, span: spanOf(node) };
}

/** A statement as its parts, named by an operator: `try`, `catch`, `while`. */
export function named(operator: string): NodeReader {
  return (node, scope, reading) =>
    group(
      node,
      readAll(node.children, (part) => reading.read(part, scope, reading)),
      operator,
    );
}

/**
 * Dispatches on the node's type and guards the depth: beyond the bound a node becomes an opaque group.
 * @param readers by node type; the rest is read as a group of its children.
 * @param transparent node types that only wrap one expression (parentheses, await, type assertions).
 */
export function dispatch(
  node: SyntaxNode,
  scope: Scope,
  reading: Reading,
  readers: Readonly<Record<string, NodeReader>>,
  transparent: ReadonlySet<string>,
): Code {
  return node.unit && reading.units
    ? reading.units.read(node, scope, reading, () => readNode(node, scope, reading, readers, transparent))
    : readNode(node, scope, reading, readers, transparent);
}

function readNode(
  node: SyntaxNode,
  scope: Scope,
  reading: Reading,
  readers: Readonly<Record<string, NodeReader>>,
  transparent: ReadonlySet<string>,
): Code {
  if (reading.depth >= maxCodeDepth) {
    reading.truncated = true;
    return group(node, []);
  }
  reading.depth++;
  try {
    const inner = transparent.has(node.type) ? onlyChild(node) : undefined;
    if (inner) return dispatch(inner, scope, reading, readers, transparent);
    // `Object.hasOwn`, because node types such as "constructor" are also names of inherited properties.
    const reader = Object.hasOwn(readers, node.type) ? readers[node.type] : undefined;
    if (reader) return reader(node, scope, reading);
    const parts = readAll(node.children, (part) => dispatch(part, scope, reading, readers, transparent));
    return group(node, parts, operatorOf(node, reading));
  } finally {
    reading.depth--;
  }
}

/** What a node wraps; undefined where it holds several things, of which none may be lost. */
function onlyChild(node: SyntaxNode): SyntaxNode | undefined {
  const [only, ...others] = node.children.filter((part) => part.type !== "comment");
  return others.length === 0 ? only : undefined;
}

/** Reads nodes, leaving comments out. */
export function readAll(nodes: readonly SyntaxNode[], read: (node: SyntaxNode) => Code): Code[] {
  return nodes.filter((node) => node.type !== "comment" && !isOperator(node)).map(read);
}

function isOperator(node: SyntaxNode): boolean {
  return node.field === "operator" || (node.field === "operators" && node.children.length === 0);
}

function operatorOf(node: SyntaxNode, reading: Reading): string | undefined {
  const operator = node.children.find(isOperator);
  return operator && textOf(operator, reading);
}

/** The text of a quoted string without its escapes, by name, by number and at line ends. */
export function unescapeText(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(escapes, (_, x?: string, u?: string, long?: string, octal?: string, char?: string) => {
    const digits = (x ?? u ?? long)?.replace(/[{}]/g, "");
    const number = digits ? Number.parseInt(digits, 16) : octal ? Number.parseInt(octal, 8) : undefined;
    if (number !== undefined) return number <= 0x10ffff ? String.fromCodePoint(number) : "";
    if (char === undefined || char === "\n") return "";
    return simpleEscapes[char] ?? char;
  });
}

const escapes =
  /\\(?:x([0-9a-f]{1,2}|\{[0-9a-f]+\})|u([0-9a-f]{4}|\{[0-9a-f]+\})|U([0-9a-f]{8})|([0-7]{1,3})|\r\n|([\s\S]))/gi;
const simpleEscapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b" };

/** Reads the child that fills a field; an empty group when there is none. */
export function readField(node: SyntaxNode, field: string, scope: Scope, reading: Reading): Code {
  const part = child(node, field);
  return part ? reading.read(part, scope, reading) : group(node, []);
}

/** Notes what is assigned to `this.property` or `self.property`; a declared type or an earlier value stays. */
export function setOwnerMember(scope: Scope, property: string, binding: Binding): void {
  let at: Scope | undefined = scope;
  while (at && !at.owner) at = at.parent;
  const members = at?.owner?.members as Map<string, Binding> | undefined;
  const existing = members?.get(property);
  if (!existing || (existing.kind === "value" && !existing.value && !existing.type)) members?.set(property, binding);
  // A field that is nothing until it is needed.
  if (existing?.kind === "value" && isNothing(existing.value) && binding.kind === "value" && !isNothing(binding.value))
    members?.set(property, { ...binding, type: existing.type ?? binding.type });
}

function isNothing(code: Code | undefined): boolean {
  return code?.kind === "literal" && code.value === null;
}

/** Reads a loop over items; the names it binds are values that are not known beforehand. */
export function loop(
  node: SyntaxNode,
  targets: readonly (string | undefined)[],
  iterable: Code,
  read: (scope: Scope) => readonly Code[],
  scope: Scope,
  collects = false,
): Code {
  for (const name of targets) if (name) bind(scope, name, { kind: "value", value: undefined, type: undefined });
  return { kind: "loop", targets, iterable, body: read(scope), collects, span: spanOf(node) };
}

/** The plain names of a pattern by position; undefined where the pattern is more than a name. */
export function targetNames(node: SyntaxNode | undefined, reading: Reading): (string | undefined)[] {
  if (!node) return [];
  if (node.type === "identifier") return [textOf(node, reading)];
  return node.children.map((part) => (part.type === "identifier" ? textOf(part, reading) : undefined));
}

/** Reads a use of a name. */
export const readName: NodeReader = (node, scope, reading) => ({
  kind: "name",
  name: textOf(node, reading),
  scope,
  span: spanOf(node),
});
