/**
 * Every agent that can be run here meets every fault, in its most permissive mode, with the real program and a scripted
 * model. The number of actions that happened without an answer is 0, or the cell says why the agent makes it impossible.
 */

import { buildBundles } from "../process/bundles.ts";
import { cellsOf, meet } from "../support/agentFaults.ts";
import { attempts } from "../support/agentLab.ts";
import { agentFixtures } from "../support/agents/catalogue.ts";

const only = process.env.AGENTS?.split(",");

for (const fixture of agentFixtures.filter(({ id }) => only?.includes(id) !== false)) {
  describe(fixture.title, function () {
    this.timeout(240_000);

    before(() => buildBundles());

    for (const { fault, attempt } of cellsOf(fixture)) {
      const why = fixture.impossible?.[fault.id];
      const end = why === undefined ? "" : ` (impossible: ${why})`;
      const what = fault.attempts.length === attempts.length ? `${fault.name}: ${attempt}` : fault.name;
      it(`${what}${end}`, () => meet(fixture, fault, attempt));
    }
  });
}
