/**
 * Our readers of shells beside the field's grammars: whatever command the grammar sees in a line that it reads whole,
 * our reader must see too. The grammars are not shipped: they know no zsh, take PowerShell's everyday text for broken,
 * and recover from broken text in milliseconds a step (0.3.1, 2026-11-25).
 */
import assert from "node:assert/strict";
import { readShell } from "../../../../../src/core/effects/shell/posix/statements.ts";
import { type Grammar, loadParsers, type Parsers } from "../../../../../src/core/parse/parsers.ts";
import { labelledRows } from "../../../../support/labelledRows.ts";
import { packageWasm } from "../../../../support/parsers.ts";

/** The texts of all nodes of a type in the grammar's tree; undefined where it could not read the text whole. */
function namesByGrammar(parsers: Parsers, grammar: string, text: string): string[] | undefined {
  const tree = parsers.parse(grammar as Grammar, text);
  if (!tree) return undefined;
  const names = tree.rootNode.descendantsOfType("command_name").flatMap((node) => (node ? [node.text] : []));
  const isWhole = !tree.rootNode.hasError;
  tree.delete();
  return isWhole ? names : undefined;
}

interface FirstWord {
  readonly start: number;
  readonly end: number;
  readonly parts: readonly { readonly text?: string }[];
}

/** What the grammar calls a command and the shell does not: a keyword, and arithmetic. */
const noCommand = /^coproc$|^\(\(/;

/** The first word of every simple command our reader sees, as it is written. */
function namesByReader(text: string): Set<string> {
  const names = new Set<string>();
  const visit = (value: unknown, source: string, base: number): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, source, base);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return;
    const node = value as { kind?: string; words?: readonly FirstWord[] };
    const first = node.kind === "simple" ? node.words?.[0] : undefined;
    if (first) names.add(source.slice(first.start - base, first.end - base));
    // What stands in a here-document has places of its own.
    if (first?.parts.every(({ text }) => text !== undefined)) names.add(first.parts.map(({ text }) => text).join(""));
    for (const inner of Object.values(value)) visit(inner, source, base);
  };
  visit(readShell(text, "bash").value, text, 0);
  return names;
}

describe("the reader of bash", () => {
  const lines = labelledRows().flatMap((row) => {
    const text = (row as { command?: unknown }).command;
    return row.shell === "bash" && typeof text === "string" ? [text] : [];
  });

  it("sees every command that the grammar sees in the labelled lines", async () => {
    const parsers = await loadParsers(packageWasm, ["bash" as Grammar]);
    let compared = 0;
    const missing = lines.flatMap((line) => {
      const wanted = namesByGrammar(parsers, "bash", line);
      if (!wanted) return [];
      compared++;
      const seen = namesByReader(line);
      return wanted.filter((name) => !seen.has(name) && !noCommand.test(name)).map((name) => `${name} in ${line}`);
    });
    assert.ok(compared > lines.length * 0.8, `${compared} of ${lines.length}`);
    assert.deepEqual(missing, []);
  });
});
