/** The processes of one laboratory, found by what the system says of them (Linux). */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

interface Process {
  readonly pid: number;
  readonly parent: number;
}

/** What waits for a person: `shell` is what the agent itself started, `program` is the last of the chain. */
export interface HookProcesses {
  readonly shell: readonly number[];
  readonly program: readonly number[];
}

/** @param base the folder of Countersign's own files, which their command lines name */
export function hookProcesses(base: string): HookProcesses {
  // Cline's hook is a script of its own that starts the launcher.
  const parts = [`${base}/bin/`, `${dirname(base)}/Documents/Cline/`];
  return chainOf((words) => parts.some((part) => words.includes(part)));
}

/** The same of VS Code's own agent, whose hook lies with the extension: its home tells whose it is. */
export function pluginProcesses(home: string): HookProcesses {
  return chainOf(
    (words, pid) =>
      words.replaceAll("\0", " ").includes("--source vscode-plugin") &&
      readSafely(`/proc/${pid}/environ`).split("\0").includes(`HOME=${home}`),
  );
}

function chainOf(isPart: (words: string, pid: number) => boolean): HookProcesses {
  const ours: Process[] = [];
  for (const pid of pids()) {
    if (!isPart(readSafely(`/proc/${pid}/cmdline`), pid)) continue;
    const parent = Number(/\) \S (\d+) /.exec(readSafely(`/proc/${pid}/stat`))?.[1] ?? 0);
    ours.push({ pid, parent });
  }
  const isOurs = (pid: number) => ours.some((other) => other.pid === pid);
  return {
    shell: ours.filter(({ parent }) => !isOurs(parent)).map(({ pid }) => pid),
    program: ours.filter(({ pid }) => !ours.some(({ parent }) => parent === pid)).map(({ pid }) => pid),
  };
}

/** A process and all that it has started, as far as they still hang together. */
export function processesBelow(pid: number): readonly number[] {
  const parents = pids().map(
    (each) => [each, Number(/\) \S (\d+) /.exec(readSafely(`/proc/${each}/stat`))?.[1])] as const,
  );
  const found = new Set([pid]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const [each, parent] of parents) if (found.has(parent)) found.add(each);
  }
  return [...found];
}

/** So that a process may open one file and then no more: what starts a program needs several. */
const filesLeft = 3;

/** They keep what they have open. */
export function leaveFewFiles(processes: readonly number[]): void {
  for (const each of processes) {
    const open = openFiles(each);
    if (open.length === 0) continue;
    let limit = 0;
    for (let left = filesLeft; left > 0; limit++) if (!open.includes(limit)) left--;
    execFileSync("prlimit", [`--pid=${each}`, `--nofile=${limit}:${limit}`]);
  }
}

function openFiles(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map(Number);
  } catch {
    return [];
  }
}

/** Agents leave helpers behind in process groups of their own; this laboratory's home tells which. */
export function killAllOf(home: string): void {
  for (const pid of pids()) {
    const environment = readSafely(`/proc/${pid}/environ`).split("\0");
    const isOurs = environment.includes(`HOME=${home}`) || readSafely(`/proc/${pid}/cmdline`).includes(`${home}/`);
    if (pid === process.pid || !isOurs) continue;
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended.
    }
  }
}

function pids(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** A process may end while we look. */
function readSafely(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
