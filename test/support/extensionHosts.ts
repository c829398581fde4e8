/** The extension hosts of one VS Code, found by what the system says of processes (Linux). */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Vscode } from "./vscode.ts";
import { eventually } from "./wait.ts";

/**
 * The extension host of a closed window lives on for a moment and would take the call, so that nobody is asked.
 * @param isHere whether a process, by its id as it knows it, runs
 */
export function gatesAreOpen({ home }: Vscode, count: number, isHere = isAlive): Promise<unknown> {
  const run = join(home, ".countersign", "run");
  return eventually(`${count} windows hold their gate open`, 240_000, async () => {
    const entries = existsSync(run) ? readdirSync(run).filter((name) => name.endsWith(".json")) : [];
    const alive = entries.filter((name) => isHere((JSON.parse(read(join(run, name))) as { pid: number }).pid));
    return alive.length === count;
  });
}

/** The extension hosts of this server, and nothing else: found below its own process. */
export function hostsOf({ server }: Vscode): readonly number[] {
  const hosts = descendants(server.pid).filter((pid) => commandLine(pid).includes("--type=extensionHost"));
  assert.ok(hosts.length > 0, "no extension host was found");
  return hosts;
}

export function killHosts(vscode: Vscode): void {
  for (const pid of hostsOf(vscode)) process.kill(pid, "SIGKILL");
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}

function descendants(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const [, parent] = /\) \S (\d+) /.exec(read(`/proc/${name}/stat`)) ?? [];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === root || isBelow(parent));
  };
  return [...parents.keys()].filter(isBelow);
}

function commandLine(pid: number): string {
  return read(`/proc/${pid}/cmdline`).replaceAll("\0", " ");
}

/** A process may end while we look. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
