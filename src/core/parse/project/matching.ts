/** What is looked for again in the next text. `text` is undefined where the parser may read the same text otherwise. */
export interface Matchable {
  readonly kind: string;
  readonly text: string | undefined;
}

/** Finds what was there before again, in its order: of two that bind one name the first counts. */
export function matcher<T extends Matchable>(old: readonly T[]): (kind: string, text: string) => T | undefined {
  const waiting = new Map<string, number[]>();
  for (const [index, { kind, text }] of old.entries()) {
    if (text === undefined) continue;
    const key = `${kind} ${text}`;
    const list = waiting.get(key);
    if (list) list.push(index);
    else waiting.set(key, [index]);
  }
  let next = 0;
  return (kind, text) => {
    const list = waiting.get(`${kind} ${text}`);
    while (list && (list[0] ?? next) < next) list.shift();
    const index = list?.shift();
    if (index === undefined) return undefined;
    next = index + 1;
    return old[index];
  };
}

const word = /[\p{L}\p{N}_$]+/gu;

/** Everything in a text that could be a name. */
export function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(word));
}
