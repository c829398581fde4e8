import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { readRecord } from "../../src/core/audit/readRecord.ts";
import { openAudit } from "../../src/node/auditFile.ts";
import { auditLines, verifyAudit } from "../../src/node/auditReader.ts";
import { auditEntry, sha256 } from "../support/auditEntries.ts";

/** Real processes writing one audit log, and dying while they do. */
describe("audit log of several processes", () => {
  let home: string;
  let folder: string;
  let program: string;
  const running = new Set<ChildProcess>();

  before(async () => {
    home = mkdtempSync(join(tmpdir(), "audit-processes-"));
    program = join(home, "writer.mjs");
    const entryPoints = [join(import.meta.dirname, "programs", "auditWriter.ts")];
    await build({ entryPoints, outfile: program, bundle: true, platform: "node", target: "node20", format: "esm" });
  });
  beforeEach(() => {
    folder = mkdtempSync(join(home, "case-"));
  });
  afterEach(() => {
    for (const child of running) child.kill("SIGKILL");
    running.clear();
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  /** One writer, and the numbers of the records it was told are safe. */
  function start(name: string, count: number, together = 1, kind = "") {
    const child = spawn(process.execPath, [program, folder, name, String(count), String(together), kind], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    running.add(child);
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (more: string) => {
      text += more;
    });
    const acknowledged = () => text.split("\n").slice(0, -1).map(Number);
    return { child, acknowledged, closed: once(child, "close") };
  }

  async function recorded(): Promise<{ seq: number; session: string }[]> {
    const records: { seq: number; session: string }[] = [];
    for await (const line of auditLines(folder)) {
      const record = readRecord(line);
      assert.ok(record, `not a record: ${line}`);
      records.push({ seq: record.seq, session: record.session ?? "" });
    }
    return records;
  }

  it("loses nothing and keeps one chain when four processes write at once", async () => {
    const writers = ["a", "b", "c", "d"].map((name) => start(name, 60, 7));
    for (const { closed } of writers) assert.deepEqual(await closed, [0, null]);
    const verification = await verifyAudit(folder, sha256);
    assert.deepEqual([verification.ok, verification.records, verification.torn], [true, 240, false]);
    const records = await recorded();
    for (const [index, name] of ["a", "b", "c", "d"].entries()) {
      const own = records.filter(({ session }) => session === name).map(({ seq }) => seq);
      assert.deepEqual(own, writers[index]!.acknowledged());
    }
  }).timeout(60_000);

  it("loses nothing when two windows and hooks without one write at once", async () => {
    // A window lives long and appends often; a hook is a process of its own for each of its records.
    const windows = ["a", "b"].map((name) => start(name, 100, 5, "often"));
    const hooks: ReturnType<typeof start>[] = [];
    for (let round = 0; round < 4; round++) {
      const three = [0, 1, 2].map((one) => start(`hook ${round} ${one}`, 1));
      hooks.push(...three);
      for (const { closed } of three) assert.deepEqual(await closed, [0, null]);
    }
    for (const { closed } of windows) assert.deepEqual(await closed, [0, null]);
    const verification = await verifyAudit(folder, sha256);
    assert.deepEqual([verification.ok, verification.records, verification.torn], [true, 212, false]);
    const present = await recorded();
    for (const { acknowledged } of [...windows, ...hooks]) {
      const missing = acknowledged().filter((seq) => !present.some((record) => record.seq === seq));
      assert.deepEqual(missing, []);
    }
  }).timeout(120_000);

  it("loses no acknowledged record when writers are killed at any moment", async () => {
    const acknowledged: number[] = [];
    for (let round = 0; round < 15; round++) {
      const writers = [start("x", 0, 3), start("y", 0, 3)];
      await Promise.all(writers.map(({ child }) => once(child.stdout, "data")));
      // A different number of turns of the event loop each round, so that the kills fall on different steps.
      for (let turn = 0; turn < round * 40; turn++) await new Promise(setImmediate);
      for (const { child } of writers) child.kill("SIGKILL");
      for (const { closed } of writers) await closed;
      for (const writer of writers) acknowledged.push(...writer.acknowledged());
      const { ok, firstBad } = await verifyAudit(folder, sha256);
      assert.ok(ok, `round ${round}: ${firstBad?.message}`);
    }
    const present = new Set((await recorded()).map(({ seq }) => seq));
    assert.deepEqual(
      acknowledged.filter((seq) => !present.has(seq)),
      [],
    );
    assert.equal(new Set(acknowledged).size, acknowledged.length);

    const mended: string[] = [];
    const last = await openAudit(folder, {
      sha256,
      now: () => new Date(),
      onMended: (what) => mended.push(what),
    }).append(auditEntry(1));
    assert.ok(last.seq > Math.max(...acknowledged));
    assert.ok(mended.every((what) => what === "torn"));
    assert.deepEqual([(await verifyAudit(folder, sha256)).ok, (await verifyAudit(folder, sha256)).torn], [true, false]);
  }).timeout(120_000);

  it("goes on at once after a process was killed while it held the lock", async () => {
    const writer = start("x", 0, 50);
    await once(writer.child.stdout, "data");
    writer.child.kill("SIGKILL");
    await writer.closed;
    const { seq } = await openAudit(folder, { sha256, now: () => new Date(), patienceMs: 5_000 }).append(auditEntry(1));
    assert.ok(seq > writer.acknowledged().length);
  }).timeout(30_000);

  it("lets others wait while a process holds the lock and is stopped, and never writes beside it", async () => {
    const writer = start("x", 0, 1);
    await once(writer.child.stdout, "data");
    writer.child.kill("SIGSTOP");
    const audit = openAudit(folder, { sha256, now: () => new Date(), patienceMs: 300 });
    // Written or refused: it depends on whether the other process was stopped inside the lock.
    await audit.append(auditEntry(1)).catch(() => undefined);
    writer.child.kill("SIGCONT");
    await once(writer.child.stdout, "data");
    writer.child.kill("SIGKILL");
    await writer.closed;
    assert.equal((await verifyAudit(folder, sha256)).ok, true);
  }).timeout(30_000);
});
