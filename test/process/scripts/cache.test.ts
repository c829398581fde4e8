import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cached, withLock } from "../../../scripts/lib/cache.mjs";

describe("the cache of fetched programs", () => {
  let folder: string;
  let before: string | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "countersign-cache-"));
    before = process.env.COUNTERSIGN_CACHE;
    process.env.COUNTERSIGN_CACHE = folder;
  });

  afterEach(() => {
    if (before === undefined) delete process.env.COUNTERSIGN_CACHE;
    else process.env.COUNTERSIGN_CACHE = before;
    rmSync(folder, { recursive: true });
  });

  it("makes a thing once, also when two ask at the same time", async () => {
    let made = 0;
    const ask = () =>
      cached("thing", "1", "Making a thing", async (place) => {
        made += 1;
        await writeFile(join(place, "file"), "content");
      });
    const [first, second] = await Promise.all([ask(), ask()]);
    assert.equal(first, second);
    assert.equal(await ask(), first);
    assert.equal(made, 1);
    assert.equal(readFileSync(join(first, "file"), "utf8"), "content");
    assert.deepEqual(readdirSync(folder), ["thing-1"]);
  });

  it("leaves nothing behind when making fails, and can be asked again", async () => {
    const failing = cached("thing", "1", "Making a thing", () => Promise.reject(new Error("no network")));
    await assert.rejects(failing, /no network/);
    assert.deepEqual(readdirSync(folder), []);
    await cached("thing", "1", "Making a thing", async () => {});
    assert.deepEqual(readdirSync(folder), ["thing-1"]);
  });

  it("takes over a lock whose process is gone", async () => {
    const gone = spawnSync(process.execPath, ["--version"]).pid;
    const lock = join(folder, "lock");
    writeFileSync(lock, String(gone));
    assert.equal(await withLock(lock, async () => "done"), "done");
    assert.deepEqual(readdirSync(folder), []);
  });
});
