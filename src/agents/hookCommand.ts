/**
 * The command lines that agents are given. INVARIANT: only the hook's own "go on" (exit code 10) becomes 0; a hook
 * that is missing, empty, cut off, crashed, killed or out of time ends in exit code 2 with a text on stderr, which
 * is a denial for every agent of the facts.
 */
export interface HookLines {
  /** For `sh -c`. Of a hook that holds two lines: the second one is never reached. */
  readonly posix: string;
  /** For PowerShell's `-Command`. Not measured: no Windows was at hand (2026-11-21). */
  readonly windows: string;
}

export interface HookCommands extends HookLines {
  /** The first line alone, for a script of our own that has it in a subshell. */
  readonly posixLine: string;
}

/**
 * What a shell runs before or around each command. bash takes options of itself (`xtrace`), and then runs the commands
 * in PS4 before each line: one that ends the shell by SIGKILL is a yes for some hosts.
 */
const shellVariables = ["BASH_ENV", "ENV", "SHELLOPTS", "BASHOPTS", "PS4", "BASH_XTRACEFD"];

/** What the system's loader puts into a program, or in the place of a library of the system's, and what that loads. */
const loaderVariables = [
  ...["LD_PRELOAD", "LD_AUDIT", "LD_LIBRARY_PATH", "GCONV_PATH", "LOCPATH"],
  ...["DYLD_INSERT_LIBRARIES", "DYLD_LIBRARY_PATH", "DYLD_FRAMEWORK_PATH"],
];

/**
 * Where bash is looked for: Linux and macOS have it in the first two, then BSD, Homebrew, NixOS, Guix and Termux. Without
 * this a folder of the repository that stands first in PATH could bring a bash of its own (Gemini CLI 0.61.0, seen
 * 2026-11-26); our line itself starts nothing by its name alone.
 */
export const systemFolders = [
  ...["/usr/bin", "/bin", "/usr/local/bin", "/opt/homebrew/bin", "/run/current-system/sw/bin"],
  ...["/run/current-system/profile/bin", "/data/data/com.termux/files/usr/bin"],
].join(":");

/**
 * For hosts that start hooks with a shell that they name themselves, and take variables for them: without what shells
 * and loaders run before our line. VS Code strips LD_PRELOAD and DYLD_INSERT_LIBRARIES itself, and nothing else.
 */
export const cleanEnvironment: Readonly<Record<string, string>> = Object.fromEntries(
  [...shellVariables, ...loaderVariables].map((name) => [name, ""]),
);

/**
 * For hosts that start hooks with bash and take variables for them: what bash runs before it comes to our line, and
 * what it obeys there, may come from a repository (Gemini CLI reads its .env). An empty value is as good as none, and
 * one beats what the host was started with (Gemini CLI 0.61.0, Copilot CLI 1.0.102, seen 2026-11-25; Qwen Code 0.24.4,
 * seen 2026-11-26).
 */
export const ownEnvironment: Readonly<Record<string, string>> = {
  ...cleanEnvironment,
  PATH: systemFolders,
};

/** The exit code by which the hook says "go on"; see src/hook/failClosed.ts. */
const goOn = 10;

/**
 * @param launcher absolute path of the hook program
 * @param args plain words, as `--source claude-settings`
 */
export function hookCommands(launcher: string, args: readonly string[]): HookCommands {
  const words = args.join(" ");
  const posixLine = posixCommandLine(relayOrLauncher(launcher, words));
  return {
    posix: withoutReach(posixLine),
    posixLine,
    windows: windowsCommand(`& ${quotePowerShell(launcher)} ${words}`),
  };
}

/**
 * The native relay is there where it was tried to run, and starts in a tenth of the time of Perl; the relay in Perl in
 * a thirtieth of the time of Node. They are started here and not by the launcher, which would be one shell more. Where
 * none can be started the launcher is, which has Node.
 */
function relayOrLauncher(launcher: string, words: string): string {
  const native = nativeOr(quotePosix(`${launcher}.native`), words);
  return `{ ${native} ${relayOr(quotePosix(`${launcher}.pl`), words)} exec ${quotePosix(launcher)} ${words}; }`;
}

