/**
 * A few agents and the faults that matter most, for every run of the tests; test/agents has the whole table.
 */
import { buildBundles } from "../process/bundles.ts";
import { cellsOf, meet } from "../support/agentFaults.ts";
import { agentFixtures } from "../support/agents/catalogue.ts";

/** Faults by the id of the agent: the controls first, then what most often goes wrong. */
const few: Readonly<Record<string, readonly string[]>> = {
  "claude-code": ["denied", "hook-missing", "hook-killed", "host-killed"],
};

for (const [id, faults] of Object.entries(few)) {
  describe(`${id}, in short`, function () {
    this.timeout(240_000);
    const fixture = agentFixtures.find((candidate) => candidate.id === id);
    if (!fixture) throw new Error(`There is no agent "${id}".`);

    before(() => buildBundles());

    for (const { fault, attempt } of cellsOf(fixture).filter((cell) => faults.includes(cell.fault.id))) {
      it(`${fault.name}: ${attempt}`, () => meet(fixture, fault, attempt));
    }
  });
}
