import type { Tree, TreeCursor } from "@vscode/tree-sitter-wasm";
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
 * @param unread types of nodes into which no reader looks: they are copied without what is in them
 */
export function copyTree(tree: Tree, base = 0, unread: ReadonlySet<string> = none): SyntaxNode {
  const cursor = tree.walk();
  try {
    return (
      copyNode(cursor, namesOf(tree.language), base, unread) ?? {
        type: "ERROR",
        field: undefined,
        start: base,
        end: base,
        children: [],
      }
    );
  } finally {
    cursor.delete();
    tree.delete();
  }
}

/** A node that stands directly in the root of a tree, while a walk is at it. */
export interface TopNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  hasError(): boolean;
  /** Undefined for a token that is not kept. */
  copy(base: number, unread?: ReadonlySet<string>): SyntaxNode | undefined;
}

/** Looks at what stands directly in the root, in order, and leaves the tree as it is. */
export function walkTop(tree: Tree, visit: (node: TopNode) => void): void {
  const cursor = tree.walk();
  const names = namesOf(tree.language);
  try {
    for (let more = cursor.gotoFirstChild(); more; more = cursor.gotoNextSibling()) {
      visit({
        type: cursor.nodeType,
        start: cursor.startIndex,
        end: cursor.endIndex,
        hasError: () => cursor.currentNode.hasError,
        copy: (base, unread = none) => copyNode(cursor, names, base, unread, 1),
      });
    }
  } finally {
    cursor.delete();
  }
}

/** Copies the node at a cursor, which is there again afterwards. Undefined for a token that is not kept. */
function copyNode(
  cursor: TreeCursor,
  { types, fields, named }: Names,
  base: number,
  unread: ReadonlySet<string>,
  depth = 0,
): SyntaxNode | undefined {
  // Each look at the cursor costs a call into WebAssembly, so tokens that are not kept are looked at least.
  const nodeAt = (): Growing | undefined => {
    const id = cursor.nodeTypeId;
    const field = cursor.currentFieldId;
    if (!(named[id] ?? true) && field === 0) return undefined;
    return {
      type: types[id] ?? "ERROR",
      field: field === 0 ? undefined : (fields[field] ?? undefined),
      start: base + cursor.startIndex,
      end: base + cursor.endIndex,
      children: [],
    };
  };
  const root = nodeAt();
  if (!root) return undefined;
  const open: Growing[] = [root];
  if (unread.has(root.type) || !cursor.gotoFirstChild()) return root;
  let descending = true;
  while (open.length > 0) {
    if (descending) {
      const node = nodeAt();
      if (node) open.at(-1)?.children.push(node);
      open.push(node ?? dropped());
      descending =
        !(node && unread.has(node.type)) && open.length + depth <= maxCodeDepth + 1 && cursor.gotoFirstChild();
    } else {
      open.pop();
      if (open.length === 0) break;
      if (cursor.gotoNextSibling()) descending = true;
      else if (!cursor.gotoParent()) break;
    }
  }
  return root;
}

const none: ReadonlySet<string> = new Set();

/** What lies in a token that is not kept is not kept either. */
function dropped(): Growing {
  return { type: "", field: undefined, start: 0, end: 0, children: [] };
}

interface Names {
  readonly types: readonly string[];
  readonly fields: readonly (string | null)[];
  /** By type id, filled as types are met. */
  readonly named: readonly boolean[];
}

const namesByLanguage = new WeakMap<Tree["language"], Names>();

function namesOf(language: Tree["language"]): Names {
  let names = namesByLanguage.get(language);
  if (!names) {
    const named = Array.from({ length: language.nodeTypeCount }, (_, id) => language.nodeTypeIsNamed(id));
    names = { types: language.types, fields: language.fields, named };
    namesByLanguage.set(language, names);
  }
  return names;
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
