/**
 * `npm run bench:hook`: how long an agent waits for a hook that lets an action pass, the whole process from its start
 * to its last output, side by side with a peer and with programs that do nothing. Absolute numbers depend on the
 * machine and on what else it does; the rows of one run are what to compare. `BENCH_ROUNDS` sets the length.
 */
import { loadavg } from "node:os";
import { join } from "node:path";
import { hookCommands } from "../../src/agents/hookCommand.ts";
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

const rounds = Number(process.env.BENCH_ROUNDS ?? 300);
const warm = 30;

buildBundles();
const lab = createHookLab();
const lonely = createHookLab();
const window = await startWindow(lab.locations.home, lab.project);
const timer = startTimer();
const contenders = rows(lab, lonely);
try {
  const quiet = await measure(rounds);
  const load = loadavg()[0] ?? Number.NaN;
  const busy = await oversubscribed(() => measure(Math.ceil(rounds / 3)));
  print(quiet, busy, load);
} finally {
  timer.end();
  await stopWindow(window);
  await lab.close();
  await lonely.close();
}

type Times = ReadonlyMap<string, number[]>;

function rows(withWindow: HookLab, without: HookLab): Readonly<Record<string, Run>> {
  const shell = (here: HookLab, command: string): Run => ({
    program: "/bin/sh",
    args: ["-c", command],
    input: claudePayload(here.project, passedCommand),
    cwd: here.project,
    env: { PATH: process.env.PATH, HOME: here.locations.home },
  });
  const hook = ({ locations }: HookLab) => hookCommands(locations.launcher, ["--source", "claude-settings"]).posix;
  const byNode = `${process.execPath} ${join(root, "dist", "hook.js")} --base ${withWindow.locations.base}`;
  const peer = join(root, "node_modules", "cc-safety-net", "dist", "bin", "cc-safety-net.js");
  return {
    countersign: shell(withWindow, hook(withWindow)),
    "countersign by Node": shell(withWindow, `${byNode} --source claude-settings`),
    "countersign, no window": shell(without, hook(without)),
    "cc-safety-net 2.4.5": shell(withWindow, `${process.execPath} ${peer} hook --claude-code`),
    "node -e 0": shell(withWindow, `exec ${process.execPath} -e 0`),
    "sh -c :": shell(withWindow, ":"),
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
    console.log(`${name.padEnd(24)}${cells.map((ms) => ms.toFixed(1).padStart(10)).join("")}`);
  }
}
