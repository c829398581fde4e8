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
    posix: posixCommand(relayOrLauncher(launcher, words)),
    windows: windowsCommand(`& ${quotePowerShell(launcher)} ${words}`),
  };
}

/**
 * The relay in Perl starts in a thirtieth of the time of Node. It is started here and not by the launcher, which would
 * be one shell more. Where it cannot be started the launcher is, which has Node.
 */
function relayOrLauncher(launcher: string, words: string): string {
  return `{ ${relayOr(quotePosix(`${launcher}.pl`), words)} exec ${quotePosix(launcher)} ${words}; }`;
}

/** The start of a group of commands: goes on as the relay where that can be started. Both are words of a shell. */
export function relayOr(relay: string, words: string): string {
  return `if [ -x ${perl} ] && [ -r ${relay} ]; then LC_ALL=C exec ${perl} ${relay} ${words}; fi;`;
}

/** macOS, the desktops of Debian, Ubuntu and Fedora. Never looked up in PATH, which a repository can set. */
const perl = "/usr/bin/perl";

/** What a repository can set for the agents that call the hook, and would decide what Perl runs or how it reads. */
const perlVariables = "PERL5OPT PERL5LIB PERLLIB PERL5DB PERLIO PERLIO_DEBUG PERL_UNICODE PERL_SIGNALS";

/**
 * The wrapper measured on 2026-11-21 for crash, missing program, SIGKILL and timeout. SIGTERM reaches the shell only,
 * so the shell passes it on; without the `3` a background job of dash would read /dev/null. bash takes functions from
 * the environment, so those that would stand in for a command of this line are dropped. 142 is the kernel's alarm,
 * by which the relay limits its own time.
 */
export function posixCommand(program: string): string {
  const late = "Countersign stopped this action: nobody answered before the agent gave up.";
  const expired = "Countersign stopped this action. Nobody answered in time.";
  const broken = "Countersign stopped this action: its hook could not run (exit code $c).";
  return [
    "exec 3<&0",
    `unset -f wait kill echo 2>/dev/null; unset ${perlVariables}`,
    `trap 'kill $p 2>/dev/null; echo "${late}" >&2; exit 2' TERM`,
    `${program} <&3 3<&- & p=$!`,
    "wait $p",
    "c=$?",
    `case $c in ${goOn}) exit 0;; 2) ;; 142) echo "${expired}" >&2;; *) echo "${broken}" >&2;; esac`,
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
    windows: `try { & ${quotePowerShell(launcher)} ${words} *> $null } catch { }; exit 0`,
  };
}

/**
 * The same as one simple command. For hosts that put something behind the command line of their own: what Cursor's
 * here-document is attached to is the last command of a list, and the hook would get nothing to read.
 */
export function singleCommand({ posix }: HookCommands): string {
  return `/bin/sh -c ${quotePosix(posix)}`;
}

/**
 * A person's profile may make every error end the shell, and it ends with 1, which most agents take for "go on": so
 * errors are caught. What ran before may have left an exit code behind, which a missing hook would not replace.
 */
export function windowsCommand(program: string): string {
  const broken = "'Countersign stopped this action.'";
  return [
    "$global:LASTEXITCODE = 2",
    `try { ${program} } catch { $global:LASTEXITCODE = 2 }`,
    `if ($LASTEXITCODE -eq ${goOn}) { exit 0 }`,
    `try { [Console]::Error.WriteLine(${broken}) } catch { }`,
    "exit 2",
  ].join("; ");
}

/** Single quotes take everything literally but themselves. */
export function quotePosix(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

export function quotePowerShell(word: string): string {
  return `'${word.replaceAll("'", "''")}'`;
}
