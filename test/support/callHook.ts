/** Calls the hook that is installed in a home, as an agent there calls it. */
import { spawn } from "node:child_process";
import { hookCommands } from "../../src/agents/hookCommand.ts";
import { locations } from "../../src/node/locations.ts";

export interface HookEnd {
  readonly code: number | null;
  readonly stdout: string;
}

/** @param source as the agent's entry names itself, "claude-settings" */
export function callHook(
  { home, workspace }: { readonly home: string; readonly workspace: string },
  source: string,
  payload: Readonly<Record<string, unknown>>,
): Promise<HookEnd> {
  const { posix } = hookCommands(locations(home).launcher, ["--source", source]);
  const child = spawn("/bin/sh", ["-c", posix], {
    cwd: workspace,
    env: { PATH: process.env.PATH, HOME: home },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let stdout = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stdin.end(JSON.stringify({ hook_event_name: "PreToolUse", cwd: workspace, ...payload }));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, stdout })));
}
