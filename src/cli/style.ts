/** Colors for people at a terminal; without them every text is exactly the same. */
import type { Severity } from "../core/model/severity.ts";
import type { Decision } from "../core/model/verdict.ts";

export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  severity(severity: Severity, text: string): string;
  decision(decision: Decision, text: string): string;
  good(text: string): string;
  bad(text: string): string;
}

export function createStyle(color: boolean): Style {
  const paint = (code: number) => (text: string) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const red = paint(31);
  const yellow = paint(33);
  const green = paint(32);
  const cyan = paint(36);
  const severities: Readonly<Record<Severity, (text: string) => string>> = {
    critical: paint(91),
    high: red,
    medium: yellow,
    low: cyan,
  };
  const decisions: Readonly<Record<Decision, (text: string) => string>> = { allow: green, ask: yellow, deny: red };
  return {
    bold: paint(1),
    dim: paint(2),
    severity: (severity, text) => severities[severity](text),
    decision: (decision, text) => decisions[decision](text),
    good: green,
    bad: red,
  };
}

/** "1 finding", "2 findings". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** Breaks a text at blanks; `width` undefined: not at all. The first line begins where the caller stands. */
export function wrap(text: string, indent: string, width: number | undefined): string {
  if (width === undefined) return text;
  const room = Math.max(30, width - indent.length);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${indent}`);
}

/** A wider cell does not push all others to the right: its own line is moved instead. */
const widestColumn = 44;

/** Columns that line up. Cells hold no color yet unless they are in the last column. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) {
      if (cell.length <= widestColumn) widths[index] = Math.max(widths[index] ?? 0, cell.length);
    }
  }
  return rows
    .map((row) =>
      row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join("  "),
    )
    .map((line) => `${line.trimEnd()}\n`)
    .join("");
}
