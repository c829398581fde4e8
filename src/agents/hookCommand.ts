/**
 * The command lines that agents are given. INVARIANT: only the hook's own "go on" (exit code 10) becomes 0; a hook
 * that is missing, empty, cut off, crashed, killed or out of time ends in exit code 2 with a text on stderr, which
 * is a denial for every agent of the facts.
 */
export interface HookCommands {
  /** For `sh -c`. */
  readonly posix: string;
  /** For PowerShell's `-Command`. Not measured: no Windows was at hand (2026-11-21). */
  readonly windows: string;
}

/** The exit code by which the hook says "go on"; see src/hook/failClosed.ts. */
const goOn = 10;

/**
 * @param launcher absolute path of the hook program
 * @param args plain words, as `--source claude-settings`
 */
export function hookCommands(launcher: string, args: readonly string[]): HookCommands {
  const words = args.join(" ");
  return {
    posix: posixCommand(`${quotePosix(launcher)} ${words}`),
    windows: windowsCommand(`& ${quotePowerShell(launcher)} ${words}`),
  };
}

/**
 * The wrapper measured on 2026-11-21 for crash, missing program, SIGKILL and timeout. SIGTERM reaches the shell only,
 * so the shell passes it on; without the `3` a background job of dash would read /dev/null.
 */
export function posixCommand(program: string): string {
  const late = "Countersign stopped this action: nobody answered before the agent gave up.";
  const broken = "Countersign stopped this action: its hook could not run (exit code $c).";
  return [
    "exec 3<&0",
    `trap 'kill $p 2>/dev/null; echo "${late}" >&2; exit 2' TERM`,
    `${program} <&3 3<&- & p=$!`,
    "wait $p",
    "c=$?",
    `[ $c -eq ${goOn} ] && exit 0`,
    `[ $c -eq 2 ] || echo "${broken}" >&2`,
    "exit 2",
  ].join("; ");
}

/**
 * For events that are only told: their exit code 2 would block a prompt, or keep an agent from stopping, so this
 * always ends in 0 and says nothing.
 */
export function tellingCommands(launcher: string, args: readonly string[]): HookCommands {
  const words = args.join(" ");
  return {
    posix: `${quotePosix(launcher)} ${words} >/dev/null 2>&1; exit 0`,
    windows: `& ${quotePowerShell(launcher)} ${words} *> $null; exit 0`,
  };
}

export function windowsCommand(program: string): string {
  const broken = "'Countersign stopped this action.'";
  return [program, `if ($LASTEXITCODE -eq ${goOn}) { exit 0 }`, `[Console]::Error.WriteLine(${broken})`, "exit 2"].join(
    "; ",
  );
}

/** Single quotes take everything literally but themselves. */
export function quotePosix(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

export function quotePowerShell(word: string): string {
  return `'${word.replaceAll("'", "''")}'`;
}
