/** With no file left to open no program can be started: each of ours that starts one says so, and goes on. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../hookLab.ts";

describe("a process with no file left to open", function () {
  this.timeout(120_000);
  let folder: string;
  let said: Record<string, unknown>;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "no-file-left-"));
    const program = join(root, "test", "process", "programs", "noFileLeft.mts");
    const words = [process.execPath, "--import", "tsx", program, folder];
    const few = 'ulimit -n 256 && exec "$@"';
    const { stdout, stderr, status } = spawnSync("/bin/sh", ["-c", few, "sh", ...words], {
      cwd: root,
      encoding: "utf8",
    });
    assert.equal(status, 0, `it ended:\n${stderr}`);
    said = JSON.parse(stdout);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("denies where no window is open", () => {
    assert.match(String((said.unattended as { failure?: string }).failure), /could not be applied/);
  });

  it("does not take a hook for proven", () => {
    assert.equal(typeof (said.canary as { why?: string }).why, "string");
  });

  it("tells that a server has ended, and why", () => {
    const { code, problem } = said.server as { code: number; problem: string };
    assert.equal(code, 127);
    assert.match(problem, /^true: .*No file is left to open/);
  });

  it("refuses a terminal and an agent", () => {
    assert.match(String(said.terminal), /^failed: .*No file is left to open/);
    assert.match(String(said.agent), /^failed: .*No file is left to open/);
  });
});
