import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "..", "..");
export const program = join(root, "dist", "cli.js");
export const workspace = join(root, "test", "fixtures", "cli", "workspace");

export interface CliExit {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** For `before`: the tests speak of the built program. */
export function requireBuild(): void {
  assert.ok(existsSync(program), "dist/cli.js is missing: run “node esbuild.mjs” first.");
}

/** Starts the built program in the fixture workspace, with nothing of this machine's environment but PATH. */
export function startCli(
  home: string,
  argv: readonly string[],
  command = process.execPath,
  args: readonly string[] = [program],
): ChildProcessWithoutNullStreams {
  return spawn(command, [...args, ...argv], { cwd: workspace, env: { PATH: process.env.PATH, HOME: home } });
}

/** Runs it to its end, with `input` on stdin. */
export async function runProcess(
  home: string,
  argv: readonly string[],
  input: string | Uint8Array = "",
): Promise<CliExit> {
  const child = startCli(home, argv);
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  // It may end without reading all of it.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const [code] = await once(child, "close");
  return { code, stdout: stdout(), stderr: stderr() };
}

/** All that a stream gives; complete when the process has closed. */
export function collect(stream: NodeJS.ReadableStream): () => string {
  let text = "";
  stream.setEncoding("utf8").on("data", (more: string) => {
    text += more;
  });
  return () => text;
}
