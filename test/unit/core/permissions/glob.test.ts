import assert from "node:assert/strict";
import { matchesGlob, matchesIgnorePattern } from "../../../../src/core/permissions/glob.ts";
import { matchesWildcard } from "../../../../src/core/permissions/wildcard.ts";

describe("matchesGlob", () => {
  const cases: readonly [pattern: string, path: string, expected: boolean][] = [
    ["src/*.ts", "src/a.ts", true],
    ["src/*.ts", "src/a/b.ts", false],
    ["**/*.ts", "a.ts", true],
    ["**/*.ts", "a/b/c.ts", true],
    ["**/.git/**", ".git/hooks/x", true],
    ["**/.git/**", "a/.github/x", false],
    ["a/**/b", "a/b", true],
    ["a/**/b", "a/x/y/b", true],
    ["?.ts", "a.ts", true],
    ["[a-c].ts", "b.ts", true],
    ["[!a-c].ts", "b.ts", false],
    ["\\*.ts", "*.ts", true],
    ["\\*.ts", "a.ts", false],
    ["**/*.{json,lock}", "a/b.lock", true],
    ["**/*.{json,lock}", "a/b.ts", false],
    ["[", "[", true],
  ];
  for (const [pattern, path, expected] of cases) {
    it(`${pattern} ${expected ? "matches" : "does not match"} ${path}`, () => {
      assert.equal(matchesGlob(pattern, path, { braces: true }), expected);
    });
  }

  it("takes braces as they are unless asked", () => {
    assert.equal(matchesGlob("{a,b}", "a"), false);
    assert.equal(matchesGlob("{a,b}", "{a,b}"), true);
  });

  it("ends on patterns made to take for ever", () => {
    const stars = `${"*a".repeat(200)}b`;
    assert.equal(matchesGlob(stars, "a".repeat(4000)), false);
    assert.equal(matchesGlob(`${"**/".repeat(500)}b`, "a/".repeat(1000)), false);
    assert.equal(matchesGlob("{a,{b,".repeat(200), "a", { braces: true }), false);
    assert.equal(matchesWildcard(`${"*a".repeat(2000)}b`, "a".repeat(4000)), false);
  });
});

describe("matchesIgnorePattern", () => {
  const cases: readonly [pattern: string, path: string, expected: boolean][] = [
    [".env", "a/b/.env", true],
    ["/.env", "a/.env", false],
    ["/.env", ".env", true],
    ["src", "x/src/a.ts", true],
    ["src/", "src/a.ts", true],
    ["src/**", "x/src/a.ts", false],
    ["./src/**", "src/a/b.ts", true],
    ["**", "a", true],
    ["", "a", false],
  ];
  for (const [pattern, path, expected] of cases) {
    it(`"${pattern}" ${expected ? "covers" : "does not cover"} ${path}`, () => {
      assert.equal(matchesIgnorePattern(pattern, path), expected);
    });
  }
});
