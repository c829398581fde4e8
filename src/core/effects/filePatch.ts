/**
 * Applies the hunks of `apply_patch` to a text. Tools fall back to looser matching, each in its own way; only what all
 * of them agree on is foreseen here: lines that are in the file exactly so.
 */
import type { PatchHunk } from "../model/action.ts";

export function applyHunks(
  text: string,
  hunks: readonly PatchHunk[],
): { readonly text: string } | { readonly why: string } {
  const lines = text.split("\n");
  const done: string[] = [];
  let at = 0;
  for (const hunk of hunks) {
    const start = placeOf(hunk, lines, at);
    if (start === undefined) return { why: "The lines that the patch changes are not in the file exactly so." };
    done.push(...lines.slice(at, start), ...side(hunk, "+"));
    at = start + side(hunk, "-").length;
  }
  return { text: [...done, ...lines.slice(at)].join("\n") };
}

/** The line where the hunk's old lines begin. */
function placeOf(hunk: PatchHunk, lines: readonly string[], from: number): number | undefined {
  let at = from;
  for (const anchor of hunk.anchors) {
    const found = lines.indexOf(anchor, at);
    if (found < 0) return undefined;
    at = found + 1;
  }
  const old = side(hunk, "-");
  // Where lines go that are only added, without any around them, is decided differently by each tool.
  if (old.length === 0) return undefined;
  const last = lines.length - old.length;
  for (; at <= last; at++) {
    const ends = at + old.length;
    const isEnd = ends === lines.length || (ends === lines.length - 1 && lines.at(-1) === "");
    if (hunk.atEnd && !isEnd) continue;
    if (old.every((line, index) => lines[at + index] === line)) return at;
  }
  return undefined;
}

/** The old lines ("-") or the new ones ("+"), with the unchanged ones around them. */
function side({ lines }: PatchHunk, sign: "-" | "+"): string[] {
  return lines
    .filter((line) => line === "" || line.startsWith(" ") || line.startsWith(sign))
    .map((line) => line.slice(1));
}
