import type { Span } from "../../model/span.ts";
import { parseJsonc } from "../jsonc.ts";
import { at, itemsOf, textOf, type ValueNode } from "../value.ts";

/** The Python of a notebook as one text, with the place of each of its lines in the file. */
export interface NotebookCode {
  readonly text: string;
  place(span: Span): Span;
}

interface Line {
  readonly start: number;
  readonly at: number;
  readonly end: number;
}

/** Undefined when the file is no notebook, or one of another language. */
export function notebookCode(file: string): NotebookCode | undefined {
  const root = parseJsonc(file).value;
  const cells = itemsOf(at(root, "cells"));
  if (cells.length === 0) return undefined;
  const language = textOf(at(root, "metadata", "kernelspec", "language")) ?? "python";
  if (language !== "python") return undefined;
  const lines: Line[] = [];
  let text = "";
  const add = (line: string, node: ValueNode) => {
    lines.push({ start: text.length, at: node.span.start, end: node.span.end });
    // Magics and shell lines are no Python; a blank of the same length keeps the rest readable.
    text += /^\s*[%!]/.test(line) ? line.replace(/[^\n]/g, " ") : line;
  };
  for (const { value: cell } of cells) {
    if (textOf(at(cell, "cell_type")) !== "code") continue;
    const source = at(cell, "source");
    const whole = textOf(source);
    if (whole !== undefined && source) add(whole, source);
    for (const { value } of itemsOf(source)) add(textOf(value) ?? "", value);
    if (!text.endsWith("\n")) text += "\n";
  }
  const lineAt = (offset: number) => lines.findLast(({ start }) => start <= offset) ?? lines[0];
  return {
    text,
    place(span) {
      const first = lineAt(span.start);
      const last = lineAt(Math.max(span.start, span.end - 1));
      return { start: first?.at ?? 0, end: Math.max(first?.at ?? 0, last?.end ?? 0) };
    },
  };
}
