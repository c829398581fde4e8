/**
 * What was seen when a real agent met a fault: one line for each cell of the table (test/fixtures/faults/<agent>.jsonl).
 * `RECORD=1 npm run test:agents` writes them, `npm test` reads them, and docs/faults.md is made of them.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { agentFaults } from "./agentFaults.ts";

export interface FaultRecord {
  readonly fault: string;
  readonly attempt: string;
  /** Read from the disk after the agent had ended. */
  readonly seen: "held" | "happened";
  readonly version: string;
  readonly date: string;
  /** Run before outcomes were recorded, and noted by hand for all of an agent at once. */
  readonly noted?: true;
  /** In the same surroundings the same act happened where the gate allowed it. */
  readonly control?: true;
}

const folder = new URL("../fixtures/faults/", import.meta.url);
const fileOf = (agent: string) => new URL(`${agent}.jsonl`, folder);

export function recordedAgents(): string[] {
  return readdirSync(folder).map((name) => name.replace(/\.jsonl$/, ""));
}

export function readFaultRecords(agent: string): FaultRecord[] {
  if (!existsSync(fileOf(agent))) return [];
  const lines = readFileSync(fileOf(agent), "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as FaultRecord);
}

/** Puts one cell in the place of what was recorded of it before; in the order of the table, so that a diff shows what changed. */
export function recordFault(agent: string, record: Omit<FaultRecord, "date">): void {
  if (process.env.RECORD !== "1") return;
  const isSame = ({ fault, attempt }: FaultRecord) => fault === record.fault && attempt === record.attempt;
  const others = readFaultRecords(agent).filter((other) => !isSame(other));
  const { fault, attempt, ...rest } = record;
  const all = [...others, { fault, attempt, ...rest, date: new Date().toISOString().slice(0, 10) }];
  const ids = agentFaults.map(({ id }) => id);
  // A row of one agent alone comes last.
  const place = ({ fault: id }: FaultRecord) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
  const sorted = all.sort((a, b) => place(a) - place(b));
  writeFileSync(fileOf(agent), sorted.map((line) => `${JSON.stringify(line)}\n`).join(""));
}
