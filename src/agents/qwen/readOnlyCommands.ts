/** Commands Qwen Code 0.24.4 takes for reading only (seen 2026-11-25); whatever is not here asks. */
import type { CommandLine, Segment } from "../../core/permissions/shellSegments.ts";

const programs: ReadonlySet<string> = new Set(
  "ls cat echo pwd head tail wc grep which whoami cd printenv rg uniq cut stat du df ps tree printf basename column".split(
    " ",
  ),
);
const gitReads: ReadonlySet<string> = new Set("status log diff show rev-parse blame ls-files grep describe".split(" "));

/** Programs that read unless one of these options is among the words: with it, or where only it was seen, nothing is known. */
const optional: Readonly<Record<string, RegExp>> = {
  find: /^-(?:exec|ok|delete|f)/,
  sort: /^-(?:o|-output|-compress)/,
  awk: /system|getline|[>|]/,
  sed: /^(?:-[a-z]*i|--in-place|.*[we;]).*/,
};

/** Undefined: that was not observed. */
export function isReadOnly(segment: Segment, { obstacles }: CommandLine, line: string): boolean | undefined {
  const { words, redirects, assignments, text } = segment;
  const [program = "", sub = ""] = words;
  // Only sets a variable.
  if (words.length === 0 && assignments.length > 0) return obstacles.size === 0;
  // Quotes around the program, a comment and a branch were seen to ask, with a program that only reads.
  if (assignments.length > 0 || /^['"\\]/.test(text) || /(?:^|\s)#/.test(line) || /^\s*if\s/.test(line)) return false;
  if (/^\s*(?:for|while|until|!)\s/.test(line)) return undefined;
  const isHarmless = ({ operator, target }: Segment["redirects"][number]) =>
    !operator.includes(">") || (operator.endsWith("&") && /^\d$/.test(target));
  if ([...obstacles].some((obstacle) => !followed.has(obstacle)) || !redirects.every(isHarmless)) return false;
  if (program === "git") return readsGit(sub, words.slice(2));
  const but = Object.hasOwn(optional, program) ? optional[program] : undefined;
  if (but) return words.slice(1).some((word) => but.test(word)) ? undefined : true;
  return programs.has(program);
}

function readsGit(sub: string, rest: readonly string[]): boolean {
  if (sub === "branch") return rest.every((word) => word === "-a");
  if (sub === "remote") return rest.every((word) => word === "-v");
  return gitReads.has(sub) && !rest.some((word) => word.startsWith("--output"));
}

const followed: ReadonlySet<string> = new Set(["subshell", "group", "background"]);
