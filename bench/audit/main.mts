/**
 * `npm run bench:audit`: how many records a second four processes get acknowledged, beside what the disk's flushes
 * allow in the same run; how fast a log is verified; and how soon the end of a log of a million records is on screen.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { auditSnapshot, verifyAudit } from "../../src/node/auditReader.ts";
import { sha256 } from "../../src/node/sha256.ts";
import { readAuditTail } from "../../src/vscode/gate/auditTail.ts";
import { writeLongLog } from "../../test/support/longLog.ts";

const writers = 4;
const together = 256;
const durationMs = Number(process.env.SECONDS_EACH ?? 5) * 1000;
const manyRecords = Number(process.env.RECORDS ?? 1_000_000);
const fewRecords = 1_000;
const home = mkdtempSync(join(process.env.BENCH_DIR ?? tmpdir(), "bench-audit-"));

/** Flushes a second of one process that appends as many bytes as a group of records has, and does nothing else. */
function rawFlushes(bytes: number, ms: number): number {
  const file = openSync(join(home, "raw"), "w");
  const block = Buffer.alloc(bytes, "x");
  const start = performance.now();
  let count = 0;
  for (; performance.now() - start < ms; count++) {
    writeSync(file, block);
    fdatasyncSync(file);
  }
  const seconds = (performance.now() - start) / 1000;
  closeSync(file);
  rmSync(join(home, "raw"));
  return count / seconds;
}

async function recordsPerSecond(): Promise<number> {
  const program = join(home, "writer.mjs");
  const entryPoints = [join(import.meta.dirname, "writer.ts")];
  await build({ entryPoints, outfile: program, bundle: true, platform: "node", target: "node20", format: "esm" });
  const folder = join(home, "many");
  const args = [program, folder, String(durationMs), String(together)];
  const children = Array.from({ length: writers }, () =>
    spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] }),
  );
  // All have started before any writes: what is measured is writing.
  await Promise.all(children.map(({ stdout }) => once(stdout, "data")));
  const counts = children.map(async (child) => {
    let text = "";
    child.stdout.on("data", (more) => {
      text += more;
    });
    child.stdin.write("go\n");
    await once(child, "close");
    return text.split(" ").map(Number);
  });
  const ended = await Promise.all(counts);
  const sum = (index: number) => ended.reduce((all, one) => all + (one[index] ?? 0), 0);
  const total = sum(0);
  const { ok, records } = await verifyAudit(folder, sha256);
  if (!ok || records !== total) throw new Error(`${records} records of ${total} are there, ok: ${ok}`);
  return sum(1) / (durationMs / 1000);
}

/** What the view reads, as often as it takes for the middle of it to say something on a busy machine. */
async function tailMs(folder: string): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < 15; count++) {
    const start = performance.now();
    await readAuditTail(folder, 100);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[7] ?? 0;
}

function row(name: string, value: string, bar: string): void {
  process.stdout.write(`${name.padEnd(46)}${value.padStart(16)}   ${bar}\n`);
}

try {
  const load = () => loadavg()[0]?.toFixed(1);
  process.stdout.write(`${cpus().length} cores, load ${load()} before, in ${home}\n`);
  const before = rawFlushes(together * 600, durationMs / 2);
  const sustained = await recordsPerSecond();
  const after = rawFlushes(together * 600, durationMs / 2);
  const raw = (before + after) / 2;
  const allowed = Math.min(10_000, raw * together * 0.8);
  row("raw flushes of one group, a second", raw.toFixed(0), `${before.toFixed(0)} before, ${after.toFixed(0)} after`);
  row(`records a second, ${writers} processes, ${together} at once`, sustained.toFixed(0), `bar ${allowed.toFixed(0)}`);

  const folder = join(home, "million");
  writeLongLog(folder, manyRecords);
  const { segments } = await auditSnapshot(folder);
  const megabytes = segments.reduce((sum, { size }) => sum + size, 0) / 1e6;
  const short = join(home, "thousand");
  writeLongLog(short, fewRecords);
  const [shortMs, longMs] = [await tailMs(short), await tailMs(folder)];
  const newest = await readAuditTail(folder, 1);
  const start = performance.now();
  const cpu = process.cpuUsage();
  const verification = await verifyAudit(folder, sha256);
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(cpu);
  const cpuSeconds = (used.user + used.system) / 1e6;
  if (!verification.ok || verification.records !== manyRecords || newest[0]?.seq !== manyRecords) {
    throw new Error(`The log of ${manyRecords} records does not hold.`);
  }
  const ratio = `${(longMs / shortMs).toFixed(1)} times that of ${fewRecords}; to the screen: e2e-long`;
  row(`end of ${manyRecords} records read, ms`, longMs.toFixed(1), ratio);
  row("verified, MB a second", (megabytes / seconds).toFixed(0), "bar 200");
  row("verified, MB a second of CPU time", (megabytes / cpuSeconds).toFixed(0), `${megabytes.toFixed(0)} MB`);
  process.stdout.write(`load ${load()} after\n`);
} finally {
  rmSync(home, { recursive: true, force: true });
}
