import type { Tree } from "@vscode/tree-sitter-wasm";
import { maxCodeDepth } from "./limits.ts";
import type { SyntaxNode } from "./syntax.ts";

/**
 * The runtime's own functions, as its package calls them. Each takes the address of a tree, and works on the cursor that
 * stands in the memory in which the two exchange what is no number: nothing else of the runtime may be asked meanwhile.
 */
export interface TreeFunctions {
  readonly _ts_tree_root_node_wasm: (tree: number) => void;
  readonly _ts_tree_cursor_new_wasm: (tree: number) => void;
  readonly _ts_tree_cursor_delete_wasm: (tree: number) => void;
  readonly _ts_tree_cursor_goto_first_child_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_goto_next_sibling_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_goto_parent_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_current_node_type_id_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_current_field_id_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_start_index_wasm: (tree: number) => number;
  readonly _ts_tree_cursor_end_index_wasm: (tree: number) => number;
}

const needed: readonly (keyof TreeFunctions)[] = [
  "_ts_tree_root_node_wasm",
  "_ts_tree_cursor_new_wasm",
  "_ts_tree_cursor_delete_wasm",
  "_ts_tree_cursor_goto_first_child_wasm",
  "_ts_tree_cursor_goto_next_sibling_wasm",
  "_ts_tree_cursor_goto_parent_wasm",
  "_ts_tree_cursor_current_node_type_id_wasm",
  "_ts_tree_cursor_current_field_id_wasm",
  "_ts_tree_cursor_start_index_wasm",
  "_ts_tree_cursor_end_index_wasm",
];

let known: TreeFunctions | undefined;

/** There is one runtime in a program. One that is not as the one that was looked at (0.3.1) is asked through its package. */
export function noteRuntime(runtime: object): void {
  const all = runtime as Partial<Record<string, unknown>>;
  if (needed.every((name) => typeof all[name] === "function")) known = runtime as unknown as TreeFunctions;
}

/**
 * Undefined before the runtime is loaded, and where it has others. Each of them is at first a stand-in that puts the real
 * one in its own place when it is called, so they are asked for anew for each tree.
 */
export function treeFunctions(): TreeFunctions | undefined {
  return known;
}

/** What the numbers of a language stand for. */
export interface NodeNames {
  readonly types: readonly string[];
  readonly fields: readonly (string | null)[];
  /** By type id. */
  readonly named: readonly boolean[];
}

interface Growing extends SyntaxNode {
  children: SyntaxNode[];
}

/** Shared by all nodes without children, which are most. */
const leaf: SyntaxNode[] = [];

/**
 * Copies a whole tree. The package's cursor writes itself into the shared memory and reads itself back around each of
 * a million calls for a repository, which costs as much as the parsing.
 */
export function copyFrom(
  functions: TreeFunctions,
  tree: Tree,
  { types, fields, named }: NodeNames,
  base: number,
  unread: ReadonlySet<string>,
): SyntaxNode {
  const address = (tree as unknown as Readonly<Record<number, number>>)[0] as number;
  functions._ts_tree_root_node_wasm(address);
  functions._ts_tree_cursor_new_wasm(address);
  const {
    _ts_tree_cursor_goto_first_child_wasm: firstChild,
    _ts_tree_cursor_goto_next_sibling_wasm: nextSibling,
    _ts_tree_cursor_goto_parent_wasm: parent,
    _ts_tree_cursor_current_node_type_id_wasm: typeId,
    _ts_tree_cursor_current_field_id_wasm: fieldId,
    _ts_tree_cursor_start_index_wasm: startIndex,
    _ts_tree_cursor_end_index_wasm: endIndex,
  } = functions;
  const nodeOf = (id: number, field: number): Growing => ({
    type: types[id] ?? "ERROR",
    field: field === 0 ? undefined : (fields[field] ?? undefined),
    start: base + startIndex(address),
    end: base + endIndex(address),
    children: leaf,
  });
  const root = nodeOf(typeId(address), fieldId(address));
  const open: Growing[] = [root];
  let more = !unread.has(root.type) && firstChild(address) !== 0;
  if (more) root.children = [];
  while (more) {
    const id = typeId(address);
    const field = fieldId(address);
    // Tokens are kept where they fill a field; what lies in one that is not kept is not kept either.
    if (field !== 0 || (named[id] ?? true)) {
      const node = nodeOf(id, field);
      open[open.length - 1]?.children.push(node);
      if (!unread.has(node.type) && open.length <= maxCodeDepth && firstChild(address) !== 0) {
        node.children = [];
        open.push(node);
        continue;
      }
    }
    while (more && nextSibling(address) === 0) {
      open.pop();
      more = open.length > 0 && parent(address) !== 0;
    }
  }
  functions._ts_tree_cursor_delete_wasm(address);
  return root;
}
