import { child, type SyntaxNode } from "../syntax.ts";
import type { Code, Entry, Scope, Sliceable } from "./code.ts";
import { group, type NodeReader, newScope, type Reading, readAll, spanOf, textOf, unescapeText } from "./reading.ts";

/** A text of code as a whole. */
export interface Program {
  readonly body: readonly Code[];
  readonly scope: Scope;
  /** True when a part was nested too deeply to be understood. */
  readonly truncated: boolean;
}

export function readProgram(root: SyntaxNode, text: Sliceable, read: NodeReader): Program {
  const reading: Reading = { text, depth: 0, truncated: false, read };
  const scope = newScope(undefined);
  const body = readAll(root.children, (node) => read(node, scope, reading));
  return { body, scope, truncated: reading.truncated };
}

/** A string whose parts are nodes: written text, escapes, and what `readHole` knows to be computed. */
export function quotedText(
  node: SyntaxNode,
  reading: Reading,
  isRaw: boolean,
  readHole: (hole: SyntaxNode) => Code | undefined,
): Code {
  const texts = [""];
  const holes: Code[] = [];
  for (const part of node.children) {
    if (/_(?:start|end|beginning)$/.test(part.type)) continue;
    const isText = /content$|escape_sequence$|^nowdoc_string$/.test(part.type);
    const hole = isText ? undefined : readHole(part);
    if (hole) {
      holes.push(hole);
      texts.push("");
    } else {
      const text = textOf(part, reading);
      texts[texts.length - 1] += isRaw ? text.replace(/\\([\\'])/g, "$1") : unescapeText(text);
    }
  }
  return holes.length === 0
    ? { kind: "literal", value: texts[0] as string, span: spanOf(node) }
    : { kind: "template", texts, holes, span: spanOf(node) };
}

/** Anything with a condition: its first part decides whether the rest runs. */
export const caseBranch: NodeReader = (node, scope, reading) => {
  const condition = child(node, "condition") ?? child(node, "pattern");
  const rest = readAll(
    node.children.filter((part) => part !== condition),
    (part) => reading.read(part, scope, reading),
  );
  return {
    kind: "branch",
    condition: condition ? reading.read(condition, scope, reading) : group(node, []),
    consequence: rest,
    alternative: [],
    span: spanOf(node),
  };
};

/** `*list`, `...list`. */
export const spreadEntry: NodeReader = (node, scope, reading): Entry => {
  const inner = node.children[0];
  const value = inner ? reading.read(inner, scope, reading) : group(node, []);
  return { kind: "entry", key: undefined, keySpan: spanOf(node), value, span: spanOf(node) };
};

export const literalOf =
  (value: (text: string) => string | number | boolean | null): NodeReader =>
  (node, _scope, reading) => ({ kind: "literal", value: value(textOf(node, reading)), span: spanOf(node) });

/** Parts of which only the last is the value: a body of statements. */
export const sequence: NodeReader = (node, scope, reading) =>
  group(
    node,
    readAll(node.children, (part) => reading.read(part, scope, reading)),
    "last",
  );

/** What a statement leaves the function with. */
export const returns: NodeReader = (node, scope, reading) => {
  const inner = node.children.find((part) => part.type !== "comment");
  return { kind: "exit", returns: true, value: inner && reading.read(inner, scope, reading), span: spanOf(node) };
};
