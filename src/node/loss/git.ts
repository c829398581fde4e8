/** Asks git, read only, what a discard would take away. */
import { execFile } from "node:child_process";

const maxOutput = 4 * 1024 * 1024;

export interface Git {
  /** Output lines; undefined: it could not be told. */
  lines(args: readonly string[]): Promise<readonly string[] | undefined>;
}

/**
 * INVARIANT: looking runs nothing of the repository: no monitor, no hook, no pager, no external diff, no prompt, and it
 * takes no lock that would get into the agent's way.
 */
export function gitIn(folder: string, until: number): Git {
  const quiet = ["core.fsmonitor=false", "core.hooksPath=/dev/null", "core.pager=cat", "diff.external="];
  const safe = quiet.flatMap((setting) => ["-c", setting]);
  return {
    lines: (args) =>
      new Promise((resolve) => {
        const timeout = Math.max(1, until - Date.now());
        const env = { ...process.env, GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" };
        const options = { timeout, maxBuffer: maxOutput, env, windowsHide: true } as const;
        execFile("git", ["-C", folder, ...safe, ...args], options, (error, stdout) => {
          resolve(error ? undefined : stdout.split(/\0|\n/).filter((line) => line !== ""));
        });
      }),
  };
}

/** A word that names a commit and can be nothing else, least of all an option. */
export function isReference(word: string): boolean {
  return /^[A-Za-z0-9_@][\w./~^@{}-]{0,200}$/.test(word);
}
