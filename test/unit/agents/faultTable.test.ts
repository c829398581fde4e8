/** The fault table says what the runs wrote down, and the runs saw what the table demands. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { limitsGroup } from "../../../src/vscode/model/agentBelongings.ts";
import { recordedAgents } from "../../support/faultRecords.ts";
import { cellOf, faultPage, mustEnd, tableAgents, tableRows } from "../../support/faultTable.ts";

const page = new URL("../../../docs/faults.md", import.meta.url);
const rows = tableRows();

describe("the fault table", () => {
  it("is the one in docs/faults.md", () => {
    const text = faultPage();
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(page, text);
    assert.equal(readFileSync(page, "utf8"), text);
  });

  it("shows each reason that it names in the tree, below the agent", () => {
    for (const agent of tableAgents()) {
      const nodes = limitsGroup(agent.limits, agent.id, (text) => text).flatMap(({ children }) => children ?? []);
      const shown = nodes.map(({ label, tooltip }) => [label, ...[tooltip].flat()]);
      for (const { faults, what, why, instead } of agent.limits.filter((limit) => limit.faults.length > 0))
        assert.ok(
          shown.some((words) => [what, why, instead].every((word) => words.includes(word))),
          `${agent.id}: ${faults.join(", ")}`,
        );
    }
  });

  it("has a column for everything that was recorded, and a row", () => {
    const columns = tableAgents();
    assert.deepEqual(recordedAgents().sort(), columns.map(({ id }) => id).sort());
    for (const { id, records } of columns) {
      const unknown = records.filter(({ fault }) => !rows.some((row) => row.id === fault));
      assert.deepEqual(unknown, [], id);
    }
  });

  for (const agent of tableAgents()) {
    it(`holds ${agent.title} in every cell, or tells the user why it cannot`, () => {
      const seen = rows.flatMap((row) => {
        const cell = cellOf(agent, row);
        return cell.kind === "seen" ? cell.records.map((record) => ({ row, cell, record })) : [];
      });
      assert.ok(seen.length > 0, "nothing was recorded");
      const wrong = seen.filter(({ row, cell, record }) => record.seen !== mustEnd(row, cell));
      assert.deepEqual(
        wrong.map(({ record }) => record),
        [],
      );
    });

    it(`was recorded with the ${agent.title} that the adapter's facts are of`, () => {
      const others = agent.records.filter(({ version }) => version !== agent.version);
      assert.deepEqual(others, []);
    });

    it(`names only rows that there are in what it says of ${agent.title}`, () => {
      const named = agent.limits.flatMap(({ faults }) => faults);
      assert.deepEqual(
        named.filter((id) => !rows.some((row) => row.id === id)),
        [],
      );
    });
  }
});
