/**
 * Every agent that can be run here meets every fault, in its most permissive mode, with the real program and a scripted
 * model. The number of actions that happened without an answer is 0, or the cell says why the agent makes it impossible.
 */

import { buildBundles } from "../process/bundles.ts";
import type { AgentFault } from "../support/agentFaults.ts";
import { attempts } from "../support/agentLab.ts";
import { cellsOf, meet, whyImpossible } from "../support/agentMeeting.ts";
import { agentFixtures } from "../support/agents/catalogue.ts";

/** `AGENTS=codex,gemini FAULTS=denied npm run test:agents` narrows the table. */
const chosen = (variable: string) => (id: string) => process.env[variable]?.split(",").includes(id) !== false;
const [isChosenAgent, isChosenFault] = [chosen("AGENTS"), chosen("FAULTS")];

const isRunHere = ({ fault }: { readonly fault: AgentFault }) => isChosenFault(fault.id) && fault.needs?.() !== false;

for (const fixture of agentFixtures.filter(({ id }) => isChosenAgent(id))) {
  describe(fixture.title, function () {
    this.timeout(600_000);

    before(() => buildBundles());

    for (const { fault, attempt } of cellsOf(fixture).filter(isRunHere)) {
      const why = whyImpossible(fixture, fault);
      const end = why === undefined ? "" : ` (impossible: ${why})`;
      const what = fault.attempts.length === attempts.length ? `${fault.name}: ${attempt}` : fault.name;
      it(`${what}${end}`, () => meet(fixture, fault, attempt));
    }
  });
}
