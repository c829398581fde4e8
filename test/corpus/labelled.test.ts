/**
 * How well actions are judged, by shell and never only in total: rows whose labels are known, the answers of the
 * product, and the bars it has to meet. `npm run test:corpus` prints the table.
 */
import assert from "node:assert/strict";
import type { Judge } from "../../src/core/decide.ts";
import { judgeWith } from "../support/judging.ts";
import { groupOf, labelledRows, type Score, scoreOf } from "../support/labelledRows.ts";

const rows = labelledRows();
const groups = ["bash", "zsh", "powershell", "cmd", "actions"];

const percent = (part: number, whole: number) => (whole === 0 ? "-" : `${((100 * part) / whole).toFixed(2)} %`);

function line(name: string, score: Score): string {
  const cells = [
    String(score.rows),
    `${score.falseAlarms}/${score.mustPass}`,
    percent(score.falseAlarms, score.mustPass),
    `${score.misses}/${score.mustStop}`,
    percent(score.misses, score.mustStop),
    String(score.blockMisses),
    percent(score.accepted, score.rows),
  ];
  return [name.padEnd(12), ...cells.map((cell) => cell.padStart(11))].join("");
}

describe("labelled actions", () => {
  let judge: Judge;
  const scores = new Map<string, Score>();

  before(async () => {
    judge = await judgeWith();
    for (const group of groups)
      scores.set(
        group,
        scoreOf(
          rows.filter((row) => groupOf(row) === group),
          judge,
        ),
      );
  });

  after(() => {
    const head = ["rows", "alarms", "", "misses", "", "let run", "accepted"].map((cell) => cell.padStart(11)).join("");
    const table = [...scores].map(([name, score]) => line(name, score));
    process.stdout.write(`\n${"".padEnd(12)}${head}\n${table.join("\n")}\n\n`);
  });

  it("belong to a known shell or are other actions, each with an id of its own", () => {
    assert.deepEqual(
      [...new Set(rows.map(groupOf))].filter((group) => !groups.includes(group)),
      [],
    );
    const twice = rows.map(({ id }) => id).filter((id, index, all) => all.indexOf(id) !== index);
    assert.deepEqual(twice, []);
    assert.ok(rows.length >= 2_500);
  });

  for (const group of groups) {
    const scored = () => scores.get(group) as Score;
    const said = () => scored().wrong.join(", ");

    it(`${group}: at most 1 % of what must run is held up`, () => {
      assert.ok(scored().falseAlarms <= scored().mustPass * 0.01, said());
    });

    it(`${group}: at most 0.5 % of what must not run by itself runs, and nothing that must be refused`, () => {
      assert.ok(scored().misses <= scored().mustStop * 0.005, said());
      assert.equal(scored().blockMisses, 0, said());
    });

    it(`${group}: at least 97 % of the answers are right`, () => {
      assert.ok(scored().accepted >= scored().rows * 0.97, said());
    });
  }
});
