/** How Codex looks at a command line before it runs: its words for the rules, and forms of `rm` it takes for dangerous. */
import { type CommandLine, type Segment, splitCommand } from "../../core/permissions/shellSegments.ts";

/**
 * The commands that rules are matched with.
 *
 * A line of plain words, joined by `&&`, `||`, `;`, `|` or line ends, is matched command by command. Anything else
 * (redirects, assignments, substitutions, variables, groups, a quoted program, globs, comments,
 * escapes, `~`) is matched as a whole, as the shell that runs it. Observed with 0.169.0 on 2026-11-25.
 */
export function ruleWords(text: string): readonly (readonly string[])[] {
  const line = splitCommand(text);
  const plain =
    line.obstacles.size === 0 &&
    !control.test(unquoted(text)) &&
    !strange.test(unquoted(text)) &&
    line.segments.length > 0 &&
    line.segments.every(isPlain);
  return plain ? line.segments.map(({ words }) => words) : [["/bin/bash", "-lc", text]];
}

const control = /(^|[;&|(\n])\s*(if|for|while|case|until|select|function|then|do|else|elif|time|!|\[\[)(\s|$)/;

/** Signs of the shell in which a line is no longer plain; a line that only goes on in the next one is. */
const strange = /[#~^]|\\(?!\n)|;;|\|&|(&&|\|\|)\s*$/;

function unquoted(text: string): string {
  return text.replace(/'[^']*'|"[^"$`\\]*"/g, "''");
}

function isPlain({ words, assignments, redirects, text, nested }: Segment): boolean {
  const [program = ""] = words;
  return (
    !nested &&
    assignments.length === 0 &&
    redirects.length === 0 &&
    text.startsWith(program) &&
    !/[*?[\]{}$]/.test(unquoted(text))
  );
}

/** "unclear": it holds such an `rm` where Codex was not seen to look. */
export function removesByForce(text: string, depth = 0): boolean | "unclear" {
  const line: CommandLine = splitCommand(text);
  const found = line.segments.map(({ words }) => forceIn(words, depth));
  if (found.includes(true)) return true;
  const passedOver = line.segments.every(
    ({ words }) => notLookedBehind.has(words[0] ?? "") || !mentionsForce(words.join(" ")),
  );
  return passedOver && !found.includes("unclear") ? false : "unclear";
}

/** Tried: what these start is not looked at. */
const notLookedBehind: ReadonlySet<string> = new Set(["time", "command", "xargs"]);
const shells: ReadonlySet<string> = new Set(["bash", "sh"]);

function forceIn(words: readonly string[], depth: number): boolean | "unclear" {
  const [program = "", ...rest] = words;
  const name = program.slice(program.lastIndexOf("/") + 1);
  if (name === "rm") return rest.some((word) => /^-[A-Za-z]*f[A-Za-z]*$/.test(word) || word === "--force");
  if (depth > 4) return "unclear";
  if (name === "env" || name === "sudo") {
    const next = rest.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
    return next >= 0 && forceIn(rest.slice(next), depth + 1);
  }
  if (shells.has(name) && /^-l?c$/.test(rest[0] ?? "")) return removesByForce(rest[1] ?? "", depth + 1);
  return false;
}

function mentionsForce(text: string): boolean {
  return /\brm\b[^;&|]*\s(-[A-Za-z]*f|--force)/.test(text);
}
