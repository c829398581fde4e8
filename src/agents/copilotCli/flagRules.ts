/** What rules of Copilot CLI's flags cover. Tried with 1.0.102 over ACP on 2026-11-26. */
import type { Action } from "../../core/model/action.ts";
import { matchesGlob } from "../../core/permissions/glob.ts";
import { isAbsolutePath, slashed } from "../../core/permissions/paths.ts";
import { splitCommand, withoutAssignments } from "../../core/permissions/shellSegments.ts";

/** Programs that it knows by their subcommand: `shell(git)` is not `git status`. Every other one it knows by its name. */
const withSubcommands: ReadonlySet<string> = new Set(
  "git cargo npm npx yarn pnpm go pip gh dotnet mvn poetry bundle composer gradle".split(" "),
);

/**
 * Whether a rule that refuses meets any command of the line, also one in brackets or in a substitution: by its own
 * text, or by the program and what is done with it. Not behind `env`, `sh -c` or quotes around the program's name.
 */
export function meetsCommand(rule: string, line: string): boolean {
  return splitCommand(line).segments.some((segment) => namesCommand(rule, withoutAssignments(segment)));
}

/** @param text one command as written, without variables before it */
export function namesCommand(rule: string, text: string): boolean {
  return names(rule, text) || namesProgram(rule, text);
}

/** By the program, or what is done with it, alone: what allows in a run without a person names no command by its text. */
export function namesProgram(rule: string, text: string): boolean {
  const [program = "", ...rest] = text.split(/\s+/);
  return names(rule, withSubcommands.has(program) ? `${program} ${subcommandOf(program, rest)}`.trim() : program);
}

function names(rule: string, text: string): boolean {
  const begin = rule.endsWith(":*") ? rule.slice(0, -2) : undefined;
  return begin === undefined ? text === rule : text === begin || text.startsWith(`${begin} `);
}

/** Options before it are looked over for git, and for others not. */
function subcommandOf(program: string, words: readonly string[]): string {
  if (program !== "git") return words[0] ?? "";
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string;
    if (/^(?:-C|-c|--git-dir|--work-tree|--namespace)$/.test(word)) index++;
    else if (!word.startsWith("-")) return word;
  }
  return words[0] ?? "";
}

/**
 * An absolute pattern is that path, any other is met at any depth, also above the workspace. The path counts as it was
 * given too, so `docs/**` is met by `docs/../a` (tried on 2026-11-27).
 * @param given absolute, with its dots
 */
export function coversPath(
  pattern: string,
  path: string,
  given: string,
  { home = "~", platform = "linux" }: Action,
): boolean {
  const own = pattern.replace(/^~(?=\/)/, slashed(home, platform)).replace(/^\.\//, "");
  const glob = own.startsWith("/") ? own.slice(1) : `**/${own}`;
  return [path, given].some((one) => matchesPath(glob, one.replace(/^\//, "")));
}

/** A folder is not what lies in it, and what lies in it is not the folder: both as patterns of `docs` and `docs/**`. */
export function matchesPath(pattern: string, path: string): boolean {
  return matchesGlob(pattern.replace(/\/\*\*$/, "/**/*"), path, { braces: true });
}

/** The absolute path as it was given, with its dots. */
export function asGiven({ cwd, workspace, platform = "linux", home = "" }: Action, path: string): string {
  const own = slashed(path, platform);
  return isAbsolutePath(own) ? own : `${slashed(cwd ?? workspace ?? home, platform)}/${own}`;
}
