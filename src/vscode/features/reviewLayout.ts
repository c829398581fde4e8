import { commands, ViewColumn, window } from "vscode";

interface LayoutGroup {
  readonly size?: number;
  readonly groups?: readonly LayoutGroup[];
}

interface EditorLayout {
  readonly orientation: 0 | 1;
  readonly groups: readonly LayoutGroup[];
}

/** Where the diff goes, and where the decision. */
export interface ReviewColumns {
  readonly diff: ViewColumn;
  readonly decision: ViewColumn;
}

/**
 * Makes room for a diff above its decision. What the person works in stays where it is and keeps the keyboard: beside
 * it, a column is added, which closes by itself once both are closed.
 */
export async function makeRoom(withDiff: boolean): Promise<ReviewColumns> {
  try {
    const layout = await commands.executeCommand<EditorLayout>("vscode.getEditorLayout");
    const isEmpty = window.tabGroups.all.every(({ tabs }) => tabs.length === 0);
    if (!withDiff) return only(isEmpty ? ViewColumn.One : ViewColumn.Beside);
    const room: LayoutGroup = { groups: [{ size: 0.62 }, { size: 0.38 }] };
    if (isEmpty) {
      await commands.executeCommand("vscode.setEditorLayout", { orientation: 1, ...room });
      return { diff: ViewColumn.One, decision: ViewColumn.Two };
    }
    const before = layout.orientation === 0 ? layout.groups : [{ groups: layout.groups }];
    const groups = [...before.map(({ groups: inner }) => (inner ? { groups: inner } : {})), room];
    await commands.executeCommand("vscode.setEditorLayout", { orientation: 0, groups });
    const count = window.tabGroups.all.length;
    return { diff: count - 1, decision: count };
  } catch {
    return { diff: ViewColumn.Active, decision: ViewColumn.Beside };
  }
}

function only(column: ViewColumn): ReviewColumns {
  return { diff: column, decision: column };
}
