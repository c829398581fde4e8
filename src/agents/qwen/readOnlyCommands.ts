/** Commands Qwen Code 0.24.4 takes for reading only (seen 2026-11-25); whatever is not here asks. */
import type { CommandLine, Segment } from "../../core/permissions/shellSegments.ts";

const programs: ReadonlySet<string> = new Set("ls cat echo pwd head tail wc grep which whoami date cd".split(" "));
const gitReads: ReadonlySet<string> = new Set(["status", "log", "diff", "show"]);

/** Programs that read unless one of these options is among the words: with it, or where only it was seen, nothing is known. */
const optional: Readonly<Record<string, RegExp>> = {
  find: /^-(?:exec|ok|delete|f)/,
  sort: /^-(?:o|-output|-compress)/,
  sed: /^(?:-[a-z]*i|--in-place|.*[we;]).*/,
};

/** Undefined: that was not observed. */
export function isReadOnly(segment: Segment, { obstacles }: CommandLine, line: string): boolean | undefined {
  const { words, redirects, assignments, text } = segment;
  const [program = "", sub = ""] = words;
  // Quotes around the program, a comment and a branch were seen to ask, with a program that only reads.
  if (assignments.length > 0 || /^['"\\]/.test(text) || /(?:^|\s)#/.test(line) || /^\s*if\s/.test(line)) return false;
  if (/^\s*(?:for|while|until|!)\s/.test(line)) return undefined;
  const isHarmless = ({ operator, target }: Segment["redirects"][number]) =>
    !operator.includes(">") || (operator.endsWith("&") && /^\d$/.test(target));
  if ([...obstacles].some((obstacle) => !followed.has(obstacle)) || !redirects.every(isHarmless)) return false;
  if (program === "git") return sub === "branch" ? (words.length === 2 ? true : undefined) : gitReads.has(sub);
  const but = Object.hasOwn(optional, program) ? optional[program] : undefined;
  if (but) return words.slice(1).some((word) => but.test(word)) ? undefined : true;
  return programs.has(program);
}

const followed: ReadonlySet<string> = new Set(["subshell", "group", "background"]);
