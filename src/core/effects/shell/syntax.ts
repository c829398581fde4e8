/** A syntax tree as plain data, so that the grammar's tree can be freed at once and walked without calls into it. */
import type { Grammar, Parsers } from "../../parse/parsers.ts";

export interface SyntaxNode {
  readonly type: string;
  readonly named: boolean;
  readonly start: number;
  readonly end: number;
  readonly field: string | undefined;
  readonly children: readonly SyntaxNode[];
}

export interface Syntax {
  readonly root: SyntaxNode;
  /** The text does not fit the grammar somewhere, or nests deeper than is looked at. */
  readonly broken: boolean;
}

/** Longer or deeper text is not read: the caller treats it as broken. */
export const maxTextLength = 100_000;
const maxNesting = 150;

/** undefined: not parsed at all. */
export function readSyntax(parsers: Parsers, grammar: Grammar, text: string): Syntax | undefined {
  if (text.length > maxTextLength) return undefined;
  const tree = parsers.parse(grammar, text);
  if (!tree) return undefined;
  const cursor = tree.walk();
  let broken = false;

  const read = (depth: number): SyntaxNode => {
    const type = cursor.nodeType;
    const start = cursor.startIndex;
    const end = cursor.endIndex;
    const named = cursor.nodeIsNamed;
    const field = cursor.currentFieldName ?? undefined;
    if (type === "ERROR" || cursor.nodeIsMissing || depth > maxNesting) broken = true;
    const children: SyntaxNode[] = [];
    if (depth <= maxNesting && cursor.gotoFirstChild()) {
      do children.push(read(depth + 1));
      while (cursor.gotoNextSibling());
      cursor.gotoParent();
    }
    return { type, named, start, end, field, children };
  };

  try {
    return { root: read(0), broken };
  } finally {
    cursor.delete();
    tree.delete();
  }
}

export function textOf(node: SyntaxNode, source: string): string {
  return source.slice(node.start, node.end);
}

export function namedChildren(node: SyntaxNode): SyntaxNode[] {
  return node.children.filter((child) => child.named);
}

export function childOf(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((child) => child.field === field);
}
