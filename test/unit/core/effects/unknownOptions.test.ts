import assert from "node:assert/strict";
import type { Judge } from "../../../../src/core/decide.ts";
import { tables } from "../../../../src/core/effects/programs/catalogue.ts";
import { optionsOf, type Spec } from "../../../../src/core/effects/programs/spec.ts";
import { decideCommand, judgeWith } from "../../../support/judging.ts";

describe("an option that no table knows", () => {
  let judge: Judge;
  before(async () => {
    judge = await judgeWith();
  });
  const decision = (command: string) => decideCommand(judge, "bash", command).decision;

  it("asks where its name or value says that it acts, and the program can", () => {
    for (const command of [
      "sort --run-after notes.txt",
      "rg --load-plugin=x TODO",
      "git log --helper=./x",
      "bat --thing=./x README.md",
      "rg --thing='$(x)' TODO",
    ])
      assert.equal(decision(command), "ask", command);
  });

  it("asks, whatever it is, of a program whose options are all known", () => {
    for (const command of ["sort --brand-new notes.txt", "ansible-doc -Z x", "tree --brand-new"])
      assert.equal(decision(command), "ask", command);
  });

  it("is taken for harmless where nothing of the program acts, or nothing says so", () => {
    for (const command of ["wc --brand-new notes.txt", "git log --brand-new", "rg --brand-new TODO"])
      assert.equal(decision(command), "allow", command);
  });

  it("is never one that is in the table of a program whose options are all known", () => {
    const complete = Object.values(tables).flatMap((table) =>
      Object.entries(table).flatMap(([name, entry]) =>
        typeof entry === "object" && entry.complete ? [[name, entry]] : [],
      ),
    ) as [string, Spec][];
    assert.ok(complete.length >= 4);
    for (const [name, spec] of complete)
      for (const option of optionsOf(spec).values()) {
        if (option.value !== "none" || option.rule) continue;
        const [first = ""] = option.names;
        const command = `${name} ${first.length === 1 ? "-" : "--"}${first}`;
        assert.equal(decision(command), "allow", command);
      }
  });
});
