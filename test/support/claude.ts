/** The real Claude Code, offline, talking to a scripted model (Claude Code 2.1.329, seen 2026-11-21). */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { end, start } from "../../scripts/lib/processes.mjs";
import { claudeCode, nodeForVscode } from "../../scripts/lib/tools.mjs";
import type { Model } from "./model.ts";

export interface ClaudeRun {
  readonly home: string;
  readonly workspace: string;
  readonly model: Model;
  readonly prompt?: string;
  /** `bypass`: nothing but a hook stands between the model and the machine. */
  readonly permissions?: "bypass" | "default";
  readonly env?: Readonly<Record<string, string>>;
  readonly deadlineMs?: number;
}

export interface ClaudeOutcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
  /** What it said last, when it ended in order. */
  readonly said: string | undefined;
}

export interface RunningClaude {
  readonly pid: number;
  readonly outcome: Promise<ClaudeOutcome>;
  end(): Promise<void>;
}

/** Starts `claude -p` in the workspace. Its settings are those of `home`/.claude and of the workspace. */
export async function startClaude(run: ClaudeRun): Promise<RunningClaude> {
  await mkdir(join(run.home, ".claude"), { recursive: true });
  const args = ["-p", run.prompt ?? "do it", "--output-format", "json", "--model", "claude-sonnet-4-5"];
  if (run.permissions !== "default") args.push("--dangerously-skip-permissions");
  const child = start(await claudeCode(), args, {
    cwd: run.workspace,
    env: await environment(run),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  let timedOut = false;
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const deadline = setTimeout(() => {
    timedOut = true;
    void end(child);
  }, run.deadlineMs ?? 120_000);
  const outcome = new Promise<ClaudeOutcome>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(deadline);
      resolve({ code, stdout, stderr, timedOut, said: lastWords(stdout) });
    });
  });
  return { pid: child.pid ?? 0, outcome, end: () => end(child) };
}

/** Runs Claude Code to its end. */
export async function runClaude(run: ClaudeRun): Promise<ClaudeOutcome> {
  return (await startClaude(run)).outcome;
}

/** One session with several tasks. */
export interface ClaudeSession {
  /** Sets a task; resolves to what Claude Code said last, once it has ended its turn. */
  task(prompt: string): Promise<string>;
  end(): Promise<void>;
}

/** Starts Claude Code as an editor drives it: it stays, and reads one task after the other. */
export async function startClaudeSession(run: ClaudeRun): Promise<ClaudeSession> {
  await mkdir(join(run.home, ".claude"), { recursive: true });
  const streams = ["--input-format", "stream-json", "--output-format", "stream-json", "--verbose"];
  const args = ["-p", ...streams, "--model", "claude-sonnet-4-5", "--dangerously-skip-permissions"];
  const child = start(await claudeCode(), args, {
    cwd: run.workspace,
    env: await environment(run),
    stdio: ["pipe", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error("Claude Code has no pipes.");
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return {
    async task(prompt) {
      const message = { role: "user", content: [{ type: "text", text: prompt }] };
      stdin.write(`${JSON.stringify({ type: "user", message })}\n`);
      for (;;) {
        const { value, done } = await lines.next();
        if (done) throw new Error(`Claude Code ended: ${stderr}`);
        const { type, result } = JSON.parse(value) as { readonly type?: string; readonly result?: string };
        if (type === "result") return result ?? "";
      }
    },
    end: () => end(child),
  };
}

/** Built from nothing, so that no key and no setting of the person who runs the tests gets in. */
async function environment(run: ClaudeRun): Promise<NodeJS.ProcessEnv> {
  const node = await nodeForVscode();
  return {
    PATH: [join(node, ".."), process.env.PATH ?? ""].join(process.platform === "win32" ? ";" : ":"),
    HOME: run.home,
    USERPROFILE: run.home,
    LANG: "C.UTF-8",
    ANTHROPIC_BASE_URL: run.model.url,
    ANTHROPIC_API_KEY: "none",
    CLAUDE_CONFIG_DIR: join(run.home, ".claude"),
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    DISABLE_AUTOUPDATER: "1",
    DISABLE_TELEMETRY: "1",
    DISABLE_ERROR_REPORTING: "1",
    // Bypass mode is refused to root unless Claude Code is told that it runs in a sandbox.
    IS_SANDBOX: "1",
    ...run.env,
  };
}

function lastWords(stdout: string): string | undefined {
  try {
    const { result } = JSON.parse(stdout) as { result?: unknown };
    return typeof result === "string" ? result : undefined;
  } catch {
    return undefined;
  }
}
