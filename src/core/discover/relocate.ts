import type { Definition } from "../model/definition.ts";
import type { DocumentFacts } from "./facts.ts";

/**
 * Moves definitions to the document they stand in. An agent's file says that a function of another file is a tool;
 * it is shown where it stands, once, unless that file itself marks it.
 */
export function relocate(facts: readonly DocumentFacts[]): readonly DocumentFacts[] {
  if (!facts.some(({ definitions }) => definitions.some(isElsewhere))) return facts;
  const moved = new Map<string, Definition[]>();
  for (const { definitions } of facts) {
    for (const { document, ...definition } of definitions) {
      if (document === undefined) continue;
      const there = moved.get(document);
      if (there) there.push(definition);
      else moved.set(document, [definition]);
    }
  }
  return facts.map((document) => {
    const own = document.definitions.filter((definition) => !isElsewhere(definition));
    const added = (moved.get(document.source.path) ?? []).filter(
      (definition, index, all) =>
        fits(definition, document) &&
        ![...own, ...all.slice(0, index)].some(
          ({ span, name }) =>
            span.start === definition.span.start || (name === definition.name && overlaps(span, definition.span)),
        ),
    );
    if (added.length === 0 && own.length === document.definitions.length) return document;
    return { ...document, definitions: [...own, ...added].toSorted((a, b) => a.span.start - b.span.start) };
  });
}

function isElsewhere({ document }: Definition): boolean {
  return document !== undefined;
}

/** Found from an older text of the file, the place may be gone. */
function fits({ span }: Definition, { source }: DocumentFacts): boolean {
  return span.end <= source.text.length;
}

function overlaps(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return a.start < b.end && b.start < a.end;
}
