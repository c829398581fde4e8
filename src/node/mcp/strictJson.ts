/**
 * Where the parts of a JSON text lie, and whether two readers could read it differently. INVARIANT: a text passes only
 * when every common reader takes the same message from it; what a server's reader might see must be what was judged.
 */

/** A part of a text, as it is written there. */
export interface Slice {
  readonly start: number;
  readonly end: number;
}

export interface MemberSlice {
  /** With its escapes read. */
  readonly key: string;
  readonly value: Slice;
}

/** Spelled the same for readers that compare keys without case, as Go's does, which takes "ſ" for "s" as well. */
export function fold(key: string): string {
  return key.toUpperCase().toLowerCase();
}

/**
 * The first key that an object of the text holds twice; undefined when there is none. Readers take the first or the last.
 * @param text valid JSON
 */
export function repeatedKey(text: string): string | undefined {
  // Undefined stands for an array. A stack and no recursion: the depth is the sender's choice.
  const open: (Set<string> | undefined)[] = [];
  let keyNext = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === "{") open.push(new Set());
    else if (sign === "[") open.push(undefined);
    else if (sign === "}" || sign === "]") open.pop();
    if (sign === "{" || sign === ",") keyNext = open.at(-1) !== undefined;
    else if (sign === '"') {
      const end = endOfString(text, at);
      if (keyNext) {
        const key = JSON.parse(text.slice(at, end)) as string;
        const keys = open.at(-1);
        if (keys?.has(key)) return key;
        keys?.add(key);
      }
      keyNext = false;
      at = end - 1;
    } else if (sign === "[" || sign === "}" || sign === "]") keyNext = false;
  }
  return undefined;
}

/** The members of the object that starts at or after `start`, in a text that is valid JSON. */
export function membersOf(text: string, start = 0): MemberSlice[] {
  return childrenOf(text, start, "{").map(({ key, value }) => ({ key: key ?? "", value }));
}

/** The items of the array that starts at or after `start`, in a text that is valid JSON. */
export function itemsOf(text: string, start = 0): Slice[] {
  return childrenOf(text, start, "[").map(({ value }) => value);
}

function childrenOf(text: string, start: number, open: "{" | "["): { key?: string; value: Slice }[] {
  const found: { key?: string; value: Slice }[] = [];
  let at = skipBlanks(text, text.indexOf(open, start) + 1);
  while (at < text.length && text[at] !== "}" && text[at] !== "]") {
    let key: string | undefined;
    if (open === "{") {
      const keyEnd = endOfString(text, at);
      key = JSON.parse(text.slice(at, keyEnd)) as string;
      at = skipBlanks(text, skipBlanks(text, keyEnd) + 1);
    }
    const end = endOfValue(text, at);
    found.push({ ...(key === undefined ? {} : { key }), value: { start: at, end } });
    at = skipBlanks(text, end);
    if (text[at] === ",") at = skipBlanks(text, at + 1);
  }
  return found;
}

function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const sign = text[at] as string;
    if (sign === '"') at = endOfString(text, at) - 1;
    else if (sign === "{" || sign === "[") depth++;
    else if (depth > 0 && (sign === "}" || sign === "]")) {
      depth--;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && ",]} \t\n\r".includes(sign)) return at;
    if (depth === 0 && sign === '"') return at + 1;
  }
  return text.length;
}

/** @param start of the opening quote @returns the offset behind the closing one */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (at < text.length && " \t\n\r".includes(text[at] as string)) at++;
  return at;
}
