import { Position, Range } from "vscode";
import type { SourceText, Span } from "../../core/model/span.ts";

export function toPosition(source: SourceText, offset: number): Position {
  const { line, character } = source.positionAt(offset);
  return new Position(line, character);
}

export function toRange(source: SourceText, span: Span): Range {
  return new Range(toPosition(source, span.start), toPosition(source, span.end));
}

/** The first line of a span: what a squiggle or a lens marks of a long definition. */
export function firstLine(source: SourceText, span: Span): Range {
  const start = toPosition(source, span.start);
  const end = toPosition(source, span.end);
  return end.line === start.line ? new Range(start, end) : new Range(start, new Position(start.line + 1, 0));
}
