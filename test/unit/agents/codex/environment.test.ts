import assert from "node:assert/strict";
import fc from "fast-check";
import { codexEnvironment } from "../../../../src/agents/codex/environment.ts";

const launcher = "/h/.countersign/bin/hook";
const at = { file: "/h/.codex/.env", sha256: () => "" };
const add = (text: string, windows = false) => codexEnvironment.add(text, launcher, windows, at).value;
const state = (text: string) => codexEnvironment.state(text, launcher, false, at);
const block = add("")?.text ?? "";

describe("the environment of Codex' hooks", () => {
  it("holds what shells would run or obey before the hook", () => {
    assert.match(block, /^# Written by Countersign: .*\nBASH_ENV=\nSHELLOPTS=\nZDOTDIR=\$HOME\n# End of .*\n$/);
    assert.equal(state(block), "present");
    assert.equal(state(""), "absent");
    assert.equal(add("", true), undefined);
  });

  it("stands before everything else, where no open quotation swallows it, and comes out exactly", () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("A", "=", '"', "\n", "\r\n", "#", " ", "\\", "$HOME") }),
        fc.boolean(),
        (rest, hasMark) => {
          const text = `${hasMark ? "\uFEFF" : ""}${rest}`;
          const after = add(text)?.text ?? "";
          assert.ok(after.replace("\uFEFF", "").startsWith("# Written by Countersign: "));
          assert.equal(after.startsWith("\uFEFF"), hasMark);
          assert.equal(state(after), "present");
          assert.equal(codexEnvironment.remove(after), text);
        },
      ),
    ));

  it("leaves a line of the person's own, which counts instead", () => {
    const mine = "BASH_ENV=/home/me/.bash_env\n";
    const after = add(mine)?.text ?? "";
    assert.equal(after, block + mine);
    assert.equal(state(after), "present");
    assert.equal(codexEnvironment.remove(after), mine);
  });

  const changes: readonly (readonly [what: string, change: (text: string) => string])[] = [
    ["a line is gone", (text) => text.replace("SHELLOPTS=\n", "")],
    ["a line says something else", (text) => text.replace("BASH_ENV=\n", "BASH_ENV=/repository/first.sh\n")],
    ["a quotation is opened before it", (text) => `A="\n${text}`],
    ["its end is gone", (text) => text.replace(/# End of .*\n/, "")],
    ["only its title is left", (text) => text.slice(0, text.indexOf("\n"))],
  ];
  for (const [what, change] of changes)
    it(`counts as changed when ${what}`, () => assert.equal(state(change(`${block}B=c\n`)), "altered"));
});
