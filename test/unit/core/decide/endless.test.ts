import assert from "node:assert/strict";
import type { Judge } from "../../../../src/core/decide.ts";
import type { Shell } from "../../../../src/core/model/action.ts";
import { failed } from "../../../support/fuzzing.ts";
import { decideCommand, judgeWith } from "../../../support/judging.ts";

const quoted = (code: string) => `'${code.replaceAll("'", "'\\''")}'`;
const code = (program: string, text: string) => `${program} ${quoted(text)}`;

/** Each took seconds, or never came back, before there was a bound for its kind. */
const texts: Readonly<Record<string, readonly [Shell, string]>> = {
  "PowerShell parameters that name nothing": ["powershell", "param($="],
  "PowerShell braces that name nothing": ["powershell", "param(${"],
  "PowerShell parameters in parameters": ["powershell", "param($=".repeat(500)],
  "PowerShell blocks that run themselves": ["powershell", "$f={&$f;&$f};&$f"],
  "PowerShell loops in loops": ["powershell", `${"foreach($x in 1..9){".repeat(20)}git status${"}".repeat(20)}`],
  "arithmetic that holds itself twice": ["bash", "a='$((a+a))'; echo $((a))"],
  "arithmetic that holds another twice": ["bash", "a='$((b+b))'; b='$((a+a))'; echo $((a+b))"],
  "a subscript that holds itself": ["bash", "a='x[$(echo $((a))$((a)))]'; : $((a))"],
  "subscripts in subscripts": ["bash", `${"a[".repeat(30)}0${"]".repeat(30)}=1`],
  "lengths of elements in quotes in quotes": [
    "bash",
    't; echo "${#L[a.txt; echo "${#L[@]} b "${#L[@]} c: ${L[0]%%}"mapfile -t L < d\n'.repeat(40),
  ],
  "launchers behind launchers": [
    "bash",
    "kubectl exec deplkubectl exec deploy/web --l exec deploy/web -- ls /".repeat(40),
  ],
  "launchers in launchers": ["bash", `${"nohup nice bash -c '".repeat(1)}nohup nice bash -c 'python3 -c x --help y''`],
  "text that expands itself twice": ["bash", "x='${x@P}${x@P}'; echo ${x@P}"],
  "text that runs itself twice": ["bash", "x='eval $x;eval $x'; eval $x"],
  "a list that doubles itself": ["bash", `a=(x);${'a+=("${a[@]}");'.repeat(40)}echo \${a[@]}`],
  "zsh text that evaluates itself twice": ["zsh", "x='${(e)x}${(e)x}'; echo ${(e)x}"],
  "Ruby lists in lists": ["bash", code("ruby -e", "%w(".repeat(3300))],
  "Python subscripts in subscripts": ["bash", code("python3 -c", "x[".repeat(2000))],
  "Python functions in functions": ["bash", code("python3 -c", "(lambda x:".repeat(400))],
  "JavaScript functions in functions": ["bash", code("node -e", "(a=>".repeat(2400))],
  "JavaScript that may be types": ["bash", code("node -e", "a<b>(".repeat(1900))],
};

describe("a line that names more than anybody writes by hand", () => {
  it("asks, in whatever shell, though each of its parts would run", async () => {
    const judge = await judgeWith();
    const names = Array.from({ length: 2_000 }, (_, index) => `f${index}`).join(" ");
    for (const [shell, program] of [
      ["bash", "cat"],
      ["cmd", "type"],
      ["zsh", "cat"],
    ] as const) {
      const verdict = decideCommand(judge, shell, `${program} ${names}`);
      assert.equal(verdict.decision, "ask", shell);
      assert.ok(verdict.reasons.some(({ rule }) => rule === "cannot-be-parsed"));
    }
  });
});

describe("text that is made to be read without end", () => {
  let judge: Judge;
  before(async () => {
    judge = await judgeWith();
  });

  for (const [name, [shell, text]] of Object.entries(texts))
    it(`is given up: ${name}`, () => {
      const verdict = decideCommand(judge, shell, text);
      assert.ok(!failed(verdict));
    });

  it("asks where it was not read to its end", () => {
    for (const name of ["PowerShell parameters that name nothing", "text that runs itself twice"]) {
      const [shell, text] = texts[name] as readonly [Shell, string];
      assert.equal(decideCommand(judge, shell, text).decision, "ask", name);
    }
    const many = Array.from({ length: 900 }, (_item, at) => `echo ${at}`).join("; ");
    assert.equal(decideCommand(judge, "bash", many).decision, "ask");
    assert.equal(decideCommand(judge, "bash", many.slice(0, many.indexOf("; echo 200"))).decision, "allow");
  });
});
