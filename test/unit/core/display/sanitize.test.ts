import assert from "node:assert/strict";
import { homoglyphWarning, safeBlock, safeLine } from "../../../../src/core/display/sanitize.ts";

function check(name: string, text: string, expected: string): void {
  it(name, () => assert.equal(safeLine(text), expected));
}

describe("safeLine", () => {
  check("leaves plain text alone", "git commit -m 'héllo wörld' 日本語", "git commit -m 'héllo wörld' 日本語");
  check("shows line ends and tabs as signs", "a\nb\r\nc\td\re", "a⏎b⏎c⇥d⏎e");
  check("shows Unicode line ends too", "a\u2028b\u2029c\u0085d", "a⏎b⏎c⏎d");
  check("takes the force from terminal escapes", "\u001b[31mred\u001b[0m", "⟨U+001B⟩[31mred⟨U+001B⟩[0m");
  check("writes out a right-to-left override", "a\u202Etxt.exe", "a⟨U+202E⟩txt.exe");
  check("writes out zero-width characters", "r\u200bm", "r⟨U+200B⟩m");
  check(
    "writes out invisible tag characters and counts a long run",
    `a${"\u{E0041}".repeat(9)}`,
    "a⟨U+E0041⟩⟨U+E0041⟩⟨U+E0041⟩⟨U+E0041⟩⟨and 5 more hidden characters⟩",
  );
  check("writes out blanks that are none", "a\u00a0b\u3164c\u2800d", "a⟨U+00A0⟩b⟨U+3164⟩c⟨U+2800⟩d");
  check("counts long padding", `rm${" ".repeat(300)}-rf`, "rm ⟨300 blanks⟩ -rf");
  check("keeps ordinary indentation", "a    b", "a    b");
  check("cuts stacks of marks", `a${"\u0301".repeat(20)}`, `a${"\u0301".repeat(3)}⟨17 more marks⟩`);
  check("writes out a lone surrogate", "a\ud800b", "a⟨U+D800⟩b");
  check("keeps a line end inside a hidden run visible", "\u200b\n\u200b", "⟨U+200B⟩⏎⟨U+200B⟩");
});

describe("safeBlock", () => {
  it("keeps lines and indentation", () => assert.equal(safeBlock("a\r\n\tb\n"), "a\n\tb\n"));
  it("still writes out what is hidden", () => assert.equal(safeBlock("a\u202e\nb\u0007"), "a⟨U+202E⟩\nb⟨U+0007⟩"));
  it("is quick on a hostile megabyte", () => assert.ok(safeBlock("\u200b\n".repeat(500_000)).length > 0));
});

describe("homoglyphWarning", () => {
  const warned: readonly (readonly [string, RegExp])[] = [
    ["curl https://pаypal.com", /Latin and Cyrillic/],
    ["ls ρath", /Latin and Greek/],
    ["ｒｍ -rf", /only look like plain/],
  ];
  for (const [text, expected] of warned) {
    it(`warns of ${text}`, () => assert.match(homoglyphWarning(text) ?? "", expected));
  }
  for (const text of ["ls -la", "echo привет мир", "git push origin λ", "naïve café", ""]) {
    it(`says nothing of “${text}”`, () => assert.equal(homoglyphWarning(text), undefined));
  }
});
