import type { Edit } from "@vscode/tree-sitter-wasm";

/** The one edit that makes one text of another, as the parser is told of it. */
export function editBetween(before: string, after: string): Edit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < most - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  ) {
    same++;
  }
  const [oldEnd, newEnd] = [before.length - same, after.length - same];
  const startPosition = pointAt(before, start, 0, 0);
  return {
    startIndex: start,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition,
    oldEndPosition: pointAt(before, oldEnd, start, startPosition.row),
    newEndPosition: pointAt(after, newEnd, start, startPosition.row),
  };
}

/** The row and column of an offset; the parser ends rows at line feeds only. `from` is a known offset before it. */
function pointAt(text: string, offset: number, from: number, fromRow: number): { row: number; column: number } {
  let row = fromRow;
  for (let at = text.indexOf("\n", from); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) row++;
  return { row, column: offset - (text.lastIndexOf("\n", offset - 1) + 1) };
}
