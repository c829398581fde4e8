/** An edit of one cell of a notebook, as Claude Code's NotebookEdit makes it (2.1.329): the file is written anew. */
import type { EditHow } from "../model/action.ts";

type CellEdit = Extract<EditHow, { by: "cell" }>;
type Edited = { readonly text: string } | { readonly why: string };

interface Cell {
  readonly id?: unknown;
  readonly cell_type?: unknown;
  readonly [key: string]: unknown;
}

export function editNotebook(text: string, edit: CellEdit, source: string): Edited {
  const notebook = parse(text);
  if (!notebook) return { why: "The notebook is not one that can be read." };
  const { cells } = notebook;
  const at = edit.cell === undefined ? -1 : indexOf(cells, edit.cell);
  if (edit.cell !== undefined && at < 0) return { why: "The cell that it edits is not in the notebook." };
  if (edit.mode === "insert") return insert(notebook, at + 1, edit, source);
  const cell = cells[at];
  if (!cell) return { why: "It does not say which cell it edits." };
  const changed = edit.mode === "delete" ? [] : [replaced(cell, edit, source)];
  return { text: write({ ...notebook, cells: [...cells.slice(0, at), ...changed, ...cells.slice(at + 1)] }) };
}

interface Notebook {
  readonly cells: readonly Cell[];
  readonly [key: string]: unknown;
}

function insert(notebook: Notebook, at: number, { type }: CellEdit, source: string): Edited {
  if (type === undefined) return { why: "It does not say what kind of cell it adds." };
  // The tool makes up an id; it is not known beforehand, and tells nothing.
  const cell: Cell =
    type === "code"
      ? { cell_type: type, id: "(new)", source, metadata: {}, execution_count: null, outputs: [] }
      : { cell_type: type, id: "(new)", source, metadata: {} };
  return { text: write({ ...notebook, cells: [...notebook.cells.slice(0, at), cell, ...notebook.cells.slice(at)] }) };
}

/** What a cell of code had printed is gone with its text. */
function replaced(cell: Cell, { type }: CellEdit, source: string): Cell {
  const kind = type ?? cell.cell_type;
  const emptied = kind === "code" ? { execution_count: null, outputs: [] } : {};
  return { ...cell, ...(type === undefined ? {} : { cell_type: type }), source, ...emptied };
}

/** By id, or by number as "cell-2". */
function indexOf(cells: readonly Cell[], name: string): number {
  const byId = cells.findIndex(({ id }) => id === name);
  if (byId >= 0) return byId;
  const number = /^cell-(\d+)$/.exec(name)?.[1];
  return number !== undefined && Number(number) < cells.length ? Number(number) : -1;
}

function parse(text: string): Notebook | undefined {
  try {
    const value = JSON.parse(text) as Notebook;
    return Array.isArray(value?.cells) && value.cells.every((cell) => typeof cell === "object" && cell)
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}

function write(notebook: Notebook): string {
  return JSON.stringify(notebook, undefined, 1);
}
