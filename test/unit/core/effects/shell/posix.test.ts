import assert from "node:assert/strict";
import { readShell } from "../../../../../src/core/effects/shell/posix/statements.ts";
import type { Part, Statement } from "../../../../../src/core/effects/shell/posix/syntax.ts";

/** A statement in brackets: what it is and what stands in it. */
function shown(statement: Statement): string {
  switch (statement.kind) {
    case "simple":
      return [
        ...statement.assignments.map((item) => `${item.name}${item.appends ? "+" : ""}=${parts(item.value.parts)}`),
        ...statement.words.map((word) => parts(word.parts)),
        ...statement.redirects.map(
          (item) =>
            `${item.descriptor ?? ""}${item.operator}${parts(item.target?.parts ?? item.document?.parts ?? [])}`,
        ),
      ].join(" ");
    case "pipeline":
      return `[${statement.stages.map(shown).join(" | ")}]`;
    case "sequence":
      return `[${statement.items.map((item) => `${item.depends ? "?" : ""}${shown(item.statement)}${item.background ? " &" : ""}`).join("; ")}]`;
    case "subshell":
      return `(${shown(statement.body)})`;
    case "redirected":
      return `{${shown(statement.body)}} ${statement.redirects.map((item) => `${item.operator}${parts(item.target?.parts ?? [])}`).join(" ")}`;
    case "branches":
      return `<${[...statement.words.map((word) => parts(word.parts)), ...statement.parts.map(shown)].join(", ")}>`;
    case "repeated":
      return `while ${shown(statement.condition)} do ${shown(statement.body)}`;
    case "loop":
      return `for ${statement.names.join(" ")} in ${(statement.values ?? []).map((word) => parts(word.parts)).join(" ")} do ${shown(statement.body)}`;
    case "function":
      return `${statement.names.join(" ")}() ${shown(statement.body)}`;
    case "anonymous":
      return `() ${shown(statement.body)} ${statement.words.map((word) => parts(word.parts)).join(" ")}`;
    case "coprocess":
      return `coproc ${statement.name} ${shown(statement.body)}`;
    case "test":
      return `test ${statement.words.map((word) => parts(word.parts)).join(" ")}`;
    case "arithmetic":
      return `((${parts(statement.parts)}))`;
  }
}

function parts(list: readonly Part[]): string {
  return list.map(part).join("");
}

function part(item: Part): string {
  switch (item.kind) {
    case "text":
      return item.text;
    case "quoted":
      return `'${item.text}'`;
    case "double":
      return `"${parts(item.parts)}"`;
    case "parameter": {
      const name = typeof item.name === "string" ? item.name : parts(item.name);
      const index = item.index ? `[${parts(item.index)}]` : "";
      return `$${item.flags ? `(${item.flags})` : ""}${item.prefix ?? ""}${name}${index}${item.operator ?? ""}${(item.operands ?? []).map(parts).join("|")}`;
    }
    case "command":
      return `$(${shown(item.body)})`;
    case "process":
      return `${item.direction}(${shown(item.body)})`;
    case "arithmetic":
      return `$((${parts(item.parts)}))`;
    case "array":
      return `(${item.words.map((word) => parts(word.parts)).join(" ")})`;
    case "group":
      return `<${parts(item.parts)}>`;
  }
}

