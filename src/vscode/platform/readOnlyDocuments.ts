import { commands, type Disposable, EventEmitter, type TextDocument, Uri, ViewColumn, window, workspace } from "vscode";
import { documentScheme } from "../ids.ts";

/** A call that changes many files has two sides of each. */
const maxKept = 100;

/** Read-only pages ("countersign:" documents): records, questions in full, explanations. */
export interface ReadOnlyDocuments extends Disposable {
  /** Puts a text under a name such as "audit/12.yaml" and returns its address. */
  put(name: string, text: string): Uri;
  /** Opens the text beside nothing: a preview tab in the active group. */
  show(name: string, text: string, options?: { beside?: boolean }): Promise<TextDocument>;
  /** Opens Markdown rendered. */
  showMarkdown(name: string, markdown: string): Promise<void>;
}

export function createReadOnlyDocuments(): ReadOnlyDocuments {
  const texts = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  const provider = workspace.registerTextDocumentContentProvider(documentScheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.path) ?? "",
  });

  function put(name: string, text: string): Uri {
    const uri = Uri.from({ scheme: documentScheme, path: `/${name}` });
    texts.delete(uri.path);
    texts.set(uri.path, text);
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
