/**
 * The real programs under many configurations, with a scripted model: what happens is what `explain` says, or it says
 * that it does not know. `AGENTS=codex CONFIG=rules` narrows it; `RECORD=1` writes the outcomes down, for `npm test`.
 */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { npmAgents } from "../../scripts/lib/agentTools.mjs";
import { agreements } from "../support/agreement/catalogue.ts";
import { observe } from "../support/agreement/lab.ts";
import { inputOf, type Recording, readRecordings, recordingsFile, saidOf } from "../support/agreement/recording.ts";

const only = process.env.AGENTS?.split(",");
const record = process.env.RECORD === "1";

for (const { adapter, agent, cases } of agreements.filter(({ agent }) => only?.includes(agent.id) !== false)) {
  describe(`${adapter.title} does what is explained`, function () {
    this.timeout(240_000);
    const recordings: Recording[] = [];

    for (const configuration of cases.filter(({ name }) => name.includes(process.env.CONFIG ?? ""))) {
      it(configuration.name, async () => {
        const outcomes = await observe(agent, configuration);
        const { name: config, files } = configuration;
        const version = npmAgents[agent.id]?.version ?? adapter.facts.version;
        const date = new Date().toISOString().slice(0, 10);
        const rows = outcomes.map(({ tried, seen }) => [...tried, seen] as const);
        recordings.push({ agent: agent.id, version, date, config, files, rows });
        const input = inputOf(adapter, files);
        const wrong = outcomes.flatMap(({ tried, seen, told }) => {
          const said = saidOf(adapter, tried, input);
          return said === seen || said === "unknown"
            ? []
            : [`${tried.join(" ")}: ${seen}, explained as ${said}: ${told.slice(0, 300)}`];
        });
        assert.deepEqual(wrong, []);
      });
    }

    after(() => {
      if (record) keep(recordings, agent.id, cases);
    });
  });
}

/** What was recorded before of configurations that were not tried now stays. */
function keep(recordings: readonly Recording[], id: string, cases: readonly { readonly name: string }[]): void {
  const file = recordingsFile(id);
  mkdirSync(new URL(".", file), { recursive: true });
  const all = [...(existsSync(file) ? readRecordings(id) : []), ...recordings];
  const kept = cases.flatMap(({ name }) => all.findLast(({ config }) => config === name) ?? []);
  writeFileSync(file, kept.map((recording) => `${JSON.stringify(recording)}\n`).join(""));
}