describe("text of a shell", () => {
  const read: readonly (readonly ["bash" | "zsh", string, string])[] = [
    ["bash", "a b; c && d || e &", "[a b; c; ?d; ?e &]"],
    ["bash", "a | b |& c", "[a | b | c]"],
    ["bash", "x=1 y+=2 cmd", "x=1 y+=2 cmd"],
    ["bash", "a 2>&1 >b <c", "a 2>&1 >b <c"],
    ["bash", "a >b c 3<<<d", "a c >b 3<<<d"],
    ["bash", "(a; b) >c", "{([a; b])} >c"],
    ["bash", "{ a; b; }", "[a; b]"],
    ["bash", "a \\\nb", "a b"],
    ["bash", "a # b\nc", "[a; c]"],
    ["bash", "a#b", "a#b"],
    ["bash", "'a b'\"c $d\"\\ e", "'a b'\"'c '$d\"' 'e"],
    ["bash", "$'a\\tb'", "'a\tb'"],
    ["bash", "`a \\`b\\``", "$(a $(b))"],
    ["bash", "$(a $(b))", "$(a $(b))"],
    ["bash", "${a:-$(b)} ${#c} ${d[1]} ${!e} ${f//g/h} ${i:1:2}", "$a:-$(b) $#c $d[1] $!e $f//g|h $i:1|2"],
    ["bash", "$((1 + $x))", "$(('1 + '$x))"],
    ["bash", "$( (a) )", "$((a))"],
    ["bash", "((a + 1))", "(('a + 1'))"],
    ["bash", "((rm -rf a))", "((rm -rf a))"],
    ["bash", "diff <(a) >(b)", "diff <(a) >(b)"],
    ["bash", "if a; then b; elif c; then d; else e; fi", "<a, b, c, d, e>"],
    ["bash", "while a; do b; done", "while a do b"],
    ["bash", "for x in 1 2; do a; done", "for x in 1 2 do a"],
    ["bash", "for ((i=0;i<2;i++)); do a; done", "while (('i=0;i<2;i++')) do a"],
    ["bash", "case a in b|c) d;; (e) f; esac", "<a, b, c, e, d, f>"],
    ["bash", "f() { a; }", "f() a"],
    ["bash", "function f { a; }", "f() a"],
    ["bash", "[[ a == b* && ( c < d ) ]]", "test a == b* c d"],
    ["bash", "a=(b 'c d') cmd", "a=(b 'c d') cmd"],
    ["bash", "declare -a a=(b) c=d", "declare -a 'c''='d"],
    ["bash", "cat <<E | b\n$x\n'y'\nE\nc", "[[cat <<$x'\n'y'\n' | b]; c]"],
    ["bash", "cat <<'E'\n$x\nE", "cat <<'$x\n'"],
    ["bash", "cat <<-E\n\ta\n\tE", "cat <<-'a\n'"],
    ["bash", "coproc N { a; }", "coproc N [a]"],
    ["bash", "!(a)", "([a])".replace("[a]", "a")],
    ["bash", "ls !(a|b)", "ls !<a|b>"],
    ["zsh", "ls *(.om[1,3])", "ls *<.om[1,3]>"],
    ["zsh", "cat =(a) =b", "cat <(a) '/usr/bin/b'"],
    ["zsh", "for x (a b) c", "for x in a b do [c]"],
    ["zsh", "foreach x (a b); c; end", "for x in a b do c"],
    ["zsh", "for k v in a b; { c }", "for k v in a b do c"],
    ["zsh", "repeat 2 a", "<2, [a]>"],
    ["zsh", "if [[ a ]] { b } else { c }", "<test a, b, c>"],
    ["zsh", "while (( a )) { b }", "while ((' a ')) do b"],
    ["zsh", "() { a } b", "() a b"],
    ["zsh", "{ a } always { b }", "[a; b]"],
    ["zsh", "case a { b) c ;; }", "<a, b, c>"],
    ["zsh", "${(U)x} ${x:t:r} ${${x}#y} $x[1] $#x", "$(U)x $x:t:r $$x#y $x[1] $(#)#x"],
    ["zsh", "a >! b; c &!", "[a >b; c &]"],
    ["zsh", "f() a", "f() [a]"],
    ["zsh", "ls <1-9>.txt", "ls <>.txt"],
  ];
  for (const [dialect, text, expected] of read)
    it(`is read in ${dialect}: ${JSON.stringify(text)}`, () => {
      const { value, broken } = readShell(text, dialect);
      assert.equal(shown(value), expected);
      assert.equal(broken, false);
    });

  const broken = ['a "b', "a 'b", "$(a", "${a", "if a; then b", "for x in a", "a )", "f() a", "() { a; }", "cat <<E"];
  for (const text of broken)
    it(`that does not fit is marked, and read as far as it goes: ${text}`, () => {
      assert.equal(readShell(text, "bash").broken, true);
    });

  it("is read to an end, however long and deep it is", () => {
    const pieces = [
      "a ",
      "(",
      "((",
      "$(",
      "${x:-",
      "`",
      '"$(',
      "{a,b}",
      "[[ ",
      "<<E\n",
      "case a in ",
      "f() {",
      "$((1+",
      "a[",
      "if ",
    ];
    for (const piece of pieces) {
      const text = piece.repeat(64_000 / piece.length);
      assert.doesNotThrow(() => readShell(text, "zsh"), piece);
    }
  });
});
