import assert from "node:assert/strict";
import fc from "fast-check";
import { grouped, safeShort, shortenMiddle } from "../../../../src/core/display/shorten.ts";

describe("shortenMiddle", () => {
  it("leaves what fits", () => assert.equal(shortenMiddle("abc", 3), "abc"));

  it("keeps start and end and says how much is hidden", () => {
    assert.equal(shortenMiddle(`${"a".repeat(900)}${"z".repeat(900)}`, 6), "aaaa ⟨… 1,794 characters hidden …⟩ zz");
  });

  it("hides nothing where the note of it would be longer", () => {
    assert.equal(shortenMiddle("a".repeat(20), 6), "a".repeat(20));
  });

  it("never splits a character and never lies about the number", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), fc.integer({ min: 3, max: 40 }), (text, max) => {
        const short = shortenMiddle(text, max);
        assert.ok(!/\p{Cs}/u.test(short) || /\p{Cs}/u.test(text));
        const hidden = /⟨… ([\d,]+) characters hidden …⟩/.exec(short);
        if (short === text || !hidden) return;
        const kept = short.length - hidden[0].length - 2;
        assert.equal(kept + Number(hidden[1]?.replaceAll(",", "")), text.length);
      }),
    );
  });
});

describe("safeShort", () => {
  it("reads only the kept parts of a giant text", () => {
    const short = safeShort(`start\u202e${"x".repeat(10_000_000)}end`, 30);
    assert.match(short, /^start⟨U\+202E⟩x+ ⟨… 9,999,979 characters hidden …⟩ x+end$/);
  });

  it("stays short when everything has to be written out", () => {
    assert.ok(safeShort("\u200b \u202e ".repeat(100_000), 60).length < 400);
  });
});

describe("grouped", () => {
  for (const [count, text] of [
    [0, "0"],
    [999, "999"],
    [1000, "1,000"],
    [1234567, "1,234,567"],
  ] as const) {
    it(`writes ${count} as ${text}`, () => assert.equal(grouped(count), text));
  }
});
