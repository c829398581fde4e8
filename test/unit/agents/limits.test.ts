import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { agents } from "../../../src/agents/catalogue.ts";
import { hookInstalls } from "../../../src/agents/installCatalogue.ts";
import { agentFaults } from "../../support/agentFaults.ts";

const page = readFileSync(new URL("../../../docs/agents.md", import.meta.url), "utf8");

describe("where the gate ends", () => {
  for (const agent of agents) {
    const limits = agent.limits ?? [];

    it(`${agent.title}: the page names the version that was seen, and everything the tree tells`, () => {
      assert.ok(page.includes(agent.facts.version), agent.facts.version);
      const untold = limits.map(({ what }) => what.replace(/\.$/, "")).filter((what) => !page.includes(what));
      assert.deepEqual(untold, []);
    });

    it(`${agent.title}: every limit says why and what to do instead, and names rows of the fault table only`, () => {
      assert.equal(new Set(limits.map(({ id }) => id)).size, limits.length);
      for (const { why, instead, faults } of limits) {
        assert.match(why, /\.$/);
        assert.match(instead, /\.$/);
        for (const fault of faults)
          assert.ok(
            agentFaults.some(({ id }) => id === fault),
            fault,
          );
      }
    });

    it(`${agent.title}: where a repository switches it off, its files are looked at`, () => {
      const isToldOf = limits.some(({ id }) => id === "switched-off");
      assert.equal(
        isToldOf,
        hookInstalls.some(({ project }) => project?.agents.includes(agent.id)),
      );
    });
  }
});
