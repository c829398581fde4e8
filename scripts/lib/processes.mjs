/**
 * Child processes that cannot outlive us: each gets a process group of its own, and every group still alive is ended
 * when this process exits, whether by itself, by an error or by a signal.
 */
import { spawn } from "node:child_process";

/** @type {Set<import("node:child_process").ChildProcess>} */
const alive = new Set();
let watching = false;
let ending = false;

/** @returns {boolean} whether a signal has told us to end, so that children ending is no failure */
export function isEnding() {
  return ending;
}

/**
 * Starts a program. The caller ends it with `end`; if it does not, the exit of this process does.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 */
export function start(command, args, options = {}) {
  endAllOnExit();
  const child = spawn(command, args, { ...options, detached: process.platform !== "win32" });
  alive.add(child);
  child.once("exit", () => alive.delete(child));
  child.once("error", () => alive.delete(child));
  return child;
}

/**
 * Ends a program with everything it started: SIGTERM, and SIGKILL when it has not gone after five seconds.
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<void>}
 */
export async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
    signalGroup(child, "SIGKILL");
    return;
  }
  const gone = new Promise((resolve) => child.once("exit", resolve));
  signalGroup(child, "SIGTERM");
  const patience = setTimeout(() => signalGroup(child, "SIGKILL"), 5_000);
  await gone;
  clearTimeout(patience);
  // A member of the group that ignored SIGTERM must not stay behind its leader.
  signalGroup(child, "SIGKILL");
}

/** Ends every program started here and still alive. */
export async function endAll() {
  await Promise.all([...alive].map(end));
}

/**
 * @typedef {object} Outcome
 * @property {number | null} code undefined exit codes (ended by a signal) are null
 * @property {NodeJS.Signals | null} signal
 * @property {string} stdout
 * @property {string} stderr
 * @property {boolean} timedOut the deadline passed and the program was ended
 */

/**
 * Runs a program to its end and collects what it prints.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, input?: string, deadlineMs: number, shell?: boolean }} options
 * @returns {Promise<Outcome>} also when the program fails
 * @throws when the program cannot be started
 */
export async function run(command, args, options) {
  const child = start(command, args, {
    stdio: "pipe",
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.env === undefined ? {} : { env: options.env }),
    ...(options.shell === undefined ? {} : { shell: options.shell }),
  });
  let stdout = "";
  let stderr = "";
  let timedOut = false;
  child.stdout?.setEncoding("utf8").on("data", (text) => (stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text) => (stderr += text));
  child.stdin?.on("error", () => {});
  child.stdin?.end(options.input ?? "");
  const deadline = setTimeout(() => {
    timedOut = true;
    void end(child);
  }, options.deadlineMs);
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => resolve({ code, signal, stdout, stderr, timedOut }));
    });
  } finally {
    clearTimeout(deadline);
  }
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") {
      if (child.exitCode === null) spawn("taskkill", ["/pid", String(child.pid), "/T", "/F"]);
    } else {
      process.kill(-child.pid, signal);
    }
  } catch {
    // The group is gone already.
  }
}

function endAllOnExit() {
  if (watching) return;
  watching = true;
  process.once("exit", () => {
    for (const child of alive) signalGroup(child, "SIGKILL");
  });
  for (const [signal, number] of /** @type {const} */ ([
    ["SIGINT", 2],
    ["SIGTERM", 15],
    ["SIGHUP", 1],
  ])) {
    process.once(signal, () => {
      ending = true;
      const patience = setTimeout(() => process.exit(128 + number), 8_000);
      void endAll().then(() => {
        clearTimeout(patience);
        process.exit(128 + number);
      });
    });
  }
}
