/**
 * A few agents and the faults that matter most, for every run of the tests; test/agents has the whole table. Claude
 * Code and VS Code's own agent meet theirs in test/e2e, with a real window.
 */
import { buildBundles } from "../process/bundles.ts";
import { cellsOf, meet } from "../support/agentMeeting.ts";
import { agentFixtures } from "../support/agents/catalogue.ts";

/** By the id of the agent: faults, each with all of its attempts or with the one behind the slash. */
const few: Readonly<Record<string, readonly string[]>> = {
  codex: [
    ...["allowed-by-policy/shell", "allowed-by-person/shell", "allowed-by-person/mcp", "denied", "no-window/shell"],
    ...["nobody-answers", "host-killed", "hook-missing", "hook-killed", "stopped-meanwhile", "switched-off"],
  ],
  gemini: ["allowed-by-person/shell", "denied/write", "hook-killed"],
  qwen: ["allowed-by-person/shell", "denied/shell"],
};

for (const [id, wanted] of Object.entries(few)) {
  describe(`${id}, in short`, function () {
    this.timeout(240_000);
    const fixture = agentFixtures.find((candidate) => candidate.id === id);
    if (!fixture) throw new Error(`There is no agent "${id}".`);
    const cells = cellsOf(fixture).filter(
      ({ fault, attempt }) => wanted.includes(fault.id) || wanted.includes(`${fault.id}/${attempt}`),
    );
    if (cells.length < wanted.length) throw new Error(`A fault of "${id}" is not in the table.`);

    before(() => buildBundles());

    for (const { fault, attempt } of cells) it(`${fault.name}: ${attempt}`, () => meet(fixture, fault, attempt));
  });
}
