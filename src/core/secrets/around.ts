/** What stands around a place in a text, as far as it is near: looking is never more than a few hundred characters. */

export const quotes: ReadonlySet<string> = new Set(['"', "'", "`"]);

const nearby = 400;

/** What the line has before a place. */
export function lineBefore(text: string, place: number): string {
  const before = text.slice(Math.max(0, place - nearby), place);
  return before.slice(before.lastIndexOf("\n") + 1);
}

/** The quote in which a place of a line stands: opened at the start of a word, and not closed before it. */
export function outerQuote(text: string, place: number): string | undefined {
  const before = lineBefore(text, place);
  if (!anyQuote.test(before)) return undefined;
  let open: string | undefined;
  for (let at = 0; at < before.length; at++) {
    const char = before[at] as string;
    if (char === "\\") at++;
    else if (open === char) open = undefined;
    else if (open === undefined && quotes.has(char) && opens(before, at)) open = char;
  }
  return open;
}

const anyQuote = /["'`]/;

/** An apostrophe inside of a word opens nothing. */
function opens(line: string, at: number): boolean {
  return at === 0 || /[^\w\\]/.test(line[at - 1] as string);
}

/** Where it is found next, or the end of the text. */
export function indexOf(text: string, wanted: string, from: number): number {
  const found = text.indexOf(wanted, from);
  return found < 0 ? text.length : found;
}

/** What a sticky pattern matches at a place. */
export function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
