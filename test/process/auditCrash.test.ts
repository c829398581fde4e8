import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { readRecord } from "../../src/core/audit/readRecord.ts";
import type { Mended } from "../../src/core/audit/record.ts";
import { openAudit } from "../../src/node/auditFile.ts";
import { auditLines, verifyAudit } from "../../src/node/auditReader.ts";
import { segmentsOf } from "../../src/node/auditSegments.ts";
import { auditEntry, sha256 } from "../support/auditEntries.ts";
import { inPairs } from "../support/pairs.ts";

/** Real processes, real files: ended by SIGKILL at each of their calls that change a file, one after the other. */
describe("audit log of a process that is killed at a write", () => {
  let home: string;
  let program: string;

  before(async () => {
    home = mkdtempSync(join(tmpdir(), "audit-crash-"));
    program = join(home, "crasher.cjs");
    const entryPoints = [join(import.meta.dirname, "programs", "auditCrasher.ts")];
    await build({ entryPoints, outfile: program, bundle: true, platform: "node", target: "node20", format: "cjs" });
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  async function crash(folder: string, at: number, how: "before" | "part", task = "write") {
    const child = spawn(process.execPath, [program, folder, String(at), how, task], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (more: string) => {
      text += more;
    });
    const [code, signal] = await once(child, "close");
    const [, calls = "0", parts = ""] = /^calls (\d+) parts ([\d ]+)$/m.exec(text) ?? [];
    const acknowledged = text
      .split("\n")
      .slice(0, -1)
      .filter((line) => /^\d+$/.test(line))
      .map(Number);
    return { code, signal, acknowledged, calls: Number(calls), parts: parts.split(" ").map(Number) };
  }

  async function check(at: number, how: "before" | "part"): Promise<Mended | undefined> {
    const folder = join(home, `${how}-${at}`);
    const { signal, acknowledged } = await crash(folder, at, how);
    const where = `killed ${how} call ${at}`;
    assert.equal(signal, "SIGKILL", where);
    const found = await verifyAudit(folder, sha256, [`${folder}-place`]);
    assert.equal(found.ok, true, `${where}: ${found.firstBad?.message}`);

    let mended: Mended | undefined;
    const next = openAudit(folder, {
      sha256,
      now: () => new Date(),
      patienceMs: 60_000,
      onMended: (what) => {
        mended = what;
      },
    });
    await next.append(auditEntry(99));
    const seqs: number[] = [];
    for await (const line of auditLines(folder)) seqs.push(readRecord(line)?.seq ?? -1);
    assert.deepEqual(
      seqs,
      seqs.map((_, index) => index + 1),
      where,
    );
    assert.deepEqual(
      acknowledged.filter((seq) => !seqs.includes(seq)),
      [],
      `${where}: an acknowledged record is lost`,
    );
    // The last record that was written and not acknowledged may be there: one group at most, and the new one.
    assert.ok(seqs.length <= acknowledged.length + 3, where);
    const mendedFound = await verifyAudit(folder, sha256, [`${folder}-place`]);
    assert.deepEqual([mendedFound.ok, mendedFound.torn], [true, false], `${where}: ${mendedFound.firstBad?.message}`);
    assert.equal(found.torn, mended === "torn", `${where}: what is torn is reported`);
    rmSync(folder, { recursive: true });
    return mended;
  }

  it("loses no acknowledged record, leaves at most one torn line, and says what it mended", async () => {
    const whole = await crash(join(home, "whole"), 0, "before");
    assert.deepEqual([whole.code, whole.acknowledged.length], [0, 4]);
    assert.ok(whole.calls > 40, `only ${whole.calls} calls were counted`);
    const points = Array.from({ length: whole.calls }, (_, index) => index + 1);
    const seen = new Set(await inPairs(points, (at) => check(at, "before")));
    assert.deepEqual([...seen], [undefined], "a kill between two calls leaves nothing to mend");
    assert.equal(whole.parts.length, 2);
    assert.ok(segmentsOf(join(home, "whole")).length > 1, "a file was full, and the next one was begun");
    for (const at of whole.parts) assert.equal(await check(at, "part"), "torn");
  }).timeout(600_000);

  it("holds whatever was removed of what is too old to keep, and goes on", async () => {
    const whole = await crash(join(home, "retired"), 0, "before", "retire");
    assert.deepEqual([whole.code, segmentsOf(join(home, "retired")).length], [0, 1]);
    assert.ok(whole.calls > 3, `only ${whole.calls} calls were counted`);
    const points = Array.from({ length: whole.calls }, (_, index) => index + 1);
    await inPairs(points, async (at) => {
      const folder = join(home, `retire-${at}`);
      const { signal } = await crash(folder, at, "before", "retire");
      const where = `killed before call ${at}`;
      assert.equal(signal, "SIGKILL", where);
      const places = [`${folder}-place`];
      const found = await verifyAudit(folder, sha256, places);
      assert.equal(found.ok, true, `${where}: ${found.firstBad?.message}`);
      await openAudit(folder, { sha256, now: () => new Date(), patienceMs: 60_000 }).append(auditEntry(99));
      const after = await verifyAudit(folder, sha256, places);
      assert.equal(after.ok, true, `${where}, and written on: ${after.firstBad?.message}`);
    });
  }).timeout(600_000);
});
