/** What the real programs did (test/agents/agreement.test.ts), played again: `explain` still says the same. */
import assert from "node:assert/strict";
import { recorded } from "../../support/agreement/catalogue.ts";
import { inputOf, readRecordings, saidOf } from "../../support/agreement/recording.ts";

for (const { adapter, cases } of recorded) {
  const recordings = readRecordings(adapter.id);

  describe(`${adapter.title} ${adapter.facts.version}, as observed`, () => {
    let unknown = 0;

    for (const { config, rows, ...setting } of recordings) {
      it(`explain agrees: ${config}`, () => {
        const input = inputOf(adapter, setting);
        const wrong = rows.flatMap(([kind, argument, seen]) => {
          const said = saidOf(adapter, [kind, argument], input, setting);
          if (said === "unknown") unknown++;
          return said === seen || said === "unknown" ? [] : [`${kind} ${argument}: ${seen}, explained as ${said}`];
        });
        assert.deepEqual(wrong, []);
      });
    }

    it("was recorded with this version, in every configuration", () => {
      assert.deepEqual(
        recordings.map(({ config }) => config),
        cases.map(({ name }) => name),
      );
      assert.deepEqual([...new Set(recordings.map(({ version }) => version))], [adapter.facts.version]);
    });

    it("is seldom unknown", () => {
      const count = recordings.reduce((sum, { rows }) => sum + rows.length, 0);
      assert.ok(unknown <= count / 20, `${unknown} of ${count}`);
    });
  });
}
