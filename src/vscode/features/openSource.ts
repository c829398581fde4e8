import { type Disposable, l10n, Position, Range, Uri, window, workspace } from "vscode";
import type { Services } from "../services.ts";

/** Opens the line of a file that decided something. */
export function registerOpenSource({ command, notify }: Services): Disposable {
  return command("countersign.openSource", async ({ path, line = 0 }) => {
    const uri = Uri.file(path);
    try {
      const document = await workspace.openTextDocument(uri);
      const at = new Position(Math.min(line, document.lineCount - 1), 0);
      await window.showTextDocument(document, { selection: new Range(at, at), preview: true });
    } catch {
      notify.tell({ kind: "info", message: l10n.t("{0} cannot be opened. It may be gone or unreadable.", path) });
    }
  });
}
