import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type Judge, parseAction } from "../../../../src/core/decide.ts";
import type { Shell } from "../../../../src/core/model/action.ts";
import { decideCommand, judgeWith, linux } from "../../../support/judging.ts";

interface CommandRow {
  readonly shell: Shell;
  readonly command: string;
  readonly expect: string;
  readonly why?: string;
}

interface ActionRow {
  readonly action: Readonly<Record<string, unknown>>;
  readonly links?: Readonly<Record<string, string>>;
  readonly expect: string;
  readonly why?: string;
}

function rows<T>(name: string): T[] {
  const text = readFileSync(new URL(`../../../corpus/${name}`, import.meta.url), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
}

describe("the corpus of actions", () => {
  let judge: Judge;
  before(async () => {
    judge = await judgeWith();
  });

  const commands = rows<CommandRow>("commands.jsonl");
  for (const shell of ["bash", "zsh", "powershell", "cmd"] as const) {
    it(`judges every ${shell} command as expected`, () => {
      const wrong = commands
        .filter((row) => row.shell === shell)
        .flatMap((row) => {
          const { decision, reasons } = decideCommand(judge, shell, row.command);
          const said = `${row.command}: ${decision} (${reasons.map((reason) => reason.rule)}), not ${row.expect}`;
          return row.expect.split("|").includes(decision) ? [] : [said];
        });
      assert.deepEqual(wrong, []);
    });
  }

  it("judges every other action as expected", () => {
    const wrong = rows<ActionRow>("actions.jsonl").flatMap((row) => {
      const parsed = parseAction(row.action);
      assert.ok("action" in parsed, JSON.stringify(row.action));
      const links = row.links ?? {};
      const { decision, reasons } = judge.decide(parsed.action, { ...linux, realpath: (path) => links[path] ?? path });
      const said = `${JSON.stringify(row.action)}: ${decision} (${reasons.map((reason) => reason.rule)}), not ${row.expect}`;
      return row.expect.split("|").includes(decision) ? [] : [said];
    });
    assert.deepEqual(wrong, []);
  });

  it("holds more harmless commands than refused ones", () => {
    const count = (expect: string) => commands.filter((row) => row.expect === expect).length;
    assert.ok(count("allow") > count("deny"));
    assert.ok(commands.length >= 150);
  });

  it("offers only safer commands that run without a question", () => {
    let offered = 0;
    for (const row of commands.filter((candidate) => candidate.shell === "bash")) {
      const { safer } = decideCommand(judge, row.shell, row.command);
      if (safer === undefined) continue;
      offered++;
      assert.equal(decideCommand(judge, "bash", safer).decision, "allow", safer);
    }
    assert.ok(offered > 10);
  });
});
