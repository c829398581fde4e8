import { offsetInPieces } from "./pieces.ts";
import type { Statement } from "./statements.ts";

/** Each file has its own ranges of offsets, so that the place of code tells its file. Longer than any file that is parsed. */
export const rangeLength = 2 ** 21;

/** Where the code of a file is. */
export interface Layout {
  readonly path: string;
  /** The offset in the file; undefined for code of another. */
  offsetIn(offset: number): number | undefined;
}

export function rangeOf(offset: number): number {
  return Math.floor(offset / rangeLength) * rangeLength;
}

/** Of a file that was read at once. */
export function wholeLayout(path: string, base: number, length: number): Layout {
  return { path, offsetIn: (offset) => (offset >= base && offset <= base + length ? offset - base : undefined) };
}

/** Of a file that was read in parts at different times: its statements moved since. */
export function statementLayout(path: string, statements: readonly Statement[]): Layout {
  const sorted = statements
    .map(({ node: { start, end }, at, pieces }) => ({ start, end, at, pieces }))
    .toSorted((a, b) => a.start - b.start);
  return {
    path,
    offsetIn(offset) {
      let [low, high] = [0, sorted.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((sorted[middle]?.start ?? 0) <= offset) low = middle + 1;
        else high = middle;
      }
      const found = sorted[low - 1];
      return found && offset <= found.end ? found.at + offsetInPieces(found.pieces, offset) : undefined;
    },
  };
}
