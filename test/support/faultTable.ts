/** The fault table as a page (docs/faults.md), made of what the runs wrote down, so that it cannot say anything else. */

import type { Limit } from "../../src/agents/agent.ts";
import { agents } from "../../src/agents/catalogue.ts";
import { type AgentFault, agentFaults } from "./agentFaults.ts";
import { versionOf } from "./agentMeeting.ts";
import { agentFixtures } from "./agents/catalogue.ts";
import { vscodeNotRun, vscodeNotThere, vscodeRows } from "./agents/vscode.ts";
import { type FaultRecord, readFaultRecords } from "./faultRecords.ts";

/** One column. */
export interface TableAgent {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly limits: readonly Limit[];
  readonly records: readonly FaultRecord[];
  /** Why a row does not exist for it, or could not be tried. */
  notThere(row: TableRow): string | undefined;
  notRun(row: TableRow): string | undefined;
}

export interface TableRow {
  readonly id: string;
  readonly name: string;
  readonly end: AgentFault["end"];
  readonly fault?: AgentFault;
}

export type Cell =
  | { readonly kind: "seen"; readonly records: readonly FaultRecord[]; readonly limit?: Limit }
  | { readonly kind: "not-there" | "not-run"; readonly why: string };

export function tableRows(): readonly TableRow[] {
  const own = Object.entries(vscodeRows).map(([id, name]) => ({ id, name, end: "held" }) as const);
  return [...agentFaults.map((fault) => ({ id: fault.id, name: fault.name, end: fault.end, fault })), ...own];
}

export function tableAgents(): readonly TableAgent[] {
  const limitsOf = (id: string) => agents.find((agent) => agent.id === id)?.limits ?? [];
  const vscode: TableAgent = {
    id: "vscode",
    title: "VS Code's agent",
    version: agents.find(({ id }) => id === "vscode")?.facts.version ?? "",
    limits: limitsOf("vscode"),
    records: readFaultRecords("vscode"),
    notThere: ({ id }) => vscodeNotThere[id],
    notRun: ({ id }) => vscodeNotRun[id],
  };
  const others = agentFixtures.map((fixture): TableAgent => {
    return {
      id: fixture.id,
      title: fixture.title,
      version: versionOf(fixture),
      limits: limitsOf(fixture.adapter ?? fixture.id),
      records: readFaultRecords(fixture.id),
      notThere: ({ fault }) => (fault === undefined ? "a row of VS Code's agent alone" : fault.notThere?.(fixture)),
      notRun: () => undefined,
    };
  });
  return [vscode, ...others];
}

export function cellOf(agent: TableAgent, row: TableRow): Cell {
  const records = agent.records.filter(({ fault }) => fault === row.id);
  if (records.length === 0) {
    const why = agent.notThere(row);
    return why === undefined
      ? { kind: "not-run", why: agent.notRun(row) ?? "not run since its outcomes are written down" }
      : { kind: "not-there", why };
  }
  const limit = agent.limits.find(({ faults }) => faults.includes(row.id));
  return { kind: "seen", records, ...(limit === undefined ? {} : { limit }) };
}

/** What a cell must have ended with. */
export function mustEnd({ end }: TableRow, cell: Cell): FaultRecord["seen"] {
  return end === "happens" || (cell.kind === "seen" && cell.limit !== undefined) ? "happened" : "held";
}

export function faultPage(): string {
  const [columns, rows] = [tableAgents(), tableRows()];
  return [
    "# Faults",
    "Made by `UPDATE_GOLDEN=1 npm run test:unit` from what the runs wrote down (`test/fixtures/faults`); a test compares. The real programs, from npm, each in its most permissive mode, with a scripted model, on Linux; what each row breaks is in [agents](agents.md#what-every-agent-is-put-through) and `test/support/agentFaults.ts`.",
    counted(columns, rows),
    "**held**: the action did not happen. **told**: the agent makes it impossible, the action happened, and the product says so, see [below](#what-cannot-be-held-and-where-the-product-says-so). **ran**: a control, which must happen. **–**: does not exist there; **not run**: both with the reason [below](#what-was-not-tried-and-why). ×4: with a command, a written file, a changed file and a server's tool. ✓: in the same surroundings the same act happened where the policy allows it. °: noted by hand for all of an agent, before runs wrote their outcomes down. The day is of 2026.",
    grid(columns, rows),
    "## What cannot be held, and where the product says so",
    told(columns, rows),
    "## What was not tried, and why",
    untried(columns, rows),
  ]
    .join("\n\n")
    .concat("\n");
}

