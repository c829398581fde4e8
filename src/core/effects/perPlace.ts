import type { Place } from "./place.ts";

const maxKept = 2000;

/** Keeps what was found for a key of a place. A place stands for one decision; a line may name the same file hundreds of times. */
export function keptPerPlace<T>(): (place: Place, key: string, find: () => T) => T {
  const places = new WeakMap<Place, Map<string, T>>();
  return (place, key, find) => {
    const known = places.get(place) ?? new Map<string, T>();
    places.set(place, known);
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = find();
    if (known.size < maxKept) known.set(key, found);
    return found;
  };
}
