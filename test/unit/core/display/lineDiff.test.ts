import assert from "node:assert/strict";
import fc from "fast-check";
import { countLines, type DiffHunk, diffText, lineDiff } from "../../../../src/core/display/lineDiff.ts";

const text = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 }).map((lines) => lines.join("\n"));
const long = (word: string) => Array.from({ length: 3_000 }, (_, index) => `${word}${index}`).join("\n");

/** The text after a diff was applied to the one before. */
function applied(before: string, hunks: readonly DiffHunk[]): string[] {
  const old = before === "" ? [] : before.replace(/\n$/, "").split("\n");
  const result: string[] = [];
  let at = 0;
  for (const { oldStart, oldLines, lines } of hunks) {
    const start = oldLines === 0 ? oldStart : oldStart - 1;
    result.push(...old.slice(at, start), ...lines.filter(({ sign }) => sign !== "-").map((line) => line.text));
    at = start + oldLines;
  }
  return [...result, ...old.slice(at)];
}

describe("lineDiff", () => {
  it("is what was taken out and what was put in, with what stands around it", () => {
    const before = ["a", "b", "c", "d", "e", "f", "g", "h", "i"].join("\n");
    const hunks = lineDiff(before, before.replace("e", "X"));
    assert.deepEqual(diffText(hunks), ["…", "  b", "  c", "  d", "- e", "+ X", "  f", "  g", "  h"]);
    assert.deepEqual([hunks[0]?.oldStart, hunks[0]?.oldLines, hunks[0]?.newStart], [2, 7, 2]);
  });

  it("keeps what is the same between two changes", () =>
    assert.deepEqual(diffText(lineDiff("a\nb\nc", "A\nb\nC")), ["- a", "+ A", "  b", "- c", "+ C"]));

  it("is nothing where nothing changed, and ends in time on long texts", () => {
    assert.deepEqual(lineDiff("a\nb", "a\nb"), []);
    assert.equal(diffText(lineDiff(long("a"), long("b"))).length, 2_001);
    assert.deepEqual(countLines(`x\n${long("a")}\ny`, `x\n${long("b")}\ny`), { added: 3_000, removed: 3_000 });
  });

  it("makes the second text of the first, whatever they are (property)", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const now = after === "" ? [] : after.replace(/\n$/, "").split("\n");
        if (before !== after) assert.deepEqual(applied(before, lineDiff(before, after)), now);
      }),
      { numRuns: 400 },
    );
  });
});

describe("countLines", () => {
  const cases: readonly (readonly [string, string | undefined, string | undefined, number, number])[] = [
    ["a new file", undefined, "a\nb\n", 2, 0],
    ["a deleted file", "a\nb", undefined, 0, 2],
    ["one line changed", "a\nb\nc\n", "a\nx\nc\n", 1, 1],
    ["two changes with a kept line between", "a\nb\nc\nd\n", "x\nb\nc\ny\n", 2, 2],
    ["nothing", "a", "a", 0, 0],
  ];
  for (const [name, before, after, added, removed] of cases) {
    it(name, () => assert.deepEqual(countLines(before, after), { added, removed }));
  }
});
