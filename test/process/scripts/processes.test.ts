import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { end, run, start } from "../../../scripts/lib/processes.mjs";
import { root } from "../../../scripts/lib/project.mjs";
import { eventually } from "../../support/wait.ts";

/** Prints the process id of a grandchild that would live for ten minutes. */
const parent = `
const child = require("node:child_process").spawn(process.execPath, ["-e", "setTimeout(() => {}, 600000)"]);
console.log(child.pid);
setTimeout(() => {}, 600000);`;

const processes = JSON.stringify(join(root, "scripts", "lib", "processes.mjs"));

describe("child processes", function () {
  this.timeout(30_000);

  it("end with everything they started", async () => {
    const child = start(process.execPath, ["-e", parent], { stdio: ["ignore", "pipe", "ignore"] });
    const grandchild = await firstNumber(child);
    await end(child);
    await isGone(grandchild);
  });

  for (const [how, last] of [
    ["ends in order", "process.exit(0)"],
    ["throws", "throw new Error('broken')"],
    ["is told to end", "process.kill(process.pid, 'SIGTERM')"],
    ["is interrupted", "process.kill(process.pid, 'SIGINT')"],
  ] as const) {
    it(`are ended when the process that started them ${how}`, async () => {
      const script = `import { start } from ${processes};
        const child = start(process.execPath, ["-e", ${JSON.stringify(parent)}], { stdio: ["ignore", "pipe", "ignore"] });
        child.stdout.on("data", (text) => { process.stdout.write(text, () => { ${last} }); });`;
      const starter = spawn(process.execPath, ["--input-type=module", "-e", script], {
        stdio: ["ignore", "pipe", "ignore"],
      });
      const grandchild = await firstNumber(starter);
      await once(starter, "exit");
      await isGone(grandchild);
    });
  }

  it("are ended when their deadline has passed", async () => {
    const outcome = await run(process.execPath, ["-e", "setTimeout(() => {}, 600000)"], { deadlineMs: 200 });
    assert.equal(outcome.timedOut, true);
  });
});

async function firstNumber(child: ChildProcess): Promise<number> {
  assert.ok(child.stdout);
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  return Number(line);
}

function isGone(pid: number): Promise<true> {
  return eventually(`process ${pid} is gone`, 10_000, async () => {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  });
}
