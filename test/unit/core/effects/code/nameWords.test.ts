import assert from "node:assert/strict";
import fc from "fast-check";
import { wordsOf } from "../../../../../src/core/effects/code/nameWords.ts";

describe("the words of a name", () => {
  it("are told apart by capitals and by what is no letter", () => {
    assert.deepEqual(wordsOf("get_repo-file.2nd"), ["get", "repo", "file", "2nd"]);
    assert.deepEqual(wordsOf("getHTTPRequestById2Now"), ["get", "http", "request", "by", "id2", "now"]);
    assert.deepEqual(wordsOf("LIST_OPEN_ISSUES"), ["list", "open", "issues"]);
    assert.deepEqual(wordsOf("__é__"), []);
    assert.deepEqual(wordsOf(""), []);
  });

  it("are the same for a name without capitals as for the same name after one with them", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."az09_-. é") }), (name) => {
        assert.deepEqual(wordsOf(`Xy_${name}`), ["xy", ...wordsOf(name)]);
      }),
    );
  });
});
