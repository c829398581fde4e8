import assert from "node:assert/strict";
import fc from "fast-check";
import { readPatch } from "../../../src/agents/applyPatch.ts";

function patch(...lines: readonly string[]): string {
  return ["*** Begin Patch", ...lines, "*** End Patch"].join("\n");
}

describe("readPatch", () => {
  it("accepts Windows line ends", () => {
    assert.deepEqual(readPatch(patch("*** Delete File: C:\\a").replaceAll("\n", "\r\n")), [
      { kind: "file_delete", path: "C:\\a" },
    ]);
  });

  it("keeps a line that only looks like a header inside a file's content", () => {
    assert.deepEqual(readPatch(patch("*** Add File: a", "+*** Delete File: b")), [
      { kind: "file_write", path: "a", content: "*** Delete File: b" },
    ]);
  });

  const refused: readonly (readonly [name: string, text: string])[] = [
    ["no patch", "rm -rf /"],
    ["no end", "*** Begin Patch\n*** Delete File: a"],
    ["nothing in it", patch()],
    ["text before the first file", patch("hello", "*** Delete File: a")],
    ["a line of no kind in an update", patch("*** Update File: a", "what is this")],
    ["a header of no kind", patch("*** Update File: a", "-x", "*** Chmod File: b")],
    ["content that is not marked as added", patch("*** Add File: a", "content")],
    ["a body under a deletion", patch("*** Delete File: a", "+x")],
  ];
  for (const [name, text] of refused) {
    it(`does not guess: ${name}`, () => assert.equal(readPatch(text), undefined));
  }

  it("names every file of a patch, whatever is in it", () => {
    const path = fc.stringMatching(/^[a-z/]{1,9}$/);
    fc.assert(
      fc.property(
        fc.array(path, { minLength: 1, maxLength: 8 }),
        fc.array(fc.stringMatching(/^[ -~]{0,20}$/)),
        (paths, body) => {
          const lines = paths.flatMap((name) => [`*** Add File: ${name}`, ...body.map((line) => `+${line}`)]);
          assert.deepEqual(
            readPatch(patch(...lines))?.map((action) => "path" in action && action.path),
            paths,
          );
        },
      ),
    );
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string(), (text) => void readPatch(patch(text))));
  });
});
