import assert from "node:assert/strict";
import fc from "fast-check";
import { Places } from "../../../../src/core/discover/places.ts";

const span = fc.tuple(fc.nat(30), fc.nat(30)).map(([start, length]) => ({ start, end: start + length }));

describe("the places of definitions", () => {
  it("hold what lies in one of them", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ added: fc.array(span), asked: span })), (steps) => {
        const places = new Places();
        const all: { readonly start: number; readonly end: number }[] = [];
        for (const { added, asked } of steps) {
          for (const one of added) {
            places.add(one);
            all.push(one);
          }
          const expected = all.some(({ start, end }) => start <= asked.start && asked.end <= end);
          assert.equal(places.hold(asked), expected);
        }
      }),
    );
  });
});
