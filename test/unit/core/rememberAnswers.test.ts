import assert from "node:assert/strict";
import { rememberAnswers } from "../../../src/core/rememberAnswers.ts";

describe("remembered answers", () => {
  it("are worked out once, also where the answer is undefined", () => {
    const asked: string[] = [];
    const answer = rememberAnswers((text) => {
      asked.push(text);
      return text === "none" ? undefined : text.length;
    });
    assert.deepEqual([answer("one"), answer("none"), answer("one"), answer("none")], [3, undefined, 3, undefined]);
    assert.deepEqual(asked, ["one", "none"]);
  });

  it("are not more than so many, and none of a long text", () => {
    let asked = 0;
    const answer = rememberAnswers(() => ++asked, { most: 2 });
    for (const text of ["a", "b", "c", "a"]) answer(text);
    assert.equal(asked, 4);
    const long = "x".repeat(1_000);
    assert.notEqual(answer(long), answer(long));
  });
});
