/**
 * A cold folder: the built `countersign review` beside the least that must be done for it, and beside a peer. All are
 * programs that start anew each time, in turns, so that what else the machine does meets each alike.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleProgram } from "../test/support/reviewThreads.ts";

const root = join(import.meta.dirname, "..");
const bar = 1.5;

interface Run {
  readonly ms: number;
  /** Of all threads of the program. */
  readonly cpu: number;
  readonly out: string;
}

/** Tells the processor's time of a program as it ends. */
const tell = `process.on("exit", () => { const { user, system } = process.cpuUsage(); require("node:fs").writeFileSync(process.env.BENCH_CPU, String((user + system) / 1000)); });`;

export async function compareFolder(folder: string, rounds: number): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), "bench-cold-"));
  const preload = join(place, "tell.cjs");
  writeFileSync(preload, tell);
  const built = spawnSync(process.execPath, [join(root, "esbuild.mjs")], { stdio: "inherit" });
  if (built.status !== 0) throw new Error("The programs cannot be built.");
  const peer = await bundleProgram("bench/reviewPeer.ts", true);
  const stages = await bundleProgram("bench/reviewStages.ts", true);
  const run = (args: readonly string[], before: readonly string[] = []): Run => {
    const [command = "", ...rest] = [...before, process.execPath, "--require", preload, ...args];
    const env = { ...process.env, BENCH_CPU: join(place, "cpu") };
    const begun = performance.now();
    const { stdout, error } = spawnSync(command, rest, { encoding: "utf8", maxBuffer: 2 ** 30, env });
    if (error) throw error;
    return { ms: performance.now() - begun, cpu: Number(readFileSync(env.BENCH_CPU, "utf8")), out: stdout };
  };
  const least = [peer.program, folder, join(root, "dist/wasm")];
  const review = [join(root, "dist/cli.js"), "review", "--format", "json", folder];
  try {
    // Once for the file system's cache, so that neither pays for the disk.
    console.log(`reading and parsing candidates: ${run(least).out.trim()}`);
    const { reviewed } = JSON.parse(run(review).out) as { reviewed: unknown };
    console.log(`countersign review: ${JSON.stringify(reviewed)}`);
    row("all processors", rounds, () => [run(least), run(review)], bar);
    const one = ["taskset", "-c", "0"];
    if (spawnSync("taskset", ["--version"]).status === 0)
      row("one processor", rounds, () => [run(least, one), run(review, one)]);
    const { out, cpu } = run([stages.program, folder, join(root, "dist/wasm")]);
    console.log(`in one thread, of the processor ${cpu.toFixed(0)} ms: ${out.trim()}`);
    const shield = run([
      join(root, "node_modules/ecc-agentshield/dist/index.js"),
      "scan",
      "--path",
      folder,
      "--format",
      "json",
    ]);
    console.log(`ecc-agentshield 1.6.0: ${shield.ms.toFixed(0)} ms, ${shield.out.length} bytes of report`);
  } finally {
    peer.remove();
    stages.remove();
    rmSync(place, { recursive: true, force: true });
  }
}

function row(what: string, rounds: number, pair: () => readonly [Run, Run], bar?: number): void {
  const pairs = Array.from({ length: rounds }, pair);
  const median = (of: (pair: readonly [Run, Run]) => number): number =>
    pairs.map(of).toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
  const ratio = median(([least, own]) => own.ms / least.ms);
  const cpu = median(([least, own]) => own.cpu / least.cpu);
  const met = bar === undefined ? "" : ` (bar ${bar}: ${ratio <= bar ? "met" : "missed"})`;
  console.log(
    `${what}: ${median(([least]) => least.ms).toFixed(0)} ms and ${median(([, own]) => own.ms).toFixed(0)} ms, ${ratio.toFixed(2)} times${met}; of the processor ${median(([least]) => least.cpu).toFixed(0)} ms and ${median(([, own]) => own.cpu).toFixed(0)} ms, ${cpu.toFixed(2)} times`,
  );
}
