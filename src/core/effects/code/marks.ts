import { isKeeping } from "./asides.ts";
import type { Occurrence } from "./codeEffects.ts";

/** What is known of effects by the helper that had them; all of those from an index on are its own. */

/** What a helper leaves behind that keeps house. */
export function markUpkeep(occurrences: Occurrence[], from: number): void {
  mark(occurrences, from, (one) => (isKeeping(one.effect) ? { ...one, aside: "upkeep" } : one));
}

/** A file of the program's own, which the helper reads. */
export function markOwnFile(occurrences: Occurrence[], from: number, ownFileOf: string): void {
  mark(occurrences, from, (one) => (one.effect === "read-files" ? { ...one, ownFileOf } : one));
}

function mark(occurrences: Occurrence[], from: number, change: (one: Occurrence) => Occurrence): void {
  for (let index = from; index < occurrences.length; index++)
    occurrences[index] = change(occurrences[index] as Occurrence);
}
