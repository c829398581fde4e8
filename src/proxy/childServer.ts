import { spawn } from "node:child_process";
import { graceMs, type Upstream, type UpstreamHandlers } from "./upstream.ts";

/** Starts a server that speaks over its standard input and output. What it says on stderr goes to ours. */
export function startChildServer(
  command: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  handlers: UpstreamHandlers,
): Upstream {
  const child = spawn(command, [...args], {
    stdio: ["pipe", "pipe", "inherit"],
    env: environment,
    windowsHide: true,
  });
  const timers: NodeJS.Timeout[] = [];
  let over = false;
  const endLater = (delayMs: number, signal: NodeJS.Signals) =>
    timers.push(setTimeout(() => void child.kill(signal), delayMs));
  const ended = (end: Parameters<UpstreamHandlers["ended"]>[0]) => {
    if (over) return;
    over = true;
    for (const timer of timers) clearTimeout(timer);
    handlers.ended(end);
  };
  child.stdout.on("data", (chunk: Buffer) => {
    handlers.data(chunk);
    const drained = handlers.drained();
    if (!drained) return;
    child.stdout.pause();
    void drained.then(() => child.stdout.resume());
  });
  // A server that ends early breaks the pipe; its end tells.
  child.stdin.on("error", () => undefined);
  child.on("error", (error) => ended({ code: 127, signal: null, problem: `${command}: ${error.message}` }));
  child.on("close", (code, signal) => ended({ code, signal }));
  return {
    send: (bytes) => void child.stdin.write(bytes),
    finish() {
      child.stdin.end();
      endLater(graceMs.finish, "SIGTERM");
      endLater(graceMs.finish + graceMs.terminate, "SIGKILL");
    },
    signal(name) {
      child.kill(name);
      endLater(graceMs.terminate, "SIGKILL");
    },
  };
}
