import type { Offsets, SyntaxNode, TopNode } from "../syntax.ts";
import { rangeLength } from "./layout.ts";
import { matcher } from "./matching.ts";
import { type Piece, PieceWriter, slicePieces } from "./pieces.ts";
import { allUnits, type Unit } from "./units.ts";

/** Blocks below it are read as quickly as they are compared. */
const minBlockLength = 1_000;

/** What is left free in the offsets of a statement, in all, and of what is left before each of its units. */
const room = { all: 1_000_000, share: 1 / 500 };

export interface Copied {
  readonly node: SyntaxNode;
  readonly pieces: readonly Piece[];
}

/** A statement of the top level, as it was. */
export interface CopiedBefore extends Copied {
  readonly units: readonly Unit[];
}

export interface CopyFrom {
  readonly text: string;
  readonly hasErrors: boolean;
  /** The beginning of a range of offsets that nothing else uses. */
  newBase(): number;
  readonly unread: ReadonlySet<string> | undefined;
  /** Gets the nodes of the earlier state that are in the new one too. */
  readonly kept: Set<SyntaxNode>;
}

/** True of a statement with units: it has a range of offsets of its own. */
export function isLong({ start, end }: Pick<TopNode, "start" | "end">): boolean {
  return end - start >= minBlockLength;
}

/**
 * Copies a long statement, with nodes of the earlier state where units read the same. All its nodes are in the order of
 * the text, the kept ones where they were: between them is room for what is typed. Where that is used up, all is
 * copied anew. Undefined for a token that is not kept.
 */
export function copyLong(top: TopNode, from: CopyFrom, before: CopiedBefore | undefined): Copied | undefined {
  return (before && copyAround(top, from, before)) ?? copyAnew(top, from);
}

function copyAround(top: TopNode, from: CopyFrom, { node: was, pieces, units }: CopiedBefore): Copied | undefined {
  const match = matcher([...allUnits(units)].map((unit) => ({ unit, kind: "", text: undefined, ...unit.node.unit })));
  const writer = new PieceWriter(top.start, was.start - top.start);
  const here: SyntaxNode[] = [];
  let fits = true;
  const offsets: Offsets = {
    shift: was.start - top.start,
    minBlockLength,
    statement({ type, start, end, depth, hasError }) {
      const mark = {
        kind: `${type} ${depth}`,
        text: from.hasErrors && hasError() ? undefined : from.text.slice(start, end),
      };
      const kept = mark.text === undefined ? undefined : match(mark.kind, mark.text)?.unit.node;
      if (!kept) return { mark };
      here.push(kept);
      fits &&= start + offsets.shift <= kept.start;
      writer.insert(start, end, slicePieces(pieces, kept.start, kept.end));
      offsets.shift = kept.end - end;
      return { kept };
    },
  };
  const node = top.copy(offsets, from.unread);
  const isInside = node !== undefined && node.end < Math.floor(was.start / rangeLength + 1) * rangeLength;
  if (!fits || !isInside) return undefined;
  for (const one of here) from.kept.add(one);
  return { node, pieces: writer.end(top.end) };
}

function copyAnew(top: TopNode, from: CopyFrom): Copied | undefined {
  let left = room.all;
  const shift = from.newBase() - top.start;
  const writer = new PieceWriter(top.start, shift);
  const offsets: Offsets = {
    shift,
    minBlockLength,
    statement({ type, start, end, depth, hasError }) {
      const free = Math.floor(left * room.share);
      left -= free;
      offsets.shift += free;
      writer.turn(start, offsets.shift);
      return {
        mark: {
          kind: `${type} ${depth}`,
          text: from.hasErrors && hasError() ? undefined : from.text.slice(start, end),
        },
      };
    },
  };
  const node = top.copy(offsets, from.unread);
  return node && { node, pieces: writer.end(top.end) };
}
