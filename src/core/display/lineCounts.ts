/** How many lines a change adds and removes, as a person counts them in a diff. */
export interface LineCounts {
  readonly added: number;
  readonly removed: number;
}

/** Beyond this the middle is counted as replaced whole, which is never less than what really changes. */
const maxCells = 4_000_000;

export function countLines(before: string | undefined, after: string | undefined): LineCounts {
  const [old, now] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const [left, right] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  const kept = left.length * right.length > maxCells ? 0 : longestCommon(left, right);
  return { added: right.length - kept, removed: left.length - kept };
}

function linesOf(text: string | undefined): readonly string[] {
  if (text === undefined || text === "") return [];
  const lines = text.split("\n");
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

/** Length of the longest sequence of lines that both have. */
function longestCommon(left: readonly string[], right: readonly string[]): number {
  let above = new Uint32Array(right.length + 1);
  for (const line of left) {
    const row = new Uint32Array(right.length + 1);
    for (let at = 1; at <= right.length; at++) {
      const same = line === right[at - 1];
      row[at] = same ? (above[at - 1] ?? 0) + 1 : Math.max(above[at] ?? 0, row[at - 1] ?? 0);
    }
    above = row;
  }
  return above[right.length] ?? 0;
}
