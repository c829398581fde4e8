/**
 * Commands Gemini CLI 0.61.0 takes for harmless or for dangerous by themselves (tried 2026-11-26). That
 * it also asks where a word of the command stood in what an earlier tool of the session printed is not seen here.
 */
import { endOf } from "../../core/permissions/links.ts";
import { relativeTo, resolveFrom } from "../../core/permissions/paths.ts";
import { splitCommand } from "../../core/permissions/shellSegments.ts";
import type { GeminiSettings } from "./settings.ts";

/** Whatever their arguments are. */
const anyArguments: ReadonlySet<string> = new Set("echo expr false id pwd seq tr true uname which whoami".split(" "));
/** Where no argument lies outside the workspace. */
const readers: ReadonlySet<string> = new Set(
  "cat cut grep head ls nl numfmt paste rev stat tac tail uniq wc base64 find".split(" "),
);
const gitReads: ReadonlySet<string> = new Set(["status", "log", "diff", "show"]);

/** Options with which a program that reads does something else. */
const doing: Readonly<Record<string, RegExp>> = {
  find: /^-(?:exec|execdir|ok|okdir|delete|fls|fprint|fprint0|fprintf)$/,
  base64: /^(?:-o|--output)/,
};

/** Braces are words to it, whatever the shell makes of them (tried). */
export function withoutBraces(text: string): string {
  return text.replace(/\{([^{}\s'"]*(?:,|\.\.)[^{}\s'"]*)\}/g, "$1");
}

/** The line as a whole, whose parts are looked at afterwards. */
export function isKnownSafe(text: string, settings: GeminiSettings): boolean | "unclear" {
  const line = splitCommand(withoutBraces(text));
  const segments = line.segments.filter(({ nested }) => !nested);
  const [first] = segments;
  const [program = "", ...args] = first?.words ?? [];
  // The parts of a longer line ask by themselves.
  if (segments.length !== 1 || first?.assignments.length !== 0) return false;
  // What a variable holds decides, and one that is not set is nothing.
  if (readers.has(program) && args.some((arg) => /\$\{?(?!HOME\b|PWD\b)[A-Za-z_]/.test(arg))) return "unclear";
  if (anyArguments.has(program)) return line.obstacles.has("heredoc") ? "unclear" : true;
  if (readers.has(program)) return !doesMore(program, args) && stays(args, settings);
  if (program === "cd") return args.some((arg) => !arg.startsWith("-")) && stays(args, settings);
  if (program === "sed")
    return args.length <= 3 && args[0] === "-n" && printsLines(args[1]) && stays(args.slice(2), settings);
  const folder = args[args.indexOf("-C") + 1];
  if (program === "git" && args[0] === "-C" && !stays([folder ?? ".."], settings)) return false;
  return program === "git" && !overridesGit(args) && readsGit(args) === true;
}

function doesMore(program: string, args: readonly string[]): boolean {
  const pattern = Object.hasOwn(doing, program) ? doing[program] : undefined;
  return pattern !== undefined && args.some((arg) => pattern.test(arg));
}

function printsLines(range = ""): boolean {
  return /^\d+(?:,\d+)?p$/.test(range);
}

function stays(args: readonly string[], settings: GeminiSettings): boolean {
  return args.every((arg) => {
    if (!arg.startsWith("-") || arg === "-") return isInside(arg, settings);
    return !arg.includes("=") || isInside(arg.slice(arg.indexOf("=") + 1), settings);
  });
}

/** As it is written and behind links. */
function isInside(arg: string, settings: GeminiSettings): boolean {
  const { workspace, platform } = settings.place;
  if (/[$`]/.test(arg) || /^~[^/]/.test(arg) || workspace === undefined) return false;
  const path = resolveFrom(workspace, arg, settings.place);
  const root = endOf(workspace, settings);
  return (
    relativeTo(workspace, path, platform) !== undefined &&
    relativeTo(root, endOf(path, settings), platform) !== undefined
  );
}

function overridesGit(args: readonly string[]): boolean {
  return args.some((arg) => arg.startsWith("-c") || arg.startsWith("--config-env"));
}

/** Options of git before its subcommand that take the next word. */
const gitValued: ReadonlySet<string> = new Set(
  "-C -c --config-env --exec-path --git-dir --namespace --super-prefix --work-tree".split(" "),
);

/** Undefined: another subcommand. */
function readsGit(args: readonly string[]): boolean | undefined {
  let at = 0;
  while (at < args.length && args[at]?.startsWith("-")) at += gitValued.has(args[at] ?? "") ? 2 : 1;
  const rest = args.slice(at + 1);
  const plain = !rest.some((arg) => /^--(?:(?:output|exec)(?:=|$)|(?:ext-diff|textconv|paginate)$)/.test(arg));
  if (gitReads.has(args[at] ?? "")) return plain;
  if (args[at] !== "branch") return undefined;
  return (
    plain &&
    rest.every((arg) => /^(?:--list|-l|--show-current|-a|--all|-r|--remotes|-vv?|--verbose|--format=.*)$/.test(arg))
  );
}

/** Looked at in the line's first command only. */
export function isDangerous(text: string): boolean {
  return isDangerousCommand(splitCommand(text).segments[0]?.words ?? []);
}

function isDangerousCommand([program = "", ...args]: readonly string[]): boolean {
  if (program === "rm") return args[0] === "-f" || args[0] === "-rf" || args[0] === "-fr";
  if (program === "sudo") return isDangerousCommand(args);
  if (program === "ln") return args.some((arg) => arg === "--symbolic" || /^-[^-]*s/.test(arg));
  if (program === "git") return overridesGit(args) || readsGit(args) === false;
  if (/(?:^|\/)rg$/.test(program))
    return args.some((arg) => /^(?:--search-zip|-z|--(?:pre|hostname-bin)(?:=.*)?)$/.test(arg));
  return doesMore(program, args);
}

/** Git is always asked about where the folder is not trusted. */
export function usesGit(text: string): boolean {
  return splitCommand(text).segments.some(({ words }) =>
    /(^|\/)git$/.test(words[/^(sudo|env|time)$/.test(words[0] ?? "") ? 1 : 0] ?? ""),
  );
}
