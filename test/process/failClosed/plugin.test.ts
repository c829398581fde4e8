/**
 * A plugin runs inside the agent. Where it cannot start its hook, the call is denied, and the agent goes on: OpenClaw's
 * gateway, which is a Node program, ended by it (2026.9.6, seen 2026-11-26).
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { holdProgram } from "../../../src/agents/pluginProgram.ts";

/** As an agent has it whose files are all in use; what it says comes when it has some again. */
const agent = `
import { closeSync, openSync } from "node:fs";
const { hold } = await import(process.argv[2]);
const open = [];
try {
  while (process.argv[3] === "none-left") open.push(openSync("/dev/null"));
} catch (error) {
  if (error.code !== "EMFILE") throw error;
}
const said = await hold({}).then(() => "goes on", (error) => error.message);
for (const file of open) closeSync(file);
console.log(JSON.stringify({ said, opened: open.length > 0 }));
`;

describe("a plugin inside an agent", function () {
  this.timeout(120_000);
  let folder: string;
  let plugin: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "plugin-"));
    plugin = join(folder, "plugin.mjs");
    const launcher = join(folder, "hook");
    writeFileSync(launcher, "#!/bin/sh\nexit 10\n", { mode: 0o700 });
    const options = { launcher, windows: false, source: "openclaw-plugin", patienceMs: 60_000 } as const;
    writeFileSync(plugin, `${holdProgram(options)}export { hold };\n`);
    writeFileSync(join(folder, "agent.mjs"), agent);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const run = (files: "some-left" | "none-left") => {
    const words = [process.execPath, join(folder, "agent.mjs"), pathToFileURL(plugin).href, files];
    const few = 'ulimit -n 128 && exec "$@"';
    const { stdout, stderr, status } = spawnSync("/bin/sh", ["-c", few, "sh", ...words], { encoding: "utf8" });
    assert.equal(status, 0, `the agent ended:\n${stderr}`);
    return JSON.parse(stdout);
  };

  it("lets a call go on where the hook says so", () => {
    assert.deepEqual(run("some-left"), { said: "goes on", opened: false });
  });

  it("denies where the agent has no file left to open, and the agent goes on", () => {
    const { said, opened } = run("none-left");
    assert.ok(opened);
    assert.match(said, /^Countersign stopped this action/);
  });
});
