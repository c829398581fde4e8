import { commands, type Disposable, EventEmitter, type TextDocument, Uri, ViewColumn, window, workspace } from "vscode";
import { documentScheme } from "../ids.ts";

/** A call that changes many files has two sides of each. */
const maxKept = 100;

/** Read-only pages ("countersign:" documents): records, questions in full, explanations. */
export interface ReadOnlyDocuments extends Disposable {
  /**
   * Puts a text under a name such as "audit/12.yaml" and returns its address.
   * @param side what tells two texts of one name apart, such as both sides of a diff
   */
  put(name: string, text: string, side?: string): Uri;
  /** Opens the text beside nothing: a preview tab in the active group. */
  show(name: string, text: string, options?: { beside?: boolean }): Promise<TextDocument>;
  /** Opens Markdown rendered. */
  showMarkdown(name: string, markdown: string): Promise<void>;
}

const keyOf = ({ path, query }: Uri): string => `${path}?${query}`;

export function createReadOnlyDocuments(): ReadOnlyDocuments {
  const texts = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  const provider = workspace.registerTextDocumentContentProvider(documentScheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(keyOf(uri)) ?? "",
  });

  function put(name: string, text: string, side = ""): Uri {
    const uri = Uri.from({ scheme: documentScheme, path: `/${name}`, query: side });
    texts.delete(keyOf(uri));
    texts.set(keyOf(uri), text);
    for (const oldest of texts.keys()) {
      if (texts.size <= maxKept) break;
      texts.delete(oldest);
    }
    changed.fire(uri);
    return uri;
  }

  return {
    put,
    async show(name, text, options = {}) {
      const document = await workspace.openTextDocument(put(name, text));
      await window.showTextDocument(document, {
        preview: true,
        viewColumn: options.beside ? ViewColumn.Beside : ViewColumn.Active,
      });
      return document;
    },
    async showMarkdown(name, markdown) {
      await commands.executeCommand("markdown.showPreview", put(name, markdown));
    },
    dispose() {
      provider.dispose();
      changed.dispose();
    },
  };
}
