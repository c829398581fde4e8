import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { withPipes } from "../withPipes.ts";
import { graceMs, type Upstream, type UpstreamHandlers } from "./upstream.ts";

export interface ChildPlace {
  readonly cwd?: string;
  /** What the program itself starts ends with it. */
  readonly ownGroup?: boolean;
}

/** Starts a server that speaks over its standard input and output. What it says on stderr goes to ours, or to `said`. */
export function startChildServer(
  command: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  handlers: UpstreamHandlers,
  { cwd, ownGroup = false }: ChildPlace = {},
): Upstream {
  const start = () =>
    withPipes(
      spawn(command, [...args], {
        stdio: ["pipe", "pipe", handlers.said ? "pipe" : "inherit"],
        env: environment,
        windowsHide: true,
        ...(cwd === undefined ? {} : { cwd }),
        // A group of its own can be ended as a whole; Windows has none.
        detached: ownGroup && process.platform !== "win32",
      }) as ChildProcessByStdio<Writable, Readable, Readable | null>,
    );
  try {
    return upstreamOf(start(), ownGroup, command, handlers);
  } catch (error) {
    const problem = `${command}: ${(error as Error).message}`;
    queueMicrotask(() => handlers.ended({ code: 127, signal: null, problem }));
    return neverStarted;
  }
}

/** For a server that is not there nothing is left to do. */
const neverStarted: Upstream = { send: () => undefined, finish: () => undefined, signal: () => undefined };

function upstreamOf(
  child: ChildProcessByStdio<Writable, Readable, Readable | null>,
  ownGroup: boolean,
  command: string,
  handlers: UpstreamHandlers,
): Upstream {
  const kill = (signal: NodeJS.Signals) => {
    if (!ownGroup || process.platform === "win32" || child.pid === undefined) return void child.kill(signal);
    try {
      process.kill(-child.pid, signal);
    } catch {
      // Nothing of the group is left.
    }
  };
  const timers: NodeJS.Timeout[] = [];
  let over = false;
  const endLater = (delayMs: number, signal: NodeJS.Signals) => timers.push(setTimeout(() => kill(signal), delayMs));
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
  child.stderr?.setEncoding("utf8").on("data", (text: string) => handlers.said?.(text));
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
      kill(name);
      endLater(graceMs.terminate, "SIGKILL");
    },
  };
}
