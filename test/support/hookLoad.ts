/** Many agents at once against two windows that share one audit, and what became of each call. */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { hookCommands } from "../../src/agents/hookCommand.ts";
import { verifyAudit } from "../../src/node/auditReader.ts";
import { sha256 } from "../../src/node/sha256.ts";
import { askedCommand, claudePayload, createHookLab, type HookLab, passedCommand } from "../process/hookLab.ts";
import { inParallel, startWindow, stopWindow, timed } from "./hookProcesses.ts";

export interface LoadOptions {
  readonly calls: number;
  /** How many agents wait at the same time. */
  readonly agents: number;
  /** Every so many calls, one that a person is asked about; all others pass by policy. */
  readonly askedEach: number;
  /** Told after each tenth of the calls what became of all so far. */
  progress?(sofar: LoadResult): void;
}

export interface LoadResult {
  readonly calls: number;
  /** Ended with "go on". */
  readonly ran: number;
  readonly denied: number;
  /** Ended in any other way, which some agents take for "go on". */
  readonly neither: number;
  /** Ran without a record that allows it. */
  readonly unanswered: readonly string[];
  /** Have no record, whatever became of them. */
  readonly lost: readonly string[];
  /** Have more than one record. */
  readonly doubled: readonly string[];
  /** Whether the chain of the audit is whole. */
  readonly verified: boolean;
  /** Denied although the policy lets them pass: somebody gave up. */
  readonly refused: number;
  /** How long each agent waited, in milliseconds. */
  readonly times: readonly number[];
}

export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const lab = createHookLab();
  const other = join(lab.locations.home, "other");
  mkdirSync(join(other, ".git"), { recursive: true });
  const windows = [
    await startWindow(lab.locations.home, lab.project, "allow"),
    await startWindow(lab.locations.home, other, "deny"),
  ];
  try {
    return await load(lab, [lab.project, other], options);
  } finally {
    for (const window of windows) await stopWindow(window);
    await lab.close();
  }
}

interface Ended {
  readonly id: string;
  readonly code: number | null;
  readonly asked: boolean;
  readonly ms: number;
}

async function load(lab: HookLab, folders: readonly string[], options: LoadOptions): Promise<LoadResult> {
  // Longer than any of it takes: a hook that gives up is a fault of its own.
  const args = ["--source", "claude-settings", "--patience", "1800000"];
  const { posix } = hookCommands(lab.locations.launcher, args);
  const ended: Ended[] = [];
  const { progress, calls } = options;
  const tenth = Math.max(1, Math.ceil(calls / 10));
  await inParallel(options.calls, options.agents, async (index) => {
    const id = `call-${index}`;
    const asked = index % options.askedEach === 0;
    const cwd = folders[index % folders.length] as string;
    const input = claudePayload(cwd, asked ? `${askedCommand}-${index}` : passedCommand, id);
    const env = { PATH: process.env.PATH, HOME: lab.locations.home };
    const { code, ms } = await timed({ program: "/bin/sh", args: ["-c", posix], input, cwd, env });
    ended.push({ id, code, asked, ms });
    // A record is on the disk before its call ends, so all of these have one.
    if (progress && ended.length % tenth === 0) progress(compare(ended, recordsOf(lab), true));
  });
  const { ok } = await verifyAudit(lab.locations.audit, sha256);
  return compare(ended, recordsOf(lab), ok);
}

function recordsOf(lab: HookLab): ReadonlyMap<string, readonly string[]> {
  const records = new Map<string, string[]>();
  for (const { call = "", decision } of lab.auditDecisions()) {
    records.set(call, [...(records.get(call) ?? []), decision]);
  }
  return records;
}

function compare(
  ended: readonly Ended[],
  records: ReadonlyMap<string, readonly string[]>,
  verified: boolean,
): LoadResult {
  const idsWhere = (test: (call: Ended) => boolean) => ended.filter(test).map(({ id }) => id);
  const of = ({ id }: Ended) => records.get(id) ?? [];
  return {
    calls: ended.length,
    ran: idsWhere(({ code }) => code === 0).length,
    denied: idsWhere(({ code }) => code === 2).length,
    neither: idsWhere(({ code }) => code !== 0 && code !== 2).length,
    unanswered: idsWhere((call) => call.code === 0 && !of(call).includes("allow")),
    lost: idsWhere((call) => of(call).length === 0),
    doubled: idsWhere((call) => of(call).length > 1),
    verified,
    refused: idsWhere(({ asked, code }) => !asked && code !== 0).length,
    times: ended.map(({ ms }) => ms),
  };
}
