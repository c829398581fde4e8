/**
 * `npm run bench:decide`: how long one decision takes in this process, side by side with a peer in the same run, and
 * whether memory stays flat. Absolute numbers depend on the machine; the ratios are what to compare.
 */
import { checkCommand } from "cc-safety-net/api";
import { createJudge, parseAction } from "../src/core/decide.ts";
import { judgeGrammars } from "../src/node/wasm.ts";
import { labelledRows, placeOfRow, wireOf } from "../test/support/labelledRows.ts";
import { testParsers } from "../test/support/parsers.ts";

const rounds = { warm: 30, measured: 40 };
const decisionsForMemory = Number(process.env.BENCH_DECISIONS ?? 1_000_000);

const judge = createJudge(await testParsers(...judgeGrammars), {});
// The examples, which all measurements before this one were made on.
const examples = labelledRows().filter(({ id }) => /^c\d+$/.test(id));
const work = examples.flatMap((row) => {
  const place = placeOfRow(row);
  const parsed = parseAction(wireOf(row, place));
  return row.shell !== undefined && "action" in parsed && parsed.action.kind === "command"
    ? [{ action: parsed.action, place, command: parsed.action.command }]
    : [];
});

const contenders = {
  countersign: (index: number) => {
    const { action, place } = work[index] as (typeof work)[number];
    judge.decide(action, place);
  },
  "cc-safety-net 2.4.5": (index: number) => {
    checkCommand({ command: (work[index] as (typeof work)[number]).command, cwd: process.cwd() });
  },
};

function timed(run: () => void): number {
  const begun = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - begun) / 1e6;
}

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

function measure(): void {
  const times = new Map<string, number[]>(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < rounds.warm + rounds.measured; round++)
    for (let index = 0; index < work.length; index++)
      for (const [name, decide] of Object.entries(contenders)) {
        const ms = timed(() => decide(index));
        if (round >= rounds.warm) times.get(name)?.push(ms);
      }
  const rows = [...times].map(([name, all]) => ({ name, all: all.sort((a, b) => a - b) }));
  console.log(
    `${work.length} commands, ${rounds.measured} rounds after ${rounds.warm} to warm up, milliseconds a decision`,
  );
  console.log(`${"".padEnd(22)}${["median", "p95", "p99", "max"].map((head) => head.padStart(10)).join("")}`);
  for (const { name, all } of rows)
    console.log(
      `${name.padEnd(22)}${[at(all, 0.5), at(all, 0.95), at(all, 0.99), at(all, 1)].map((ms) => ms.toFixed(3).padStart(10)).join("")}`,
    );
  const [own, peer] = rows.map(({ all }) => all) as [number[], number[]];
  console.log(
    `${"ratio".padEnd(22)}${[0.5, 0.95, 0.99, 1].map((share) => (at(own, share) / at(peer, share)).toFixed(3).padStart(10)).join("")}`,
  );
}

/** Heap after a full collection, while decisions of one shell go on: what grows shows by the kind that it comes from. */
function memory(): void {
  const { gc } = globalThis;
  if (!gc) throw new Error("Run with --expose-gc.");
  const shells = [...new Set(work.map(({ action }) => action.shell))];
  const each = decisionsForMemory / shells.length / steps;
  console.log(`\nheap in MB after each ${Math.round(each).toLocaleString("en")} decisions`);
  for (const shell of shells) {
    const own = work.flatMap(({ action }, index) => (action.shell === shell ? [index] : []));
    const sizes: string[] = [];
    for (let step = 0; step <= steps; step++) {
      gc();
      sizes.push(((process.memoryUsage().heapUsed + process.memoryUsage().external) / 1e6).toFixed(2));
      for (let index = 0; step < steps && index < each; index++)
        contenders.countersign(own[index % own.length] as number);
    }
    console.log(`${shell.padEnd(12)}${sizes.join("  ")}`);
  }
}

const steps = 10;

measure();
memory();
