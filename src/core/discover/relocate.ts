import type { Definition } from "../model/definition.ts";
import type { DocumentFacts } from "./facts.ts";
import { rememberJoined } from "./rememberJoined.ts";
import { sameItems } from "./sameItems.ts";

/**
 * Moves definitions to the document they stand in. An agent's file says that a function of another file is a tool;
 * it is shown where it stands, once, unless that file itself marks it. What is moved the same way as the last time is
 * the same object.
 */
export function createRelocation(): (facts: readonly DocumentFacts[]) => readonly DocumentFacts[] {
  const bare = new WeakMap<Definition, Definition>();
  const remember = rememberJoined();
  const withoutPlace = (given: Definition): Definition => {
    let definition = bare.get(given);
    if (!definition) {
      const { document: _, ...rest } = given;
      definition = rest;
      bare.set(given, definition);
    }
    return definition;
  };
  return (facts) => {
    if (!facts.some(({ definitions }) => definitions.some(isElsewhere))) return facts;
    const moved = new Map<string, Definition[]>();
    for (const { definitions } of facts) {
      for (const definition of definitions) {
        if (definition.document === undefined) continue;
        const there = moved.get(definition.document);
        if (there) there.push(withoutPlace(definition));
        else moved.set(definition.document, [withoutPlace(definition)]);
      }
    }
    return facts.map((document) => {
      const added = moved.get(document.source.path) ?? [];
      return remember(document, added, () => relocated(document, added));
    });
  };
}

function relocated(document: DocumentFacts, given: readonly Definition[]): DocumentFacts {
  // Who knows a tool for what it is speaks before who only sees its shape.
  const moved = given.toSorted((a, b) => Number(isGeneral(a)) - Number(isGeneral(b)));
  const own = document.definitions
    .filter((definition) => !isElsewhere(definition))
    .filter((own) => !isGeneral(own) || !moved.some((other) => !isGeneral(other) && overlaps(other.span, own.span)))
    .map((definition) => moved.find((other) => isKnownBy(other, definition)) ?? definition);
  const added = moved.filter(
    (definition, index) =>
      fits(definition, document) &&
      ![...own, ...moved.slice(0, index)].some(
        ({ span, name }) =>
          span.start === definition.span.start || (name === definition.name && overlaps(span, definition.span)),
      ),
  );
  const isSame = sameItems(own, document.definitions);
  if (added.length === 0 && isSame) return document;
  return { ...document, definitions: [...own, ...added].toSorted((a, b) => a.span.start - b.span.start) };
}

/** A tool whose own file does not show what runs it, and the file that registers it does. */
function isKnownBy(moved: Definition, own: Definition): boolean {
  if (own.kind !== "tool" || moved.kind !== "tool" || own.format !== moved.format || own.name !== moved.name)
    return false;
  const isSame = own.span.start === moved.span.start && own.span.end === moved.span.end;
  return isSame && own.confirmation.confirmed === "unknown" && moved.confirmation.confirmed !== "unknown";
}

function isGeneral({ format }: Definition): boolean {
  return format.startsWith("general-");
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
