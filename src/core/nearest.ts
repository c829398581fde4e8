/**
 * The word that was probably meant: the one that the fewest changes lead to (a letter more, less, other, or two
 * swapped), when that is at most a third of it. undefined: none is near.
 */
export function nearest(written: string, words: readonly string[]): string | undefined {
  const given = written.toLowerCase();
  if (given.length > maxLength) return undefined;
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const word of words) {
    const changes = distance(given, word.toLowerCase());
    if (changes < least && changes <= Math.max(1, Math.floor(word.length / 3))) {
      best = word;
      least = changes;
    }
  }
  return best;
}

const maxLength = 64;

/** Changes between two words (Damerau and Levenshtein, neighbours swapped once). */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] as number) + 1);
      }
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[b.length] as number;
}
