/** Commands Qwen Code 0.24.4 takes for reading only (seen 2026-11-25); whatever is not here asks. */
import type { CommandLine, Segment } from "../../core/permissions/shellSegments.ts";

const programs: ReadonlySet<string> = new Set("ls cat echo pwd head tail wc grep which whoami date cd".split(" "));
const gitReads: ReadonlySet<string> = new Set(["status", "log", "diff", "show"]);

export function isReadOnly({ words, redirects }: Segment, { obstacles }: CommandLine): boolean {
  const [program = "", sub = ""] = words;
  if (obstacles.size > 0 || redirects.some(({ operator }) => operator.includes(">"))) return false;
  return program === "git" ? gitReads.has(sub) : programs.has(program);
}
