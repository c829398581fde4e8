import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { acquireLock, discardSpare } from "../../../src/node/lock.ts";

describe("lock", () => {
  let home: string;
  let folder: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "lock-"));
    folder = join(home, "lock");
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const patient = { timeoutMs: 10_000 };
  const impatient = { timeoutMs: 0 };
  const isRefused = () => assert.rejects(acquireLock(folder, impatient), { name: "LockError", reason: "timeout" });

  /** What a process that held the lock left behind. */
  function leave(number: number, content: string, ageMs = 0): void {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, String(number));
    writeFileSync(file, content);
    const then = new Date(Date.now() - ageMs);
    utimesSync(file, then, then);
  }

  const holder = (pid: number, host = hostname()) => JSON.stringify({ pid, host });
  const endedPid = () => spawnSync(process.execPath, ["--version"]).pid;

  it("is had by one at a time, and by the next when it is released", async () => {
    const first = await acquireLock(folder, patient);
    await isRefused();
    await first.release();
    await (await acquireLock(folder, impatient)).release();
  });

  it("is had by every one of many that wait, one after the other", async () => {
    let holders = 0;
    const take = async () => {
      const lock = await acquireLock(folder, patient);
      assert.equal(++holders, 1);
      await new Promise(setImmediate);
      assert.equal(await lock.isHeld(), true);
      holders--;
      await lock.release();
    };
    await Promise.all(Array.from({ length: 40 }, take));
    assert.equal(holders, 0);
  });

  it("passes on from a process that has ended, to one only", async () => {
    leave(7, holder(endedPid()));
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => acquireLock(folder, impatient)));
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1);
  });

  it("is not taken from a process that lives", async () => {
    leave(7, holder(process.pid));
    await isRefused();
  });

  it("is not taken from a process of another machine, which cannot be seen to have ended", async () => {
    leave(7, holder(endedPid(), "another-machine"));
    await isRefused();
  });

  it("is not taken from a holder that cannot be understood", async () => {
    leave(7, "???");
    await isRefused();
  });

  it("is taken over from a holder that keeps it beyond any use, which then knows", async () => {
    const late = await acquireLock(folder, patient);
    const [number] = readdirSync(folder).filter((name) => /^\d+$/.test(name));
    const then = new Date(Date.now() - 60_000);
    utimesSync(join(folder, number!), then, then);
    const next = await acquireLock(folder, impatient);
    assert.deepEqual([await late.isHeld(), await next.isHeld()], [false, true]);
    await late.release();
    assert.equal(await next.isHeld(), true);
    await isRefused();
  });

  describe("of a process that takes it often", () => {
    const often = { ...impatient, often: true };
    afterEach(() => discardSpare(folder));

    /** Takes and releases it, and tells its number. */
    async function once(): Promise<number> {
      const lock = await acquireLock(folder, often);
      const taken = newest();
      assert.ok(lock.isHeld());
      lock.release();
      return taken;
    }
    const numbers = () =>
      readdirSync(folder)
        .filter((name) => /^\d+$/.test(name))
        .map(Number);
    const newest = () => Math.max(...numbers());

    it("is had again and again, each time as the next number", async () => {
      for (let round = 1; round <= 40; round++) assert.equal(await once(), round);
    });

    it("is not had while another holds the number after its own", async () => {
      const own = await once();
      leave(own + 1, holder(process.pid));
      await assert.rejects(acquireLock(folder, often), { reason: "timeout" });
    });

    it("is had behind those that others released since", async () => {
      const own = await once();
      leave(own + 1, "");
      assert.equal(await once(), own + 2);
    });

    it("is not had at a number that others passed and forgot", async () => {
      const own = await once();
      leave(own + 40, holder(process.pid));
      rmSync(join(folder, String(own)));
      await assert.rejects(acquireLock(folder, often), { reason: "timeout" });
      assert.ok(!numbers().includes(own + 1));
    });

    it("is had where what it had prepared was tidied away, also with the whole folder", async () => {
      const own = await once();
      for (const name of readdirSync(folder)) if (name.startsWith("draft-")) rmSync(join(folder, name));
      assert.equal(await once(), own + 1);
      rmSync(folder, { recursive: true });
      assert.equal(await once(), 1);
    });
  });

  it("leaves few files, and removes those of processes that were killed while they waited", async () => {
    mkdirSync(folder);
    const draft = join(folder, "draft-1-1");
    writeFileSync(draft, "");
    const then = new Date(Date.now() - 600_000);
    utimesSync(draft, then, then);
    for (let round = 0; round < 50; round++) await (await acquireLock(folder, patient)).release();
    const names = readdirSync(folder);
    assert.ok(names.length <= 17, names.join(" "));
    assert.ok(!names.includes("draft-1-1"));
  });
});
