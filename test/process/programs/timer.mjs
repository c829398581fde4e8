/**
 * Times programs from a process that is small: starting one copies the memory map of the process that starts it, and
 * with a large one that alone takes as long as the hook. Gets runs over its channel, one at a time.
 */
import { spawn } from "node:child_process";

process.on(
  "message",
  (/** @type {import("../../support/hookProcesses.ts").Run} */ { program, args, input, cwd, env }) => {
    const begun = process.hrtime.bigint();
    const child = spawn(program, args, { cwd, env, stdio: ["pipe", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    child.stdin.on("error", () => {});
    child.on("error", (error) => process.send?.({ error: error.message }));
    child.on("close", (code) => {
      const ms = Number(process.hrtime.bigint() - begun) / 1e6;
      process.send?.({ code, stdout, stderr, ms });
    });
    child.stdin.end(input);
  },
);
process.on("disconnect", () => process.exit(0));
