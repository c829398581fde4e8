import assert from "node:assert/strict";
import fc from "fast-check";
import type { Judge } from "../../../../../src/core/decide.ts";
import { decisions } from "../../../../../src/core/model/verdict.ts";
import { decideCommand, judgeWith } from "../../../../support/judging.ts";
import { quoted } from "./codeTable.ts";

interface Wrapping {
  readonly program: string;
  /** Code that does something that counts. */
  readonly codes: readonly string[];
  /** Ways to write the same act. */
  readonly wrappers: readonly ((code: string) => string)[];
}

const indented = (code: string) => code.replaceAll("\n", "\n  ");

const wrappings: readonly Wrapping[] = [
  {
    program: "python3 -c",
    codes: [
      "import os; os.system('rm -rf /')",
      "import shutil\nshutil.rmtree('/')",
      "open('/home/dev/.bashrc', 'a').write('x')",
      "import os; os.remove('src/a.ts')",
      "import urllib.request as u; u.urlopen('https://a.example')",
    ],
    wrappers: [
      (code) => `def f():\n  ${indented(code)}\nf()`,
      (code) => `def f():\n  ${indented(code)}\n`,
      (code) => `if True:\n  ${indented(code)}`,
      (code) => `for i in range(2):\n  ${indented(code)}`,
      (code) => `try:\n  ${indented(code)}\nexcept Exception:\n  pass`,
      (code) => `class A:\n  def f(self):\n    ${code.replaceAll("\n", "\n    ")}\nA().f()`,
      (code) => `print(1)\n${code}\nprint(2)`,
      (code) => `# print\n${code}`,
      (code) => `exec(${JSON.stringify(code)})`,
    ],
  },
  {
    program: "node -e",
    codes: [
      "require('child_process').execSync('rm -rf /')",
      "require('fs').rmSync('/', { recursive: true })",
      "require('fs').appendFileSync('/home/dev/.bashrc', 'x')",
      "require('fs').unlinkSync('src/a.ts')",
      "fetch('https://a.example')",
    ],
    wrappers: [
      (code) => `function f() { ${code} } f()`,
      (code) => `(() => { ${code} })()`,
      (code) => `(async () => { await 1; ${code} })()`,
      (code) => `if (1) { ${code} }`,
      (code) => `for (const x of [1, 2]) { ${code} }`,
      (code) => `try { ${code} } catch {}`,
      (code) => `setTimeout(() => { ${code} }, 1)`,
      (code) => `Promise.resolve().then(() => { ${code} })`,
      (code) => `console.log(1); ${code}; console.log(2)`,
      (code) => `// x\n${code}`,
      (code) => `eval(${JSON.stringify(code)})`,
    ],
  },
  {
    program: "ruby -e",
    codes: ["system('rm -rf /')", "require 'fileutils'; FileUtils.rm_rf('/')", "File.delete('src/a.ts')"],
    wrappers: [
      (code) => `def f\n${code}\nend\nf`,
      (code) => `if true\n${code}\nend`,
      (code) => `[1].each { |x| ${code} }`,
      (code) => `begin\n${code}\nrescue\nend`,
      (code) => `puts 1; ${code}; puts 2`,
      (code) => `-> { ${code} }.call`,
      (code) => `eval('${code.replace(/[\\']/g, (sign) => `\\${sign}`)}')`,
    ],
  },
  {
    program: "php -r",
    codes: ["system('rm -rf /');", "unlink('src/a.ts');", "file_put_contents('/home/dev/.bashrc', 'x');"],
    wrappers: [
      (code) => `function f() { ${code} } f();`,
      (code) => `if (1) { ${code} }`,
      (code) => `foreach ([1] as $x) { ${code} }`,
      (code) => `try { ${code} } catch (E $e) {}`,
      (code) => `echo 1; ${code} echo 2;`,
      (code) => `(function () { ${code} })();`,
    ],
  },
  {
    program: "perl -e",
    codes: ["system('rm -rf /');", "unlink 'src/a.ts';", "open(F, '>>/home/dev/.bashrc');"],
    wrappers: [
      (code) => `sub f { ${code} } f();`,
      (code) => `if (1) { ${code} }`,
      (code) => `for my $x (1, 2) { ${code} }`,
      (code) => `eval { ${code} };`,
      (code) => `print 1; ${code} print 2;`,
      (code) => `# x\n${code}`,
    ],
  },
];

