/** Loops and variables of a line whose words stand there, and those that stay as they are. */
import assert from "node:assert/strict";
import { unrolled } from "../../../../src/agents/codex/unrolled.ts";

const rows: readonly (readonly [line: string, plain: string])[] = [
  ["for f in p q; do touch $f; done", "touch p; touch q"],
  ["for f in p ../q; do touch ${f}.x && ls; done", "touch p.x && ls; touch ../q.x && ls"],
  ["x=y; touch $x", "touch y"],
  ["x=../y && touch $x/z", "touch ../y/z"],
  ["x=a; y=b; touch $x $y", "touch a b"],
  ["x=a; for f in p q; do touch $x/$f; done", "touch a/p; touch a/q"],
  ["touch $x", "touch $x"],
  ["x=y touch $x", "x=y touch $x"],
  ["x=$(ls); touch $x", "x=$(ls); touch $x"],
  ["x=y; x=z; touch $x", "x=y; x=z; touch $x"],
  ["x=y; read x; touch $x", "x=y; read x; touch $x"],
  ["x=y; touch $xy", "touch $xy"],
  ["x=y; touch '$x'", "touch '$x'"],
  ["for f in *; do touch $f; done", "for f in *; do touch $f; done"],
  ["for f in a; do for g in b; do touch $f; done; done", "for f in a; do for g in b; do touch $f; done; done"],
];

describe("a line's plain variables", () => {
  for (const [line, plain] of rows)
    it(`${line} is ${plain}`, () => {
      assert.equal(unrolled(line), plain);
    });
});
