import type { DocumentFacts } from "./facts.ts";
import { sameItems } from "./sameItems.ts";

/**
 * Keeps what documents were joined to: as long as a document and the parts that it was joined with are the same, so is
 * the result, and what was concluded from it still holds.
 */
export function rememberJoined(): (
  document: DocumentFacts,
  parts: readonly unknown[],
  join: () => DocumentFacts,
) => DocumentFacts {
  const known = new WeakMap<DocumentFacts, { readonly parts: readonly unknown[]; readonly result: DocumentFacts }>();
  return (document, parts, join) => {
    const last = known.get(document);
    if (last && sameItems(last.parts, parts)) return last.result;
    const result = join();
    known.set(document, { parts, result });
    return result;
  };
}
