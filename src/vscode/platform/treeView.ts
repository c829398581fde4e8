import {
  type Disposable,
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  window,
} from "vscode";
import type { NodeIcon, TreeNode } from "../model/treeNode.ts";
import { Disposables } from "./disposable.ts";

export interface NodeView extends Disposable {
  readonly view: TreeView<TreeNode>;
  /** Shows these nodes; what was expanded stays so, since ids are stable. */
  show(nodes: readonly TreeNode[]): void;
}

/** A view that renders plain nodes. */
export function createNodeView(id: string): NodeView {
  const owned = new Disposables();
  const changed = owned.add(new EventEmitter<void>());
  let roots: readonly TreeNode[] = [];
  let drawn = "[]";
  const provider: TreeDataProvider<TreeNode> = {
    onDidChangeTreeData: changed.event,
    getChildren: (node) => [...(node ? (node.children ?? []) : roots)],
    getTreeItem: toTreeItem,
    resolveTreeItem(item, node) {
      item.tooltip = tooltip(node);
      return item;
    },
  };
  const view = owned.add(window.createTreeView(id, { treeDataProvider: provider, showCollapseAll: true }));
  return {
    view,
    show(nodes) {
      // Drawing the same anew would flicker, and cost the person their place in a long tree.
      const text = JSON.stringify(nodes);
      if (text === drawn) return;
      drawn = text;
      roots = nodes;
      changed.fire();
    },
    dispose: () => owned.dispose(),
  };
}

function toTreeItem(node: TreeNode): TreeItem {
  const item = new TreeItem(node.label, collapsibleState(node));
  item.id = node.id;
  if (node.description) item.description = node.description;
  item.iconPath = themeIcon(node.icon);
  item.accessibilityInformation = { label: node.spoken };
  if (node.contextValue) item.contextValue = node.contextValue;
  if (node.runs) item.command = { command: node.runs, title: node.label, arguments: [node] };
  else if (node.opens) item.command = { command: "countersign.openSource", title: node.label, arguments: [node.opens] };
  else if (node.opensRecord) {
    item.command = { command: "countersign.openRecord", title: node.label, arguments: [node.opensRecord] };
  }
  return item;
}

function collapsibleState(node: TreeNode): TreeItemCollapsibleState {
  if (!node.children?.length) return TreeItemCollapsibleState.None;
  return node.expanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

function themeIcon({ name, color }: NodeIcon): ThemeIcon {
  return color ? new ThemeIcon(name, new ThemeColor(color)) : new ThemeIcon(name);
}

/** Built only when a person points at the item; text from outside is escaped. */
function tooltip(node: TreeNode): MarkdownString {
  const text = new MarkdownString();
  (node.tooltip ?? [node.spoken]).forEach((line, index) => {
    if (index > 0) text.appendMarkdown("\n\n");
    text.appendText(line);
  });
  return text;
}
