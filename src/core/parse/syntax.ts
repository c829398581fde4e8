import type { Tree } from "@vscode/tree-sitter-wasm";
import { maxCodeDepth } from "./limits.ts";

/**
 * A syntax tree as plain data. Tree-sitter's own nodes live in WebAssembly memory, where every look costs a call
 * and the tree must be freed by hand; this copy is read freely and collected like anything else.
 * Offsets are UTF-16 code units: the runtime counts them so for JavaScript strings (seen in 0.3.1, 2026-11-21).
 */
export interface SyntaxNode {
  readonly type: string;
  /** Name of the field that this node fills in its parent. */
  readonly field: string | undefined;
  readonly start: number;
  readonly end: number;
  /** Named nodes, and anonymous tokens that fill a field (operators). */
  readonly children: readonly SyntaxNode[];
}

/**
 * Copies a tree and frees it. Iterative: nesting depth costs no stack. What lies deeper than any reader descends is
 * left out.
 * @param base is added to every offset, so that the code of several files can be told apart by its place.
 */
export function copyTree(tree: Tree, base = 0): SyntaxNode {
  const cursor = tree.walk();
  try {
    const root = nodeAt(cursor, base);
    const open: Growing[] = [root];
    let descending = cursor.gotoFirstChild();
    while (open.length > 0) {
      if (descending) {
        const parent = open.at(-1);
        const node = nodeAt(cursor, base);
        const keep = cursor.nodeIsNamed || node.field !== undefined;
        if (keep) parent?.children.push(node);
        open.push(keep ? node : { ...node, children: [] });
        descending = open.length <= maxCodeDepth + 1 && cursor.gotoFirstChild();
      } else {
        open.pop();
        if (open.length === 0) break;
        if (cursor.gotoNextSibling()) descending = true;
        else if (!cursor.gotoParent()) break;
      }
    }
    return root;
  } finally {
    cursor.delete();
    tree.delete();
  }
}

/** The child that fills a field. */
export function child(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((candidate) => candidate.field === field);
}

/** All children that fill a field. */
export function childrenOf(node: SyntaxNode, field: string): readonly SyntaxNode[] {
  return node.children.filter((candidate) => candidate.field === field);
}

/** The first child of a type. */
export function childOfType(node: SyntaxNode, ...types: readonly string[]): SyntaxNode | undefined {
  return node.children.find((candidate) => types.includes(candidate.type));
}

interface Growing extends SyntaxNode {
  readonly children: SyntaxNode[];
}

type Cursor = ReturnType<Tree["walk"]>;

function nodeAt(cursor: Cursor, base: number): Growing {
  return {
    type: cursor.nodeType,
    field: cursor.currentFieldName ?? undefined,
    start: base + cursor.startIndex,
    end: base + cursor.endIndex,
    children: [],
  };
}
