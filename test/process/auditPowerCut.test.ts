import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { readRecord } from "../../src/core/audit/readRecord.ts";
import { openAudit } from "../../src/node/auditFile.ts";
import { auditLines, verifyAudit } from "../../src/node/auditReader.ts";
import { auditEntry, sha256 } from "../support/auditEntries.ts";
import { inPairs } from "../support/pairs.ts";

/** What a disk may hold of the page cache after a power cut: nothing of it, or parts. All of it: see auditCrash.test.ts. */
const survivals = ["none", "some"] as const;

describe("audit log after a power cut", () => {
  let home: string;
  let program: string;

  before(async () => {
    home = mkdtempSync(join(tmpdir(), "audit-power-"));
    program = join(home, "powerCut.cjs");
    const programs = join(import.meta.dirname, "programs");
    const entryPoints = [join(programs, "auditPowerCut.ts")];
    // What is injected runs first.
    const inject = [join(programs, "pageCache.ts")];
    await build({
      entryPoints,
      inject,
      outfile: program,
      bundle: true,
      platform: "node",
      target: "node20",
      format: "cjs",
    });
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  async function run(at: number, survives: (typeof survivals)[number]) {
    const place = join(home, `${survives}-${at}`);
    const args = [program, join(place, "work"), join(place, "image"), String(at), survives];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (more: string) => {
      text += more;
    });
    const [code, signal] = await once(child, "close");
    const lines = text.split("\n").slice(0, -1);
    const acknowledged = lines.filter((line) => /^\d+$/.test(line)).map(Number);
    return { place, code, signal, acknowledged, calls: Number(/^calls (\d+)/m.exec(text)?.[1] ?? 0) };
  }

  async function check(at: number, survives: (typeof survivals)[number]): Promise<number> {
    const { place, signal, acknowledged } = await run(at, survives);
    const where = `cut at call ${at}, ${survives} of the page cache survives`;
    assert.equal(signal, "SIGKILL", where);
    const folder = join(place, "image", "home", "audit");
    const places = [join(place, "image", "home", "place")];
    const found = await verifyAudit(folder, sha256, places);
    assert.equal(found.ok, true, `${where}: ${found.firstBad?.message}`);
    const next = openAudit(folder, { sha256, now: () => new Date(), patienceMs: 60_000 });
    await next.append(auditEntry(99));
    const seqs: number[] = [];
    for await (const line of auditLines(folder)) seqs.push(readRecord(line)?.seq ?? -1);
    assert.deepEqual(
      seqs,
      seqs.map((_, index) => index + 1),
      where,
    );
    assert.deepEqual(
      acknowledged.filter((seq) => !seqs.slice(0, -1).includes(seq)),
      [],
      `${where}: an acknowledged record is lost`,
    );
    const after = await verifyAudit(folder, sha256, places);
    assert.deepEqual([after.ok, after.torn], [true, false], `${where}: ${after.firstBad?.message}`);
    rmSync(place, { recursive: true });
    return acknowledged.length;
  }

  it("has every acknowledged record, at whichever call the power is cut", async () => {
    const whole = await run(0, "none");
    assert.deepEqual([whole.code, whole.acknowledged.length], [0, 4]);
    assert.ok(whole.calls > 30, `only ${whole.calls} calls were counted`);
    for (const survives of survivals) {
      const points = Array.from({ length: whole.calls }, (_, index) => index + 1);
      const most = Math.max(...(await inPairs(points, (at) => check(at, survives))));
      assert.ok(most >= 2, `at most ${most} records were acknowledged before a cut`);
    }
  }).timeout(900_000);
});
