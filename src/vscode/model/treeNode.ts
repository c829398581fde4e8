/** A tree as plain data, so that what a view shows can be tested without an editor. */

/** Where something is written: an absolute path and a zero-based line. */
export interface SourcePlace {
  readonly path: string;
  readonly line?: number;
}

/** Icons are product icons by name; `color` is a theme colour id. */
export interface NodeIcon {
  readonly name: string;
  readonly color?: string;
}

/** What a command on a node is about. */
export interface Subject {
  readonly agent: string;
  readonly folder?: string;
  readonly server?: string;
  readonly tool?: string;
  /** Id of an answer that lasts. */
  readonly grant?: string;
}

export interface TreeNode {
  /** Stable across refreshes, so that a view keeps what is expanded. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly icon: NodeIcon;
  /** Plain lines; text from outside is already safe to show. */
  readonly tooltip?: readonly string[];
  /** The whole node as a phrase, for screen readers. */
  readonly spoken: string;
  readonly contextValue?: string;
  /** The agent that the node speaks of, and the workspace folder where there are several. */
  readonly subject?: Subject;
  readonly expanded?: boolean;
  readonly children?: readonly TreeNode[];
  readonly opens?: SourcePlace;
  /** The command that the node itself is: it is run with the node. */
  readonly runs?: "countersign.askServer" | "countersign.showOlder" | "countersign.searchAudit";
  /** Key of an audit record or a waiting question to open instead of a source. */
  readonly opensRecord?: string;
}

/** The text of a tree as indented lines: what golden tests compare. */
export function renderTree(nodes: readonly TreeNode[], indent = ""): string {
  return nodes
    .map((node) => {
      const line = `${indent}${node.label}${node.description ? `  [${node.description}]` : ""}`;
      const children = node.children?.length ? `\n${renderTree(node.children, `${indent}  `)}` : "";
      return line + children;
    })
    .join("\n");
}