const programs = [...wrappings.map(({ program }) => program), "lua -e", "Rscript -e", "awk", "sed", "jq", "tsx -e"];

describe("code given to an interpreter", () => {
  let judge: Judge;
  before(async () => {
    judge = await judgeWith();
  });

  const strictness = (program: string, code: string) =>
    decisions.indexOf(decideCommand(judge, "bash", `${program} ${quoted(code)}`).decision);

  for (const { program, codes, wrappers } of wrappings) {
    it(`never becomes milder by what stands around it: ${program}`, () => {
      for (const code of codes) {
        const alone = strictness(program, code);
        for (const wrap of wrappers) assert.ok(strictness(program, wrap(code)) >= alone, wrap(code));
      }
    });

    it(`never becomes milder by wrappers in wrappers: ${program}`, () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...codes),
          fc.array(fc.constantFrom(...wrappers), { minLength: 2, maxLength: 3 }),
          (code, chosen) => {
            const wrapped = chosen.reduce((text, wrap) => wrap(text), code);
            assert.ok(strictness(program, wrapped) >= strictness(program, code), wrapped);
          },
        ),
        { numRuns: 40, seed: 20261121 },
      );
    });
  }

  it("never throws on any text", () => {
    const pieces = wrappings.flatMap(({ codes, wrappers }) => [...codes, ...wrappers.map((wrap) => wrap("x"))]);
    const signs = "()[]{}<>'\"`$@%#;:,.=+-*/\\|&!?\n".split("");
    const code = fc.oneof(
      fc.string({ unit: "binary", maxLength: 120 }),
      fc.array(fc.constantFrom(...pieces, ...signs), { maxLength: 20 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(fc.constantFrom(...programs), code, (program, text) => {
        const { reasons } = decideCommand(judge, "bash", `${program} ${quoted(text)}`);
        assert.ok(reasons.every(({ rule }) => rule !== "cannot-be-judged"));
      }),
      { numRuns: 400, seed: 20261121 },
    );
  });

  it("does not hang on code that expands or nests without end", () => {
    const hostile: readonly (readonly [string, string])[] = [
      ["python3 -c", `x='a'\n${"x=x+x\n".repeat(60)}print(x)`],
      ["python3 -c", `${"f(".repeat(3_000)}`],
      ["python3 -c", "def f(): f(); f()\nf()"],
      ["python3 -c", `[${"[x for x in range(200)] + ".repeat(50)}[]]`],
      [
        "python3 -c",
        `${"for i in range(60):\n".replace(/^/, "")}${Array.from({ length: 6 }, (_, at) => `${" ".repeat(at + 1)}for j in range(60):\n`).join("")}       print(1)`,
      ],
      ["node -e", `${"(()=>".repeat(500)}1${")()".repeat(500)}`],
      ["node -e", `let a=[1];${"a=a.concat(a);".repeat(40)}`],
      ["perl -e", `${"(".repeat(20_000)}`],
      ["perl -e", `${"print ".repeat(10_000)}`],
      ["ruby -e", `${"[".repeat(5_000)}`],
      ["awk", `{ ${"print (".repeat(3_000)} }`],
      ["sed", "s/".repeat(5_000)],
      ["jq", `${'"\\('.repeat(3_000)}`],
    ];
    for (const [program, code] of hostile) assert.notEqual(strictness(program, code), undefined);
  });
});
