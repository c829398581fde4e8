import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { maxCodeDepth } from "../../../../src/core/parse/limits.ts";
import type { Grammar } from "../../../../src/core/parse/parsers.ts";
import { copyByCursor, copyTree } from "../../../../src/core/parse/syntax.ts";
import { treeFunctions } from "../../../../src/core/parse/treeMemory.ts";
import { testParsers } from "../../../support/parsers.ts";

const own = (path: string) => readFileSync(join(import.meta.dirname, "../../../..", path), "utf8");

const texts: readonly (readonly [what: string, grammar: Grammar, text: string])[] = [
  ["a file of ours", "typescript", own("src/core/parse/syntax.ts")],
  [
    "a file with JSX and operators",
    "tsx",
    "export const A = (p) => <b title={`x${p?.a ?? 1}`}>{...p}{a !== b && <C/>}</b>;",
  ],
  [
    "Python",
    "python",
    "from a import (b, c as d)\n@tool('x')\nasync def f(a: int = 1, *b, **c) -> str:\n  return f'{a!r}' or not b\n",
  ],
  ["PHP", "php", "<?php function f(int $a) { return $a?->b . 'c'; } ?>"],
  ["Ruby", "ruby", "def f(a, *b) = puts(a) if b&.any?\n"],
  ["text beyond ASCII", "javascript", 'const ä = "😀😀", 變 = { "é": ä };'],
  ["nothing", "typescript", ""],
  ["broken text", "typescript", "function ( { class = => ]]] ${ `"],
  ["what is nested too deeply", "typescript", `${"f(".repeat(maxCodeDepth + 50)}1${")".repeat(maxCodeDepth + 50)}`],
  [
    "lists that are too deep, and go on",
    "python",
    `${"[".repeat(maxCodeDepth + 9)}1, 2${"], 3".repeat(maxCodeDepth)}\nb = 2`,
  ],
];

describe("a copy of a syntax tree", () => {
  for (const [what, grammar, text] of texts) {
    it(`says what the package's cursor says: ${what}`, async () => {
      const parsers = await testParsers();
      const parse = () => parsers.parse(grammar, text) ?? assert.fail("it cannot be parsed");
      const tree = parse();
      const expected = copyByCursor(tree, undefined, 1_000, new Set(["template_string", "type_annotation"]));
      tree.delete();
      assert.ok(treeFunctions(), "the runtime's own functions are called");
      assert.deepEqual(copyTree(parse(), 1_000, new Set(["template_string", "type_annotation"])), expected);
    });
  }
});