function counted(columns: readonly TableAgent[], rows: readonly TableRow[]): string {
  const cells = columns.flatMap((agent) => rows.map((row) => ({ row, cell: cellOf(agent, row) })));
  const seen = cells.flatMap(({ row, cell }) =>
    cell.kind === "seen" ? cell.records.map((record) => ({ row, cell, record })) : [],
  );
  const controls = seen.filter(({ row }) => row.end === "happens").length;
  const impossible = seen.filter(({ row, cell }) => row.end === "held" && cell.limit !== undefined).length;
  const wrong = seen.filter(({ row, cell, record }) => record.seen !== mustEnd(row, cell)).length;
  const held = seen.filter(({ record }) => record.seen === "held").length;
  return `${seen.length} attempts: ${held} held, ${impossible} that an agent makes impossible and the product tells, ${controls} controls that ran; **${wrong} ended otherwise**.`;
}

function grid(columns: readonly TableAgent[], rows: readonly TableRow[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(["Fault", ...columns.map(({ title, version }) => `${title} ${version}`)]),
    line(["---", ...columns.map(() => "---")]),
    ...rows.map((row) => line([row.name, ...columns.map((agent) => words(cellOf(agent, row), row, agent))])),
  ].join("\n");
}

function words(cell: Cell, row: TableRow, { version }: TableAgent): string {
  if (cell.kind !== "seen") return cell.kind === "not-there" ? "–" : "not run";
  const { records, limit } = cell;
  const isWrong = records.some(({ seen }) => seen !== mustEnd(row, cell));
  const end = isWrong ? "**ENDED OTHERWISE**" : limit ? "told" : row.end === "happens" ? "ran" : "held";
  const dates = [...new Set(records.map(({ date }) => date.slice(5)))].sort().join(", ");
  const others = [...new Set(records.map((record) => record.version))].filter((other) => other !== version);
  const controlled = records.some(({ control }) => control) ? "✓" : "";
  const marks = `${controlled}${records.length > 1 ? ` ×${records.length}` : ""}${records.some(({ noted }) => noted) ? "°" : ""}`;
  return `${end}${marks} ${[dates, ...others].join(" ")}`;
}

function told(columns: readonly TableAgent[], rows: readonly TableRow[]): string {
  // A second way to run the same agent has the same limits.
  const adapters = columns.filter(
    ({ limits }, at) => columns.findIndex((other) => other.limits === limits) === at || limits.length === 0,
  );
  const lines = adapters.flatMap(({ title, id, limits }) =>
    limits.flatMap((limit) => {
      const names = rows.filter((row) => limit.faults.includes(row.id)).map(({ name }) => name);
      return names.length === 0
        ? []
        : `| ${title} | ${names.join("; ")} | ${limit.what} ${limit.why} ${limit.instead} | ${placesOf(id, limit)} |`;
    }),
  );
  return ["| Agent | Fault | What the product says | Where |", "| --- | --- | --- | --- |", ...lines].join("\n");
}

const inTree = "Agents view, below the agent: What the gate cannot hold";

function placesOf(agent: string, { faults }: Limit): string {
  if (!faults.includes("switched-off")) return inTree;
  return agent === "vscode"
    ? `${inTree}; while it is so: the status bar and the agent say “not protected”, with a button`
    : `${inTree}; while it is so: the agent says “not protected” with the file, and so does \`countersign doctor\``;
}

function untried(columns: readonly TableAgent[], rows: readonly TableRow[]): string {
  const found = new Map<string, string[]>();
  for (const row of rows)
    for (const agent of columns) {
      const cell = cellOf(agent, row);
      if (cell.kind === "seen" || row.fault === undefined) continue;
      const key = `${row.name} | ${cell.kind === "not-run" ? "not run: " : ""}${cell.why}`;
      found.set(key, [...(found.get(key) ?? []), agent.title]);
    }
  const lines = [...found].map(([key, titles]) => {
    const [name, why] = key.split(" | ");
    return `| ${name} | ${titles.length === columns.length ? "all" : titles.join(", ")} | ${why} |`;
  });
  return ["| Fault | Agent | Why |", "| --- | --- | --- |", ...lines].join("\n");
}
