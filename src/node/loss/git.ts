/** Asks git what a discard would take away. */
import { askGit } from "../quietGit.ts";

const maxBytes = 4 * 1024 * 1024;

export interface Git {
  /** Output lines; undefined: it could not be told. */
  lines(args: readonly string[]): Promise<readonly string[] | undefined>;
}

/** @param until the time, in milliseconds, at which an answer comes too late */
export function gitIn(folder: string, until: number): Git {
  return {
    lines: async (args) => {
      const timeoutMs = Math.max(1, until - Date.now());
      const told = await askGit(folder, args, { timeoutMs, maxBytes }).catch(() => undefined);
      return told
        ?.toString("utf8")
        .split(/\0|\n/)
        .filter((line) => line !== "");
    },
  };
}

/** A word that names a commit and can be nothing else, least of all an option. */
export function isReference(word: string): boolean {
  return /^[A-Za-z0-9_@][\w./~^@{}-]{0,200}$/.test(word);
}
