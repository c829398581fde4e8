import type { DocumentFacts } from "../discover/facts.ts";
import type { SpannedText } from "../model/definition.ts";

/** A text that a model reads as instructions or as the truth about a tool. */
export interface ModelText extends SpannedText {
  /** What it is, for a message. */
  readonly what: string;
}

/** Descriptions of tools and agents, bodies of agents, instruction files. Each place once. */
export function modelTexts(document: DocumentFacts): ModelText[] {
  const described = document.definitions.flatMap(({ kind, name, description }): ModelText[] =>
    description ? [{ ...description, what: `The description of ${kind} “${name}”` }] : [],
  );
  const bodies = document.definitions.flatMap((definition): ModelText[] =>
    definition.kind === "agent" && definition.instructions
      ? [{ ...definition.instructions, what: `The instructions of “${definition.name}”` }]
      : [],
  );
  const prose = (document.prose ?? []).map((text) => ({ ...text, what: "This instruction file" }));
  const seen = new Set<number>();
  return [...described, ...bodies, ...prose].filter(({ span }) => !seen.has(span.start) && seen.add(span.start));
}

/** The place of a match in a text whose quotes and escapes may make it longer in the file. */
export function placeIn({ text, span }: SpannedText, index: number, length: number) {
  const extra = span.end - span.start - text.length;
  // A quoted text starts after its quote; beyond that the places no longer correspond, and the whole text is named.
  if (extra < 0 || extra > 6) return span;
  const start = span.start + index + Math.floor(extra / 2);
  return { start, end: start + length };
}
