/**
 * `npm run bench:load`: 64 agents at once, 10,000 calls, two windows with one audit, twice as many computing programs
 * as processors. Tells after each tenth what it saw (the last numbers: waited at the median, p95, longest). Ends with 1 when a call ran unanswered, was lost from the audit, or was refused for no reason.
 * `BENCH_CALLS` and `BENCH_AGENTS` set the size.
 */
import { buildBundles } from "../../test/process/bundles.ts";
import { type LoadResult, runLoad } from "../../test/support/hookLoad.ts";
import { oversubscribed, quantile } from "../../test/support/hookProcesses.ts";

const calls = Number(process.env.BENCH_CALLS ?? 10_000);
const agents = Number(process.env.BENCH_AGENTS ?? 64);

buildBundles();
const begun = performance.now();
const result = await oversubscribed(() => runLoad({ calls, agents, askedEach: 10, progress: printProgress }));
const { ran, denied, neither, unanswered, lost, doubled, refused, verified, times } = result;
const rows: readonly (readonly [string, string | number])[] = [
  ["calls", result.calls],
  ["agents at once", agents],
  ["ran", ran],
  ["denied", denied],
  ["neither of both", neither],
  ["ran unanswered", unanswered.length],
  ["lost from the audit", lost.length],
  ["twice in the audit", doubled.length],
  ["refused for no reason", refused],
  ["audit verifies", verified ? "yes" : "no"],
  ["calls a second", (result.calls / seconds()).toFixed(0)],
  ...[0.5, 0.95, 0.99, 1].map(
    (share) => [`waited, p${share * 100}`, `${quantile(times, share).toFixed(0)} ms`] as const,
  ),
];
for (const [name, value] of rows) console.log(`${name.padEnd(24)}${String(value).padStart(10)}`);
process.exitCode = faultsOf(result) === 0 && verified ? 0 : 1;

function seconds(): number {
  return (performance.now() - begun) / 1_000;
}

function faultsOf({ neither, unanswered, lost, doubled, refused }: LoadResult): number {
  return neither + unanswered.length + lost.length + doubled.length + refused;
}

/** A run that is broken off has told what it saw. */
function printProgress(sofar: LoadResult): void {
  const waited = [0.5, 0.95, 1].map((share) => quantile(sofar.times, share).toFixed(0)).join("/");
  const [done, faults] = [`${sofar.calls} of ${calls} calls`, faultsOf(sofar)];
  const rate = (sofar.calls / seconds()).toFixed(0);
  console.log(`${done}: ${sofar.ran} ran, ${sofar.denied} denied, ${faults} faults, ${rate} a second, ${waited} ms`);
}
