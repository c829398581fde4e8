import assert from "node:assert/strict";
import fc from "fast-check";
import { splitCommand } from "../../../../src/core/permissions/shellSegments.ts";

describe("splitCommand", () => {
  /** Commands as words joined by "|", nested ones in parentheses; then the obstacles. */
  const cases: readonly [line: string, commands: readonly string[], obstacles: readonly string[]][] = [
    ["a b && c; d | e || f", ["a b", "c", "d", "e", "f"], []],
    ["a 'b c' \"d\" e\\;f", ["a b c d e;f"], []],
    ["a > f 2>&1 < g", ["a"], []],
    ["if a; then b; else c; fi", ["a", "b", "c"], []],
    ["for i in 1 2; do a; done", ["a"], []],
    ["a # b; c", ["a"], []],
    ["a \\\n b", ["a b"], []],
    ["X=1 a", ["a"], []],
    ["a $HOME $((1+1))", ["a $HOME $((1+1))"], []],
    ["a $X", ["a $X"], ["variable"]],
    ['a "${X}"', ["a ${X}"], ["variable"]],
    ["a '$X $(b)'", ["a $X $(b)"], []],
    ["a $(b c)", ["(b c)", "a $(b c)"], ["substitution"]],
    ["a `b`", ["(b)", "a `b`"], ["substitution"]],
    ["a <(b)", ["(b)", "a <(b)"], ["substitution"]],
    ["(a; b)", ["(a)", "(b)"], ["subshell"]],
    ["{ a; }", ["(a)"], ["group"]],
    ["a & b", ["a", "b"], ["background"]],
    ["cat <<E\na\nE\nb", ["cat", "b"], ["heredoc"]],
    ["cat <<'E'\na; b\nE\nc", ["cat", "c"], []],
    ["a 'b", ["a b"], ["unbalanced"]],
    ["a {b,c}", ["a {b,c}"], ["control"]],
    [";", [], ["unbalanced"]],
    ["&& a", ["a"], ["unbalanced"]],
    ["\na;", ["a"], []],
    ["", [], []],
  ];
  for (const [line, commands, obstacles] of cases) {
    it(`reads ${JSON.stringify(line)}`, () => {
      const found = splitCommand(line);
      assert.deepEqual(
        found.segments.map(({ words, nested }) => (nested ? `(${words.join(" ")})` : words.join(" "))),
        commands,
      );
      assert.deepEqual([...found.obstacles], obstacles);
    });
  }

  it("keeps assignments and redirects apart from the words", () => {
    const [segment] = splitCommand("X=1 a > f 2>> g").segments;
    assert.deepEqual(segment?.assignments, ["X=1"]);
    assert.deepEqual(segment?.redirects, [
      { operator: ">", target: "f" },
      { operator: ">>", target: "g" },
    ]);
    assert.equal(segment?.text, "X=1 a");
  });

  it("never throws and never loops", () => {
    const pieces = fc.array(
      fc.constantFrom(
        "a",
        " ",
        "'",
        '"',
        "`",
        "$(",
        ")",
        "(",
        "{",
        "}",
        "\\",
        "\n",
        "<<E",
        ">",
        "&",
        ";",
        "|",
        "$",
        "#",
      ),
    );
    fc.assert(fc.property(pieces, (list) => splitCommand(list.join("")).segments.length >= 0));
  });

  it("gives up on what is nested or long beyond reason", () => {
    assert.ok(splitCommand("$(".repeat(5000)).obstacles.size > 0);
    assert.deepEqual([...splitCommand("a ".repeat(100_000)).obstacles], ["too-long"]);
  });
});
