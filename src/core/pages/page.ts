/**
 * What a person reads about the record, as plain data: drawn by a page of the editor, printed by the command line. All
 * text in it is safe to show, and is set as text, never as markup.
 */
import type { DiffLine } from "../display/lineDiff.ts";

export interface Page {
  readonly title: string;
  /** The outcome in a word or two. */
  readonly mark?: Mark;
  /** What the page comes to, a sentence each. */
  readonly lead: readonly string[];
  readonly parts: readonly Part[];
}

export type Tone = "good" | "bad" | "warn" | "plain";

export interface Mark {
  readonly text: string;
  readonly tone: Tone;
}

export type Part = FactsPart | ListPart | TablePart | DiffPart | TextPart;

export interface FactsPart {
  readonly kind: "facts";
  readonly title: string;
  readonly rows: readonly { readonly name: string; readonly value: string }[];
  /** Digests and the like: set in the editor's font. */
  readonly code?: true;
  /** Not needed every day: folded until it is opened. */
  readonly folded?: true;
}

export interface ListPart {
  readonly kind: "list";
  readonly title: string;
  readonly mark?: Mark;
  readonly note?: string;
  readonly items: readonly ListItem[];
  /** Said instead, where there is none. */
  readonly empty?: string;
}

export interface ListItem {
  readonly text: string;
  readonly note?: string;
  readonly mark?: Mark;
  /** The number of the record that it opens. */
  readonly record?: number;
}

export interface TablePart {
  readonly kind: "table";
  readonly title: string;
  readonly note?: string;
  /** Columns of numbers end at the same place. */
  readonly head: readonly { readonly text: string; readonly number?: true }[];
  readonly rows: readonly { readonly cells: readonly string[]; readonly tone?: Tone }[];
  readonly empty?: string;
}

export interface DiffPart {
  readonly kind: "diff";
  /** The file. */
  readonly title: string;
  readonly folder: string;
  /** "changed +3 −1" */
  readonly state: string;
  readonly notes: readonly string[];
  readonly lines: readonly DiffRow[];
}

/** A line with its numbers; `sign` "@": a place where unchanged lines are left out. */
export interface DiffRow {
  readonly sign: DiffLine["sign"] | "@";
  readonly text: string;
  readonly old?: number;
  readonly now?: number;
}

export interface TextPart {
  readonly kind: "text";
  readonly title: string;
  readonly text: string;
}

/** The page as lines of a terminal or of a text file. */
export function pageText({ title, mark, lead, parts }: Page): string {
  const head = [title, ...(mark ? [mark.text] : []), ...lead];
  return `${[head.join("\n"), ...parts.map(partText)].join("\n\n")}\n`;
}

function partText(part: Part): string {
  switch (part.kind) {
    case "facts": {
      const width = Math.max(0, ...part.rows.map(({ name }) => name.length)) + 2;
      return lines(part.title, ...part.rows.map(({ name, value }) => `${`${name}:`.padEnd(width)}${value}`));
    }
    case "list": {
      const title = part.mark ? `${part.title} (${part.mark.text})` : part.title;
      const items = part.items.length === 0 && part.empty ? [part.empty] : part.items.map(itemText);
      return lines(title, ...(part.note ? [part.note] : []), ...items);
    }
    case "table":
      return lines(part.title, ...(part.note ? [part.note] : []), ...tableLines(part));
    case "diff": {
      const rows = part.lines.map(({ sign, text }) => (sign === "@" ? text : `${sign}${text}`));
      return [`${part.folder}${part.title} ${part.state}`, ...part.notes, ...rows].join("\n");
    }
    case "text":
      return lines(part.title, part.text);
  }
}

function lines(title: string, ...rest: readonly string[]): string {
  return [`${title}:`, ...rest].join("\n");
}

function itemText({ text, note, mark }: ListItem): string {
  return `- ${mark ? `${mark.text}: ` : ""}${text}${note ? ` (${note})` : ""}`;
}

function tableLines({ head, rows, empty }: TablePart): string[] {
  if (rows.length === 0) return empty ? [empty] : [];
  const all = [head.map(({ text }) => text), ...rows.map(({ cells }) => cells)];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  return all.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0, head[column]?.number === true))
      .join("  ")
      .trimEnd(),
  );
}

function pad(cell: string, width: number, isNumber: boolean): string {
  return isNumber ? cell.padStart(width) : cell.padEnd(width);
}