/** The start of a group of commands: goes on as the native relay where that is there. Both are words of a shell. */
export function nativeOr(native: string, words: string): string {
  return `if test -x ${native}; then exec ${native} ${words}; fi;`;
}

/** The start of a group of commands: goes on as the relay where that can be started. Both are words of a shell. */
export function relayOr(relay: string, words: string): string {
  return `if test -x ${perl} && test -r ${relay}; then LC_ALL=C exec ${perl} ${relay} ${words}; fi;`;
}

/** macOS, the desktops of Debian, Ubuntu and Fedora. Never looked up in PATH, which a repository can set. */
const perl = "/usr/bin/perl";

/** What a repository can set for the agents that call the hook, and would decide what Perl runs or how it reads. */
const perlVariables = "PERL5OPT PERL5LIB PERLLIB PERL5DB PERLIO PERLIO_DEBUG PERL_UNICODE PERL_SIGNALS";

/** None of them is needed by what the shell starts, and its own start is behind it. */
const unsafeVariables = [perlVariables, ...loaderVariables].join(" ");

/** A whole command line around a program of ours. @param first commands that come before it, each ended */
export function posixCommand(program: string, first = ""): string {
  return withoutReach(first + posixCommandLine(program));
}

/**
 * bash obeys options that it finds in the environment. With `noexec` among them (SHELLOPTS) it runs nothing and ends
 * with 0, which is a yes; but it still reads. So a line that it cannot read follows one that always exits: whoever gets
 * to it ends with 2 and an error that shows the line (bash 5.2, seen 2026-11-25). zsh reads all lines first, and takes
 * this one for a function without a name (5.9; Codex starts hooks with the person's own shell).
 */
function withoutReach(line: string): string {
  return `${line}\n() { :; } Countersign stopped this action: its hook cannot run with these options of the shell`;
}

/**
 * The wrapper measured on 2026-11-21 for crash, missing program, SIGKILL and timeout. SIGTERM reaches the shell only,
 * so the shell passes it on; without the `3` a background job of dash would read /dev/null. bash takes functions from
 * the environment: after the assignment none stands in for `unset`, `exit` or `exec`, and those that would for the
 * other commands of this line are dropped. It takes options too: with `errexit` a hook that crashed would end this
 * shell with its own exit code. 142 is the kernel's alarm, by which the relay limits its own time. Where no process can be
 * started any more, no file be opened, or stdin is closed, bash ends at once with 254 or 1, which is a yes for most
 * agents: the trap makes it a no (bash 5.2, seen 2026-11-26).
 */
function posixCommandLine(program: string): string {
  const late = "Countersign stopped this action: nobody answered before the agent gave up.";
  const expired = "Countersign stopped this action. Nobody answered in time.";
  const broken = "Countersign stopped this action: its hook could not run (exit code $c).";
  const unable = "Countersign stopped this action: its hook could not be started.";
  return [
    "POSIXLY_CORRECT=1",
    "end=",
    `trap 'case $end in "") exec >&2; echo "${unable}"; exit 2;; esac' EXIT`,
    `unset -f wait kill echo test 2>/dev/null; unset ${unsafeVariables}`,
    "set +eu",
    "exec 3<&0",
    `trap 'kill $p 2>/dev/null; echo "${late}" >&2; end=1; exit 2' TERM`,
    `${program} <&3 3<&- & p=$!`,
    "wait $p",
    "c=$?",
    `end=1; case $c in ${goOn}) exit 0;; 2) ;; 142) echo "${expired}" >&2;; *) echo "${broken}" >&2;; esac`,
    "exit 2",
  ].join("; ");
}

/**
 * For events that are only told: their exit code 2 would block a prompt, or keep an agent from stopping, so this
 * always ends in 0 and says nothing.
 */
export function tellingCommands(launcher: string, args: readonly string[]): HookLines {
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
export function singleCommand({ posix }: Pick<HookCommands, "posix">): string {
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
