/** Processes of the hook's load test and measurements: windows, programs that are timed, and load beside them. */
import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";

/** Opens a window in a process of its own. @param built a bundle of it, where its speed matters */
export async function startWindow(
  home: string,
  folder: string,
  answer: "allow" | "deny" | "nobody" = "allow",
  built?: string,
): Promise<ChildProcess> {
  const program = built ?? fileURLToPath(new URL("../process/programs/gateWindow.mts", import.meta.url));
  const child = fork(program, [home, folder, answer], { execArgv: built ? [] : ["--import", "tsx"] });
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", (code) => reject(new Error(`The window ended with ${code}.`)));
  });
  return child;
}

export async function stopWindow(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.send("close");
  await ended;
}

export interface Run {
  readonly program: string;
  readonly args: readonly string[];
  readonly input: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface Timed {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}

/** Runs a program to its end, as an agent runs a hook: from before it is started until its last output was read. */
export function timed({ program, args, input, cwd, env }: Run): Promise<Timed> {
  return new Promise((resolve, reject) => {
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
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr, ms: Number(process.hrtime.bigint() - begun) / 1e6 }));
    child.stdin.end(input);
  });
}

export interface Timer {
  timed(run: Run): Promise<Timed>;
  end(): void;
}

/** Times from a small process of its own, one run at a time: what this process weighs is not in the result. */
export function startTimer(): Timer {
  const program = fileURLToPath(new URL("../process/programs/timer.mjs", import.meta.url));
  const child = fork(program, [], { execArgv: [] });
  return {
    async timed(run) {
      child.send(run);
      const [result] = (await once(child, "message")) as [Timed | { readonly error: string }];
      if ("error" in result) throw new Error(result.error);
      return result;
    },
    end: () => child.disconnect(),
  };
}

/** While `work` runs, twice as many programs compute as there are processors. */
export async function oversubscribed<T>(work: () => Promise<T>): Promise<T> {
  const endless = "for (;;) for (let i = 0; i < 1e6; i++) Math.sqrt(i);";
  const busy = Array.from({ length: 2 * availableParallelism() }, () =>
    spawn(process.execPath, ["-e", endless], { stdio: "ignore" }),
  );
  try {
    return await work();
  } finally {
    for (const child of busy) child.kill("SIGKILL");
  }
}

/** Runs `work` for each number below `count`, so many at a time. */
export async function inParallel(count: number, atOnce: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** The value below which a share of all lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
