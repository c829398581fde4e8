/**
 * A statement's nodes lie in offsets of their own. Those of a statement that was read in parts, at different times, lie
 * in several pieces: in the order of the text, with room between them for what is typed.
 */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** Where the piece begins, from the beginning of the statement. */
  readonly at: number;
}

/** Where in the statement an offset is; for one between two pieces, the end of the first. */
export function offsetInPieces(pieces: readonly Piece[], offset: number): number {
  const found = pieces[Math.max(0, indexAt(pieces, offset))];
  return found ? found.at + Math.min(offset, found.end) - found.start : 0;
}

/** The pieces of a part of a statement, from the beginning of that part. */
export function slicePieces(pieces: readonly Piece[], start: number, end: number): Piece[] {
  const from = offsetInPieces(pieces, start);
  const found: Piece[] = [];
  for (let index = Math.max(0, indexAt(pieces, start)); index < pieces.length; index++) {
    const piece = pieces[index];
    if (!piece || piece.start >= end) break;
    const first = Math.max(piece.start, start);
    found.push({ start: first, end: Math.min(piece.end, end), at: piece.at + first - piece.start - from });
  }
  return found;
}

/** The last piece that begins at an offset or before. */
function indexAt(pieces: readonly Piece[], offset: number): number {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Notes pieces while a statement is copied from one end to the other. */
export class PieceWriter {
  readonly #pieces: Piece[] = [];
  readonly #from: number;
  #start: number;
  #shift: number;

  /**
   * @param from where the statement begins in the text
   * @param shift what its offsets are ahead of the text
   */
  constructor(from: number, shift: number) {
    this.#from = from;
    this.#start = from;
    this.#shift = shift;
  }

  /** From `at` in the text on, offsets are ahead by another number. */
  turn(at: number, shift: number): void {
    this.end(at);
    this.#start = at;
    this.#shift = shift;
  }

  /** What stands in the text from `start` to `end` has pieces already. */
  insert(start: number, end: number, pieces: readonly Piece[]): void {
    this.end(start);
    for (const piece of pieces) this.#pieces.push({ ...piece, at: piece.at + start - this.#from });
    this.#start = end;
    this.#shift = (pieces.at(-1)?.end ?? end) - end;
  }

  /** The text ends here. */
  end(at: number): readonly Piece[] {
    if (at > this.#start) {
      this.#pieces.push({ start: this.#start + this.#shift, end: at + this.#shift, at: this.#start - this.#from });
    }
    return this.#pieces;
  }
}
