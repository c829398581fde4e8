/** The cases of one agent as tests: each is tried on the real program and compared with what `explain` says of it. */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import type { Agent } from "../../../src/agents/agent.ts";
import type { Outcome } from "./lab.ts";
import {
  type Configuration,
  inputOf,
  type Recording,
  readRecordings,
  recordingsFile,
  saidOf,
  settingOf,
} from "./recording.ts";

export function agree(
  adapter: Agent,
  cases: readonly Configuration[],
  version: string,
  observe: (configuration: Configuration) => Promise<readonly Outcome[]>,
): void {
  describe(`${adapter.title} does what is explained`, function () {
    this.timeout(600_000);
    const recordings: Recording[] = [];

    for (const configuration of cases.filter(({ name }) => isWanted(adapter.id, name))) {
      it(configuration.name, async () => {
        const outcomes = await observe(configuration);
        const setting = settingOf(configuration);
        const date = new Date().toISOString().slice(0, 10);
        const rows = outcomes.map(({ tried, seen }) => [...tried, seen] as const);
        recordings.push({ agent: adapter.id, version, date, config: configuration.name, ...setting, rows });
        if (process.env.RECORD === "1") keep(recordings, adapter.id, cases);
        const input = inputOf(adapter, setting);
        const wrong = outcomes.flatMap(({ tried, seen, told }) => {
          const said = saidOf(adapter, tried, input, setting);
          return said === seen || said === "unknown"
            ? []
            : [`${tried.join(" ")}: ${seen}, explained as ${said}: ${told.slice(0, 300)}`];
        });
        assert.deepEqual(wrong, []);
      });
    }
  });
}

/** `CONFIG=rules` are those with such a name, `CONFIG=?` those that were not tried yet. */
function isWanted(id: string, name: string): boolean {
  const wanted = process.env.CONFIG ?? "";
  if (wanted !== "?") return name.includes(wanted);
  return !readRecordings(id).some(({ config, version }) => config === name && version !== "");
}

/** What was recorded before of configurations that were not tried now stays. */
function keep(recordings: readonly Recording[], id: string, cases: readonly { readonly name: string }[]): void {
  const file = recordingsFile(id);
  mkdirSync(new URL(".", file), { recursive: true });
  const all = [...readRecordings(id), ...recordings];
  const kept = cases.flatMap(({ name }) => all.findLast(({ config }) => config === name) ?? []);
  writeFileSync(file, kept.map((recording) => `${JSON.stringify(recording)}\n`).join(""));
}
