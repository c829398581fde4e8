import assert from "node:assert/strict";
import { existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  chooseWindows,
  openWindows,
  readWindow,
  removeWindow,
  windowFile,
  writeWindow,
} from "../../../src/node/windows.ts";
import type { WindowEntry } from "../../../src/protocol/messages.ts";
import { inHome } from "./home.ts";

/** Larger than any process id of Linux and macOS. */
const endedPid = 999_999_999;

function entry(over: Partial<WindowEntry> = {}): WindowEntry {
  return { v: 1, pid: process.pid, socket: "/s", token: "t", folders: [], focusedAt: 0, ...over };
}

describe("window registry", () => {
  it("keeps entries where only this user can read them", () =>
    inHome(({ locations: { run } }) => {
      writeWindow(run, "a", entry());
      assert.equal(statSync(run).mode & 0o777, 0o700);
      assert.equal(statSync(windowFile(run, "a")).mode & 0o777, 0o600);
      assert.deepEqual(openWindows(run), [entry()]);
      removeWindow(run, "a");
      assert.deepEqual(openWindows(run), []);
    }));

  it("removes what a crashed window left, and its socket", () =>
    inHome(({ locations: { run } }) => {
      const socket = join(run, "dead.sock");
      writeWindow(run, "dead", entry({ pid: endedPid, socket }));
      writeFileSync(socket, "");
      assert.deepEqual(openWindows(run), []);
      assert.deepEqual([existsSync(windowFile(run, "dead")), existsSync(socket)], [false, false]);
    }));

  it("removes nothing outside its folder, whatever an entry says", () =>
    inHome(({ path, locations: { run } }) => {
      const precious = join(path, "precious");
      writeFileSync(precious, "");
      writeWindow(run, "dead", entry({ pid: endedPid, socket: precious }));
      openWindows(run);
      assert.ok(existsSync(precious));
    }));

  it("leaves entries it cannot read alone", () =>
    inHome(({ locations: { run } }) => {
      mkdirSync(run, { recursive: true });
      for (const [name, text] of Object.entries({ a: "{", b: '{"v":9}', c: "[]" }))
        writeFileSync(windowFile(run, name), text);
      assert.deepEqual(openWindows(run), []);
      assert.ok(existsSync(windowFile(run, "b")));
      assert.equal(readWindow(windowFile(run, "missing")), undefined);
    }));

  it("does not take a registry that cannot be read for one without windows", () =>
    inHome(({ locations: { base, run } }) => {
      mkdirSync(base, { recursive: true });
      writeFileSync(run, "");
      assert.throws(() => openWindows(run));
    }));
});

describe("chooseWindows", () => {
  const order = (windows: readonly WindowEntry[], cwd: string) => chooseWindows(windows, cwd).map(({ token }) => token);

  it("prefers the window that holds the folder most closely, then the one focused last", () => {
    const windows = [
      entry({ token: "other", folders: ["/x"], focusedAt: 9 }),
      entry({ token: "outer", folders: ["/p"], focusedAt: 8 }),
      entry({ token: "inner", folders: ["/y", "/p/sub"], focusedAt: 1 }),
      entry({ token: "older", folders: ["/z"], focusedAt: 2 }),
    ];
    assert.deepEqual(order(windows, "/p/sub/deep"), ["inner", "outer", "other", "older"]);
  });

  it("does not take a common beginning of a name for containment", () => {
    const windows = [entry({ token: "a", folders: ["/p/app"], focusedAt: 1 }), entry({ token: "b", focusedAt: 2 })];
    assert.deepEqual(order(windows, "/p/application"), ["b", "a"]);
  });

  it("compares where links end", () =>
    inHome(({ path }) => {
      mkdirSync(join(path, "real"));
      symlinkSync(join(path, "real"), join(path, "link"));
      const windows = [entry({ token: "b", focusedAt: 5 }), entry({ token: "a", folders: [join(path, "link")] })];
      assert.deepEqual(order(windows, join(path, "real", "src")), ["a", "b"]);
    }));
});
