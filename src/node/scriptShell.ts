import { basename } from "node:path";

/**
 * How the first line of a script of ours names its shell. Cline starts whatever is called sh or bash there by its name
 * alone, so that a folder of the repository which stands first in PATH brings its own; any other name it keeps with its
 * path (CLI 3.0.65, seen 2026-11-26). bash takes options and functions from the environment unless it is told not to.
 * @param real where a path leads to; undefined: it does not exist
 */
export function scriptShell(platform: NodeJS.Platform, real: (path: string) => string | undefined): string {
  // There /bin/sh is a program of its own that starts bash.
  if (platform === "darwin") return real("/bin/dash") === undefined ? "/bin/sh -p" : "/bin/dash";
  const path = real("/bin/sh") ?? "";
  const name = basename(path);
  return Object.hasOwn(known, name) ? (known[name]?.(path) ?? "/bin/sh") : "/bin/sh";
}

/** Where /bin/sh is one of these, it does not go away without it. */
const known: Readonly<Record<string, (path: string) => string>> = {
  bash: () => "/bin/sh -p",
  dash: (path) => path,
  busybox: (path) => `${path} sh`,
};
