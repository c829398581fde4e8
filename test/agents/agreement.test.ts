/**
 * The real programs under many configurations, with a scripted model: what happens is what `explain` says, or it says
 * that it does not know. `AGENTS=codex CONFIG=rules` narrows it; `RECORD=1` writes the outcomes down, for `npm test`.
 */
import { npmAgents } from "../../scripts/lib/agentTools.mjs";
import { agree } from "../support/agreement/agree.ts";
import { agreements } from "../support/agreement/catalogue.ts";
import { observe } from "../support/agreement/lab.ts";

const only = process.env.AGENTS?.split(",");

for (const { adapter, agent, cases } of agreements.filter(({ agent }) => only?.includes(agent.id) !== false)) {
  const version = npmAgents[agent.id]?.version ?? adapter.facts.version;
  agree(adapter, cases, version, (configuration) => observe(agent, configuration));
}
