import assert from "node:assert/strict";
import { SourceText } from "../../../../src/core/model/span.ts";

describe("SourceText", () => {
  const source = new SourceText("a.txt", "one\r\ntwo\rthree\n");

  it("counts \\n, \\r\\n and \\r as one line end each", () => {
    assert.equal(source.lineCount, 4);
    assert.deepEqual(source.positionAt(5), { line: 1, character: 0 });
    assert.deepEqual(source.positionAt(9), { line: 2, character: 0 });
  });

  it("clamps offsets outside the text to its ends", () => {
    assert.deepEqual(source.positionAt(-3), { line: 0, character: 0 });
    assert.deepEqual(source.positionAt(999), { line: 3, character: 0 });
  });
});
