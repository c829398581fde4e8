import assert from "node:assert/strict";
import fc from "fast-check";
import { countLines } from "../../../../src/core/display/lineCounts.ts";

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

  it("adds up to the lines of both sides (property)", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 9 }).map((list) => list.join("\n"));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { added, removed } = countLines(before, after);
        const lines = (value: string) => (value === "" ? 0 : value.split("\n").length);
        assert.equal(lines(after) - added, lines(before) - removed);
      }),
    );
  });
});
