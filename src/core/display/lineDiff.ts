/** What differs between two texts, line by line, as a person reads it in a diff. */
import { structuredPatch } from "diff";

/** One place that differs, with a few unchanged lines around it. */
export interface DiffHunk {
  /** One-based; of an empty side, the line after which it stands. */
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  readonly lines: readonly DiffLine[];
}

export interface DiffLine {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/** How many lines a change adds and removes, as a person counts them in a diff. */
export interface LineCounts {
  readonly added: number;
  readonly removed: number;
}

const around = 3;

/** Beyond so many steps the differing part counts as replaced whole, which is never less than what really changes. */
const maxSteps = 600;

/** The places that differ, in order; none where the texts are the same. A file that is not there is an empty text. */
export function lineDiff(before = "", after = ""): readonly DiffHunk[] {
  if (before === after) return [];
  const options = { context: around, maxEditLength: maxSteps };
  const patch = structuredPatch("", "", before, after, "", "", options);
  if (!patch) return [replaced(before, after)];
  return patch.hunks.map((hunk) => ({ ...hunk, lines: hunk.lines.flatMap(lineOf) }));
}

/** The lines of a diff, with "…" for the unchanged ones that are left out. */
export function diffText(hunks: readonly DiffHunk[], maxLines = 2_000): string[] {
  const all = hunks.flatMap(({ oldStart, lines }, index) => [
    ...(index > 0 || oldStart > 1 ? ["…"] : []),
    ...lines.map(({ sign, text }) => `${sign} ${text}`),
  ]);
  return all.length > maxLines ? [...all.slice(0, maxLines), "…"] : all;
}

export function countLines(before: string | undefined, after: string | undefined): LineCounts {
  return countOf(lineDiff(before, after));
}

export function countOf(hunks: readonly DiffHunk[]): LineCounts {
  const count = (sign: DiffLine["sign"]) =>
    hunks.reduce((sum, { lines }) => sum + lines.filter((line) => line.sign === sign).length, 0);
  return { added: count("+"), removed: count("-") };
}

/** Says of a last line that no line end follows it, which no reader here tells apart. */
const note = "\\";

function lineOf(line: string): DiffLine[] {
  return line.startsWith(note) ? [] : [{ sign: line.charAt(0) as DiffLine["sign"], text: line.slice(1) }];
}

/** Everything between the first and the last line that differ. */
function replaced(before: string, after: string): DiffHunk {
  const [old, now] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const [from, tail] = [Math.max(0, start - around), Math.min(end, around)];
  const line = (sign: DiffLine["sign"]) => (text: string) => ({ sign, text });
  const lines = [
    ...old.slice(from, start).map(line(" ")),
    ...old.slice(start, old.length - end).map(line("-")),
    ...now.slice(start, now.length - end).map(line("+")),
    ...now.slice(now.length - end, now.length - end + tail).map(line(" ")),
  ];
  const [oldLines, newLines] = [old.length - end + tail - from, now.length - end + tail - from];
  return {
    oldStart: from + (oldLines > 0 ? 1 : 0),
    oldLines,
    newStart: from + (newLines > 0 ? 1 : 0),
    newLines,
    lines,
  };
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}
