import type { Tree, TreeCursor } from "@vscode/tree-sitter-wasm";
import { maxCodeDepth } from "./limits.ts";
import { copyFrom, type NodeNames, treeFunctions } from "./treeMemory.ts";

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
  /** Of a statement of a long block, which may be kept when the block is read again. */
  readonly unit?: UnitMark;
}

/** By what a statement of a long block is known again. */
export interface UnitMark {
  /** Its type and depth: where it stands deeper, less of it may have been read. */
  readonly kind: string;
  /** Undefined where the parser met an error: it may read the same text otherwise next time. */
  readonly text: string | undefined;
}

/** Where copied nodes are put. */
export interface Offsets {
  /** Added to the offsets of the text, from here on: who is asked below may change it. */
  shift: number;
  /** Asked at each statement of a block of at least `minBlockLength`: what takes its place, or how it is marked. */
  readonly statement?: (node: BlockStatement) => { readonly kept: SyntaxNode } | { readonly mark: UnitMark };
  readonly minBlockLength?: number;
}

export interface BlockStatement {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  hasError(): boolean;
}

/**
 * Copies a tree and frees it. Iterative: nesting depth costs no stack. What lies deeper than any reader descends is
 * left out.
 * @param base is added to every offset, so that the code of several files can be told apart by its place.
 * @param unread types of nodes into which no reader looks: they are copied without what is in them
 */
export function copyTree(tree: Tree, base = 0, unread: ReadonlySet<string> = none): SyntaxNode {
  try {
    const functions = treeFunctions();
    const names = namesOf(tree.language);
    return functions ? copyFrom(functions, tree, names, base, unread) : copyByCursor(tree, names, base, unread);
  } finally {
    tree.delete();
  }
}

/** The same through the package's own cursor. The tree stays the caller's. */
export function copyByCursor(
  tree: Tree,
  names = namesOf(tree.language),
  base = 0,
  unread: ReadonlySet<string> = none,
): SyntaxNode {
  const cursor = tree.walk();
  try {
    const root = copyNode(cursor, names, { shift: base }, unread);
    return root ?? { type: "ERROR", field: undefined, start: base, end: base, children: [] };
  } finally {
    cursor.delete();
  }
}

/** A node that stands directly in the root of a tree, while a walk is at it. */
export interface TopNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  hasError(): boolean;
  /** Undefined for a token that is not kept. */
  copy(offsets: Offsets, unread?: ReadonlySet<string>): SyntaxNode | undefined;
}

/** Looks at what stands directly in the root, in order, and leaves the tree as it is. */
export function walkTop(tree: Tree, visit: (node: TopNode) => void): void {
  const cursor = tree.walk();
  const names = namesOf(tree.language);
  try {
    for (let more = cursor.gotoFirstChild(); more; more = cursor.gotoNextSibling()) {
      // Each look at the cursor costs a call, so it is looked at only when it is asked for.
      visit({
        get type() {
          return cursor.nodeType;
        },
        get start() {
          return cursor.startIndex;
        },
        get end() {
          return cursor.endIndex;
        },
        hasError: () => cursor.currentNode.hasError,
        copy: (offsets, unread = none) => copyNode(cursor, names, offsets, unread, 1),
      });
    }
  } finally {
    cursor.delete();
  }
}

/** Copies the node at a cursor, which is there again afterwards. Undefined for a token that is not kept. */
function copyNode(
  cursor: TreeCursor,
  { types, fields, named }: NodeNames,
  offsets: Offsets,
  unread: ReadonlySet<string>,
  depth = 0,
): SyntaxNode | undefined {
  // Each look at the cursor costs a call into WebAssembly, so tokens that are not kept are looked at least.
  // Until a node is closed, its end is that in the text.
  const nodeAt = (): Growing | undefined => {
    const id = cursor.nodeTypeId;
    const field = cursor.currentFieldId;
    if (!(named[id] ?? true) && field === 0) return undefined;
    return {
      type: types[id] ?? "ERROR",
      field: field === 0 ? undefined : (fields[field] ?? undefined),
      start: offsets.shift + cursor.startIndex,
      end: cursor.endIndex,
      children: [],
    };
  };
  const close = (node: Growing): void => {
    node.end += offsets.shift;
  };
  const root = nodeAt();
  if (!root) return undefined;
  const open: Growing[] = [root];
  if (unread.has(root.type) || !cursor.gotoFirstChild()) {
    close(root);
    return root;
  }
  const longBlocks = [root].filter((node) => isLongBlock(node, offsets));
  let descending = true;
  while (open.length > 0) {
    if (descending) {
      const parent = open.at(-1);
      const isStatement = parent !== undefined && parent === longBlocks.at(-1);
      const kept = isStatement ? statementAt(cursor, offsets, open.length + depth) : undefined;
      const isKept = kept !== undefined && "kept" in kept;
      const node = isKept ? undefined : nodeAt();
      if (node && kept && "mark" in kept) node.unit = kept.mark;
      if (isKept) parent?.children.push(kept.kept);
      else if (node) parent?.children.push(node);
      if (node && isLongBlock(node, offsets)) longBlocks.push(node);
      open.push(node ?? dropped());
      descending =
        !isKept &&
        !(node && unread.has(node.type)) &&
        open.length + depth <= maxCodeDepth + 1 &&
        cursor.gotoFirstChild();
    } else {
      const closed = open.pop();
      if (closed) close(closed);
      if (closed && closed === longBlocks.at(-1)) longBlocks.pop();
      if (open.length === 0) break;
      if (cursor.gotoNextSibling()) descending = true;
      else if (!cursor.gotoParent()) break;
    }
  }
  return root;
}

/** Nodes whose children are statements. */
const blockTypes: ReadonlySet<string> = new Set(["statement_block", "block"]);

/** @param node has just been entered: its end is still that in the text */
function isLongBlock({ type, start, end }: SyntaxNode, { statement, minBlockLength = 0, shift }: Offsets): boolean {
  return statement !== undefined && blockTypes.has(type) && end - start + shift >= minBlockLength;
}

function statementAt(cursor: TreeCursor, { statement }: Offsets, depth: number) {
  if (!cursor.nodeIsNamed) return undefined;
  const { nodeType: type, startIndex: start, endIndex: end } = cursor;
  return statement?.({ type, start, end, depth, hasError: () => cursor.currentNode.hasError });
}

const none: ReadonlySet<string> = new Set();

/** What lies in a token that is not kept is not kept either. */
function dropped(): Growing {
  return { type: "", field: undefined, start: 0, end: 0, children: [] };
}

const namesByLanguage = new WeakMap<Tree["language"], NodeNames>();

function namesOf(language: Tree["language"]): NodeNames {
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
  end: number;
  readonly children: SyntaxNode[];
  unit?: UnitMark;
}
