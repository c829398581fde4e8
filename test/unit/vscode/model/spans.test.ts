import assert from "node:assert/strict";
import type { Fix } from "../../../../src/core/model/finding.ts";
import { compatibleFixes } from "../../../../src/vscode/model/spans.ts";

function fix(title: string, ...spans: [number, number][]): Fix {
  return { title, kind: "safe", edits: spans.map(([start, end]) => ({ span: { start, end }, newText: "" })) };
}

function check(fixes: readonly Fix[], expected: readonly string[]): void {
  assert.deepEqual(
    compatibleFixes(fixes).map(({ title }) => title),
    expected,
  );
}

describe("compatible fixes", () => {
  it("keeps fixes of different places", () => check([fix("a", [0, 5]), fix("b", [6, 9])], ["a", "b"]));
  it("leaves a fix that overlaps for the next run", () => check([fix("a", [0, 5]), fix("b", [4, 9])], ["a"]));
  it("leaves a second insertion at the same place", () => check([fix("a", [3, 3]), fix("b", [3, 3])], ["a"]));
  it("makes a fix of several edits whole or not at all", () =>
    check([fix("a", [0, 5]), fix("b", [2, 3], [20, 25]), fix("c", [20, 25])], ["a", "c"]));
});
