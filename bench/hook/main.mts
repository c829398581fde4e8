/**
 * `npm run bench:hook`: how long an agent waits for a hook that lets an action pass, the whole process from its start
 * to its last output, side by side with a peer and with programs that do nothing. Absolute numbers depend on the
 * machine and on what else it does; the rows of one run are what to compare. `BENCH_ROUNDS` sets the length,
 * `BENCH_BUSY=0` leaves the busy part out.
 */
import { existsSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { hookCommands, nativeRelayPath } from "../../src/agents/hookCommand.ts";
import { buildBundles } from "../../test/process/bundles.ts";
import { claudePayload, createHookLab, type HookLab, passedCommand, root } from "../../test/process/hookLab.ts";
import {
  oversubscribed,
  quantile,
  type Run,
  startTimer,
  startWindow,
  stopWindow,
} from "../../test/support/hookProcesses.ts";
import { buildWindow } from "./builtWindow.mts";

const rounds = Number(process.env.BENCH_ROUNDS ?? 300);
const warm = 30;

buildBundles();
const labs = { best: createHookLab(), perl: createHookLab(), lonely: createHookLab() };
labs.perl.takeNativeAway();
const built = await buildWindow();
const open = ({ locations, project }: HookLab) => startWindow(locations.home, project, "allow", built);
const windows = [await open(labs.best), await open(labs.perl)];
const timer = startTimer();
const contenders = rows();
try {
  const quiet = await measure(rounds);
  const load = loadavg()[0] ?? Number.NaN;
  // Told before the busy part, which takes most of the time.
  print(quiet, new Map(), load);
  const busy = process.env.BENCH_BUSY === "0" ? undefined : await oversubscribed(() => measure(Math.ceil(rounds / 3)));
  if (busy) print(quiet, busy, load);
} finally {
  timer.end();
  for (const window of windows) await stopWindow(window);
  for (const lab of Object.values(labs)) await lab.close();
}

type Times = ReadonlyMap<string, number[]>;

function rows(): Readonly<Record<string, Run>> {
  const { best, perl, lonely } = labs;
  const shell = (here: HookLab, command: string): Run => ({
    program: "/bin/sh",
    args: ["-c", command],
    input: claudePayload(here.project, passedCommand),
    cwd: here.project,
    env: { PATH: process.env.PATH, HOME: here.locations.home },
  });
  const hook = ({ locations }: HookLab) => hookCommands(locations.launcher, ["--source", "claude-settings"]).posix;
  const byNode = `${process.execPath} ${join(root, "dist", "hook.js")} --base ${best.locations.base}`;
  const isNative = existsSync(nativeRelayPath(best.locations.launcher));
  const peer = join(root, "node_modules", "cc-safety-net", "dist", "bin", "cc-safety-net.js");
  return {
    ...(isNative ? { "countersign, native": shell(best, hook(best)) } : {}),
    "countersign by Perl": shell(perl, hook(perl)),
    "countersign by Node": shell(best, `${byNode} --source claude-settings`),
    "countersign, no window": shell(lonely, hook(lonely)),
    "cc-safety-net 2.4.5": shell(best, `${process.execPath} ${peer} hook --claude-code`),
    "node -e 0": shell(best, `exec ${process.execPath} -e 0`),
    "sh -c :": shell(best, ":"),
  };
}

/** Row by row in turn, so that what else the machine does meets all of them alike. */
async function measure(count: number): Promise<Times> {
  const times = new Map<string, number[]>(Object.keys(contenders).map((name) => [name, []]));
  for (let round = -Math.min(warm, count); round < count; round++)
    for (const [name, run] of Object.entries(contenders)) {
      const { ms, code, stderr } = await timer.timed(run);
      if (code !== (name === "countersign by Node" ? 10 : 0)) throw new Error(`${name} ended with ${code}: ${stderr}`);
      if (round >= 0) times.get(name)?.push(ms);
    }
  return times;
}

function print(quiet: Times, busy: Times, load: number): void {
  console.log(`milliseconds, ${rounds} calls each, in turn; load average in the quiet part: ${load.toFixed(1)}\n`);
  console.log(`${"".padEnd(24)}${["p50", "p95", "p99", "p99 busy"].map((head) => head.padStart(10)).join("")}`);
  for (const [name, times] of quiet) {
    const cells = [...[0.5, 0.95, 0.99].map((share) => quantile(times, share)), quantile(busy.get(name) ?? [], 0.99)];
    console.log(
      `${name.padEnd(24)}${cells.map((ms) => (Number.isNaN(ms) ? "" : ms.toFixed(1)).padStart(10)).join("")}`,
    );
  }
}
