import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSnapshots } from "../../../src/node/snapshots.ts";

describe("snapshots", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "countersign-snapshots-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const store = () => createSnapshots({ base: join(folder, "base"), snapshots: join(folder, "base", "snapshots") });
  const path = (name: string) => join(folder, "w", name);
  const facts = (...names: readonly string[]) => ({ at: 1, agent: "a", summary: "delete", paths: names.map(path) });

  function write(name: string, text: string): void {
    mkdirSync(join(path(name), ".."), { recursive: true });
    writeFileSync(path(name), text);
  }

  it("puts back a folder as it was, with its links, and keeps the copy to this user", async () => {
    write("precious/deep/notes", "one");
    symlinkSync("nowhere", path("precious/link"));
    const snapshot = await store().take(facts("precious"));
    if (process.platform !== "win32") assert.equal(statSync(join(folder, "base", "snapshots")).mode & 0o077, 0);
    rmSync(path("precious"), { recursive: true });
    assert.deepEqual(await store().restore(snapshot, false), { restored: [path("precious")], occupied: [] });
    assert.equal(readFileSync(path("precious/deep/notes"), "utf8"), "one");
    assert.deepEqual(readdirSync(path("precious")).sort(), ["deep", "link"]);
  });

  it("leaves alone what is there by now, and keeps what it is told to replace", async () => {
    write("kept", "old");
    const snapshot = await store().take(facts("kept"));
    write("kept", "new");
    assert.deepEqual(await store().restore(snapshot, false), { restored: [], occupied: [path("kept")] });
    assert.equal(readFileSync(path("kept"), "utf8"), "new");
    await store().restore(snapshot, true);
    assert.equal(readFileSync(path("kept"), "utf8"), "old");
    const copies = readdirSync(join(folder, "base", "snapshots", snapshot.id));
    assert.ok(copies.some((name) => name.startsWith("replaced-")));
  });

  it("keeps nothing when not all can be copied", async () => {
    write("one", "1");
    await assert.rejects(store().take(facts("one", "missing")));
    assert.deepEqual(await store().list(), []);
  });

  it("lists the newest first, keeps ten, and is not led astray by what is no snapshot", async () => {
    write("one", "1");
    for (let at = 1; at <= 12; at++) await store().take({ ...facts("one"), at });
    mkdirSync(join(folder, "base", "snapshots", "other"));
    writeFileSync(join(folder, "base", "snapshots", "other", "snapshot.json"), "{");
    assert.deepEqual(
      (await store().list()).map(({ at }) => at),
      [12, 11, 10, 9, 8, 7, 6, 5, 4, 3],
    );
    assert.ok(!existsSync(join(folder, "base", "snapshots", "1-0")));
  });
});
