/** What a call would make of files, computed as its tool would compute it: the real change, or why it is not known. */
import type { Action } from "../model/action.ts";
import { applyHunks } from "./filePatch.ts";
import { editNotebook } from "./notebookEdit.ts";

/** A file as it is on disk now. `unreadable`: it is there, and the text says why it cannot be shown. */
export type FileState = { readonly text: string } | { readonly absent: true } | { readonly unreadable: string };

export interface FilePorts {
  /** The absolute path that an action's path means; undefined: not to be told. */
  resolve(path: string, cwd: string | undefined): string | undefined;
  read(path: string): FileState;
}

/** One file before and after. Undefined: it does not exist then. */
export interface FileChange {
  readonly path: string;
  /** Where it came from, when it is moved. */
  readonly from?: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** `why`: it cannot be computed, in words for the person. */
export type ForeseenChanges = { readonly files: readonly FileChange[] } | { readonly why: string };

type FileAction = Extract<Action, { kind: "file_write" | "file_edit" | "file_delete" | "file_rename" }>;

/** What can be computed at all for a whole call; more files than a person would look at one by one are not. */
const maxFiles = 40;

/** Whether the call changes files and does nothing else, so that its changes are the whole of it. */
export function changesOnlyFiles(actions: readonly Action[]): actions is readonly FileAction[] {
  return actions.length > 0 && actions.every(isFileAction);
}

/** INVARIANT: all changes of the call, or none. What is left out could not be seen by the one who allows it. */
export function foreseeChanges(actions: readonly Action[], ports: FilePorts): ForeseenChanges {
  if (!changesOnlyFiles(actions)) return { why: "It does more than change files." };
  const disk = new Disk(ports);
  for (const action of actions) {
    const why = disk.apply(action);
    if (why !== undefined) return { why };
  }
  const files = disk.changes();
  if (files.length > maxFiles) return { why: `It changes more than ${maxFiles} files.` };
  return { files };
}

function isFileAction({ kind }: Action): boolean {
  return kind === "file_write" || kind === "file_edit" || kind === "file_delete" || kind === "file_rename";
}

interface Held {
  readonly before: string | undefined;
  now: string | undefined;
  from?: string;
}

/** The files that the call touches, changed one action after the other. */
class Disk {
  readonly #ports: FilePorts;
  readonly #files = new Map<string, Held>();

  constructor(ports: FilePorts) {
    this.#ports = ports;
  }

  /** @returns why it cannot be told, if so */
  apply(action: FileAction): string | undefined {
    const path = this.#ports.resolve(action.path, action.cwd);
    if (path === undefined) return "Which file it means is not known.";
    const file = this.#open(path);
    if (typeof file === "string") return file;
    switch (action.kind) {
      case "file_write":
        file.now = action.content;
        return undefined;
      case "file_delete":
        if (file.now === undefined) return "A file it deletes does not exist.";
        file.now = undefined;
        return undefined;
      case "file_rename":
        return this.#move(path, file, this.#ports.resolve(action.to, action.cwd));
      case "file_edit": {
        const edited = editText(file.now, action);
        if ("why" in edited) return edited.why;
        file.now = edited.text;
        return undefined;
      }
    }
  }

  changes(): FileChange[] {
    return (
      [...this.#files]
        // A file that the call itself makes and takes away again was never there.
        .filter(([, { before, now, from }]) => before !== undefined || now !== undefined || from !== undefined)
        .map(([path, { before, now, from }]) => ({
          path,
          before: from === undefined ? before : this.#files.get(from)?.before,
          after: now,
          ...(from === undefined ? {} : { from }),
        }))
        .filter(({ path, after }) => after !== undefined || !this.#isMovedAway(path))
    );
  }

  #isMovedAway(path: string): boolean {
    return [...this.#files.values()].some(({ from, now }) => from === path && now !== undefined);
  }

  #move(path: string, file: Held, to: string | undefined): string | undefined {
    if (to === undefined) return "Where it moves a file is not known.";
    if (file.now === undefined) return "A file it moves does not exist.";
    const target = this.#open(to);
    if (typeof target === "string") return target;
    // What is overwritten would not be seen in the difference to the file that moves.
    if (target.now !== undefined) return "It moves a file over another one.";
    target.now = file.now;
    target.from = path;
    file.now = undefined;
    return undefined;
  }

  /** The file as it is after the actions before, or why it cannot be shown. */
  #open(path: string): Held | string {
    const known = this.#files.get(path);
    if (known) return known;
    const state = this.#ports.read(path);
    if ("unreadable" in state) return state.unreadable;
    const text = "text" in state ? state.text : undefined;
    const held: Held = { before: text, now: text };
    this.#files.set(path, held);
    return held;
  }
}

type Edited = { readonly text: string } | { readonly why: string };

/** The file's text after one edit, by the rules that editing tools share: an old text must be there exactly once. */
function editText(text: string | undefined, action: Extract<Action, { kind: "file_edit" }>): Edited {
  const { how, new_text: newText, old_text: oldText } = action;
  if (how?.by === "merge") return { why: "Another model works the change in, so its result is not known beforehand." };
  if (text === undefined) {
    const creates = how === undefined && oldText === "";
    return creates ? { text: newText } : { why: "A file it edits does not exist." };
  }
  // Tools match by lines, whatever ends them, and keep the file's own line ends.
  const ends = text.includes("\r\n") ? "\r\n" : "\n";
  const edited = editLines(text.replaceAll("\r\n", "\n"), action);
  if ("why" in edited || ends === "\n") return edited;
  if (/[^\r]\n/.test(text)) return { why: "The file mixes line ends, so the result is not certain." };
  return { text: edited.text.replaceAll("\n", "\r\n") };
}

function editLines(text: string, action: Extract<Action, { kind: "file_edit" }>): Edited {
  const { how } = action;
  const newText = action.new_text.replaceAll("\r\n", "\n");
  const oldText = action.old_text?.replaceAll("\r\n", "\n");
  if (how?.by === "hunks") return applyHunks(text, how.hunks);
  if (how?.by === "line") return insertAfter(text, how.after, newText);
  if (how?.by === "cell") return editNotebook(text, how, newText);
  if (oldText === undefined) return { why: "The tool does not say where it edits." };
  if (oldText === "") return text === "" ? { text: newText } : { why: "The file that it would create exists." };
  const parts = text.split(oldText);
  if (parts.length === 1) return { why: "The text that it replaces is not in the file as it is now." };
  if (how?.by === "every") return { text: parts.join(newText) };
  if (parts.length > 2) return { why: `The text that it replaces is in the file ${parts.length - 1} times.` };
  return { text: parts.join(newText) };
}

function insertAfter(text: string, after: number, inserted: string): Edited {
  const lines = text.split("\n");
  if (!Number.isInteger(after) || after < 0 || after > lines.length)
    return { why: "It inserts behind the file's end." };
  return { text: [...lines.slice(0, after), ...inserted.split("\n"), ...lines.slice(after)].join("\n") };
}
