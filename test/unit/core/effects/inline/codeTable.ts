import assert from "node:assert/strict";
import type { Judge } from "../../../../../src/core/decide.ts";
import type { Decision } from "../../../../../src/core/model/verdict.ts";
import { decideCommand, judgeWith } from "../../../../support/judging.ts";

/** The decision wanted, and the code. */
export type CodeRow = readonly [Decision, string];

/** A text as one word of a shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** One test for each row: the code given to a program on its command line. */
export function describeCode(program: string, rows: readonly CodeRow[]): void {
  describeCommands(
    program,
    rows.map(([want, code]) => [want, `${program} ${quoted(code)}`]),
  );
}

/** One test for each command line. */
export function describeCommands(name: string, rows: readonly CodeRow[]): void {
  describe(name, () => {
    let judge: Judge;
    before(async () => {
      judge = await judgeWith();
    });

    for (const [want, command] of rows) {
      it(`${want}: ${command}`, () => {
        const { decision, reasons } = decideCommand(judge, "bash", command);
        assert.equal(decision, want, reasons.map((reason) => reason.rule).join(", "));
      });
    }
  });
}
