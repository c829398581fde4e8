import assert from "node:assert/strict";
import fc from "fast-check";
import { changeLines } from "../../../../src/core/display/changeLines.ts";

describe("lines of a change", () => {
  it("are what was taken out and what was put in, with what stands around it", () => {
    const before = ["a", "b", "c", "d", "e", "f", "g", "h"].join("\n");
    const after = ["a", "b", "c", "d", "X", "f", "g", "h"].join("\n");
    assert.deepEqual(changeLines(before, after), ["…", "  b", "  c", "  d", "- e", "+ X", "  f", "  g", "  h"]);
  });

  it("keep what is the same between two changes", () =>
    assert.deepEqual(changeLines("a\nb\nc", "A\nb\nC"), ["- a", "+ A", "  b", "- c", "+ C"]));

  it("are none where nothing changed, and end in time on long texts", () => {
    assert.deepEqual(changeLines("a\nb", "a\nb"), ["…"]);
    const long = (word: string) => Array.from({ length: 3_000 }, (_, index) => `${word}${index}`).join("\n");
    assert.equal(changeLines(long("a"), long("b")).length, 2_001);
  });

  it("say both texts, whatever they are", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 12 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = changeLines(before, after);
        if (lines.includes("…")) return;
        const side = (mark: string) =>
          lines.filter((line) => line.startsWith(mark) || line.startsWith("  ")).map((line) => line.slice(2));
        assert.equal(side("- ").join("\n"), before);
        assert.equal(side("+ ").join("\n"), after);
      }),
    );
  });
});
