/**
 * Ids of the children of a node, by what each is and not by where it stands: what a person unfolded or chose stays so
 * when something comes in before it. Of two that are the same the second gets a number.
 */
export function stableIds<T>(parent: string, items: readonly T[], nameOf: (item: T) => string): string[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const name = nameOf(item);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? `${parent}/${name}` : `${parent}/${name}#${count}`;
  });
}
