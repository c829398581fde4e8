/** A change of a text as the lines of a diff, for a page that is read and not edited. */

/** Beyond this the middle is shown as replaced whole, which is never less than what really changes. */
const maxCells = 1_000_000;
/** Unchanged lines that are shown before and after a change. */
const context = 3;
const maxLines = 2_000;

/** Lines that begin with "- ", "+ " or two blanks; a line "…" stands for unchanged ones that are left out. */
export function changeLines(before: string, after: string): string[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  const middle = between(old.slice(start, old.length - end), now.slice(start, now.length - end));
  const kept = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
  const all = [...kept(old.slice(0, start)), ...middle, ...kept(old.slice(old.length - end))];
  const shown = nearChanges(all);
  return shown.length > maxLines ? [...shown.slice(0, maxLines), "…"] : shown;
}

function between(old: readonly string[], now: readonly string[]): string[] {
  if (old.length * now.length > maxCells) return [...old.map(removed), ...now.map(added)];
  const common = commonLengths(old, now);
  const lines: string[] = [];
  let [left, right] = [0, 0];
  while (left < old.length || right < now.length) {
    const same = left < old.length && right < now.length && old[left] === now[right];
    if (same) {
      lines.push(`  ${old[left++]}`);
      right++;
    } else if (
      right >= now.length ||
      (left < old.length && at(common, left + 1, right) >= at(common, left, right + 1))
    ) {
      lines.push(removed(old[left++] ?? ""));
    } else lines.push(added(now[right++] ?? ""));
  }
  return lines;
}

const removed = (line: string) => `- ${line}`;
const added = (line: string) => `+ ${line}`;
const at = (rows: readonly Uint32Array[], left: number, right: number) => rows[left]?.[right] ?? 0;

/** By the places where both rests begin: how many lines they have in common, in order. */
function commonLengths(old: readonly string[], now: readonly string[]): readonly Uint32Array[] {
  const rows = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  for (let left = old.length - 1; left >= 0; left--) {
    const row = rows[left] as Uint32Array;
    for (let right = now.length - 1; right >= 0; right--) {
      const same = old[left] === now[right];
      row[right] = same ? at(rows, left + 1, right + 1) + 1 : Math.max(at(rows, left + 1, right), row[right + 1] ?? 0);
    }
  }
  return rows;
}

function nearChanges(lines: readonly string[]): string[] {
  const isNear = new Uint8Array(lines.length);
  for (const [index, line] of lines.entries()) {
    if (!line.startsWith("  ")) isNear.fill(1, Math.max(0, index - context), index + context + 1);
  }
  return lines.flatMap((line, index) => (isNear[index] ? [line] : isNear[index - 1] || index === 0 ? ["…"] : []));
}
