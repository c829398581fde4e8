/** What became of wishes in an agent's own language: what is written, what it cannot say, and the file's change. */
import type { Compiled, Refused } from "../../agents/languages/compile.ts";
import { lineDiff } from "../../core/display/lineDiff.ts";
import { safeLine } from "../../core/display/sanitize.ts";
import type { Place } from "../../core/permissions/input.ts";
import type { Wish } from "../../core/permissions/wish.ts";
import type { PolicyWishes } from "../../core/policy/wishes.ts";
import type { Style } from "../style.ts";
import { provenanceText } from "./provenance.ts";

export function compiledText(
  title: string,
  compiled: Compiled,
  left: PolicyWishes["left"],
  place: Place,
  style: Style,
): string {
  const { kept, vain, stricter, path, before, after } = compiled;
  const lines = [
    `# ${title}: ${kept.length} written, ${compiled.left.length + left.length} not expressible, ${vain.length} without effect`,
    ...kept.map(({ wish, note }) => `#   ${wishText(wish)}${note === undefined ? "" : `: ${note}`}`),
    ...stricter.map((one) => `#   stricter than that: ${refusedText(one, place)}`),
    ...compiled.left.map((one) => `#   left out: ${refusedText(one, place)}`),
    ...vain.map((one) => `#   not written: ${refusedText(one, place)}`),
    ...left.map(({ rule, why }) => `#   left out: ${safeLine(rule)}: ${why}`),
    ...(before === after
      ? [kept.length === 0 ? `# Nothing changes in ${safeLine(path)}.` : `# ${safeLine(path)} says so already.`]
      : [`--- ${safeLine(path)}`, `+++ ${safeLine(path)}`]),
    ...lineDiff(before, after)
      .flatMap(({ lines }) => lines)
      .map(({ sign, text }) => colored(`${sign} ${safeLine(text)}`, sign, style)),
  ];
  return `${lines.join("\n")}\n`;
}

function colored(text: string, sign: " " | "-" | "+", style: Style): string {
  return sign === " " ? text : style.decision(sign === "+" ? "allow" : "deny", text);
}

export function refusedText({ wish, why, by }: Refused, place: Place): string {
  const where = by?.path === undefined ? "" : ` (${provenanceText(by, place)})`;
  return `${wishText(wish)}: ${safeLine(why)}${where}`;
}

function wishText({ decision, kind, text, from }: Wish): string {
  return `${decision} ${kind} ${safeLine(text)} (${safeLine(from)})`;
}
