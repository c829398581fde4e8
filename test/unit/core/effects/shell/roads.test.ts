import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Judge } from "../../../../../src/core/decide.ts";
import type { Shell } from "../../../../../src/core/model/action.ts";
import { decideCommand, judgeWith } from "../../../../support/judging.ts";

interface Row {
  readonly shell: Shell;
  readonly command: string;
}

/** Text to be judged only: nothing runs it. */
function rows(name: string, shell: Shell): string[] {
  return readFileSync(new URL(`../../../../corpus/${name}.jsonl`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Row)
    .filter((row) => row.shell === shell)
    .map((row) => row.command);
}

describe("the roads of a shell", () => {
  let judge: Judge;
  before(async () => {
    judge = await judgeWith();
  });

  for (const shell of ["bash", "zsh"] as const) {
    it(`to what must be refused are all seen in ${shell}`, () => {
      const missed = rows("refused", shell).filter((text) => decideCommand(judge, shell, text).decision !== "deny");
      assert.deepEqual(missed, []);
    });

    it(`to what nobody should do unasked all end at a question in ${shell}`, () => {
      const missed = rows("stopped", shell).filter((text) => decideCommand(judge, shell, text).decision === "allow");
      assert.deepEqual(missed, []);
    });

    it(`to what only reads, prints or computes are free in ${shell}`, () => {
      const asked = rows("harmless", shell).filter((text) => decideCommand(judge, shell, text).decision !== "allow");
      assert.deepEqual(asked, []);
    });
  }
});
