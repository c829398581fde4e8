import { commands, l10n, type Tab, TabInputTextDiff, type Uri, type ViewColumn, window, workspace } from "vscode";
import { type FileChange, foreseeChanges } from "../../core/effects/fileChanges.ts";
import type { Question } from "../../core/gate/question.ts";
import { diskFiles } from "../../node/fileText.ts";
import { documentScheme } from "../ids.ts";
import { Disposables } from "../platform/disposable.ts";
import type { ReadOnlyDocuments } from "../platform/readOnlyDocuments.ts";
import { closePages } from "./questionPages.ts";

/** What a question would make of files, beside what they are now. */
export interface FileReview {
  readonly files: readonly FileChange[];
  /** Calls back when the person closed the last diff. */
  onClosed(listener: () => void): void;
  show(index: number, column: ViewColumn): Promise<void>;
  showAll(): Promise<void>;
  /** Whether the files are still what the diffs were made of. */
  isStillTrue(): boolean;
  close(): Promise<void>;
}

/** Undefined where nothing is to be compared; otherwise the review, or why the changes cannot be foreseen. */
export function reviewFiles(question: Question, documents: ReadOnlyDocuments): FileReview | { readonly why: string } {
  const foreseen = foreseeChanges(question.call.actions, diskFiles);
  if ("why" in foreseen) return foreseen;
  return new Review(question, foreseen.files, documents);
}

/** Absolute paths whose unsaved text an editor holds: the agent's tool does not see it. */
export function unsavedFiles(): ReadonlySet<string> {
  const dirty = workspace.textDocuments.filter(({ isDirty, uri }) => isDirty && uri.scheme === "file");
  return new Set(dirty.map(({ uri }) => uri.fsPath));
}

class Review implements FileReview {
  readonly files: readonly FileChange[];
  readonly #owned = new Disposables();
  readonly #question: Question;
  readonly #documents: ReadOnlyDocuments;
  #showing = 0;

  constructor(question: Question, files: readonly FileChange[], documents: ReadOnlyDocuments) {
    this.files = files;
    this.#question = question;
    this.#documents = documents;
  }

  onClosed(listener: () => void): void {
    this.#owned.add(
      window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.some(({ input }) => this.#isOurs(input)) && this.#showing === 0 && !this.#isOpen()) listener();
      }),
    );
  }

  async show(index: number, column: ViewColumn): Promise<void> {
    const file = this.files[index];
    if (!file) return;
    const [before, after] = this.#sides(file, index);
    const title = l10n.t("{0}, as the agent would leave it", baseName(file.path));
    this.#showing++;
    try {
      // A preview gives way to whatever is opened next, and the question would be closed with its diff.
      const options = { preview: false, preserveFocus: true, viewColumn: column };
      const others = this.#tabs();
      await commands.executeCommand("vscode.diff", before, after, title, options);
      await window.tabGroups.close(
        others.filter(({ input }) => !isDiffOf(input, after)),
        true,
      );
    } finally {
      this.#showing--;
    }
  }

  async showAll(): Promise<void> {
    const rows = this.files.map((file, index) => {
      const [before, after] = this.#sides(file, index);
      return [after, file.before === undefined ? undefined : before, file.after === undefined ? undefined : after];
    });
    await commands.executeCommand("vscode.changes", l10n.t("All files, as the agent would leave them"), rows);
  }

  isStillTrue(): boolean {
    const now = foreseeChanges(this.#question.call.actions, diskFiles);
    return "files" in now && JSON.stringify(now.files) === JSON.stringify(this.files);
  }

  async close(): Promise<void> {
    this.#owned.dispose();
    await closePages(this.#folder());
  }

  /** Both sides are texts of our own, so that neither can be changed and no unsaved editor stands in for the file. */
  #sides({ path, before, after }: FileChange, index: number): [Uri, Uri] {
    const name = (side: string) => `${this.#folder().slice(1)}/${side}/${index}/${baseName(path)}`;
    return [this.#documents.put(name("before"), before ?? ""), this.#documents.put(name("after"), after ?? "")];
  }

  #folder(): string {
    return `/question/${this.#question.id}`;
  }

  #isOpen(): boolean {
    return this.#tabs().length > 0;
  }

  #tabs(): Tab[] {
    return window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ input }) => this.#isOurs(input));
  }

  #isOurs(input: unknown): boolean {
    return (
      input instanceof TabInputTextDiff &&
      input.modified.scheme === documentScheme &&
      input.modified.path.startsWith(`${this.#folder()}/`)
    );
  }
}

function isDiffOf(input: unknown, after: Uri): boolean {
  return input instanceof TabInputTextDiff && input.modified.toString() === after.toString();
}

/** A notebook's text is compared as text. */
function baseName(path: string): string {
  const name = path.split(/[\\/]/).at(-1) ?? "file";
  return name.endsWith(".ipynb") ? `${name}.json` : name;
}
