/** The lines that differ between two texts, with a few around them: enough to decide about a change of a settings file. */

const around = 3;

export interface DiffLine {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/** One block from the first line that differs to the last. Nothing where the texts are the same. */
export function lineDiff(before: string, after: string): readonly DiffLine[] {
  if (before === after) return [];
  const [old, now] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const line = (sign: DiffLine["sign"]) => (text: string) => ({ sign, text });
  return [
    ...old.slice(Math.max(0, start - around), start).map(line(" ")),
    ...old.slice(start, old.length - end).map(line("-")),
    ...now.slice(start, now.length - end).map(line("+")),
    ...now.slice(now.length - end, now.length - end + around).map(line(" ")),
  ];
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}
