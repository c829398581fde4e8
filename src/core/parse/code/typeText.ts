/** Looks at written types: brackets, and what stands between separators outside of them. */

const pairs: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "<": ">" };
const closers: ReadonlySet<string> = new Set(Object.values(pairs));

/** Where the bracket at an offset is closed; the end of the text where it is not. */
export function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    at = afterString(text, at);
    depth += turn(text, at);
    if (depth <= 0) return at;
  }
  return text.length;
}

/**
 * The parts between separators that stand in no bracket.
 * @param lines also where a line ends, unless the type goes on in the next
 */
export function splitAt(text: string, separator: string, lines = false): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    at = afterString(text, at);
    depth += turn(text, at);
    if (depth > 0) continue;
    const isEnd = text[at] === separator || (lines && (text[at] === "," || endsLine(text, from, at)));
    if (!isEnd) continue;
    parts.push(text.slice(from, at));
    from = at + 1;
  }
  return [...parts, text.slice(from)];
}

/** Comments hold brackets that close nothing. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(^|[^:])\/\/[^\n]*/g, "$1");
}

function endsLine(text: string, from: number, at: number): boolean {
  if (text[at] !== "\n") return false;
  const before = text.slice(from, at).trimEnd();
  return !/(?:[:|&=?]|=>|extends)$/.test(before) && !/^\s*(?:[|&:?]|=>)/.test(text.slice(at, at + 80));
}

function turn(text: string, at: number): number {
  const char = text[at] ?? "";
  if (char in pairs) return 1;
  if (!closers.has(char)) return 0;
  return char === ">" && text[at - 1] === "=" ? 0 : -1;
}

function afterString(text: string, at: number): number {
  const quote = text[at];
  if (quote !== '"' && quote !== "'" && quote !== "`") return at;
  const end = text.indexOf(quote, at + 1);
  return end < 0 ? at : end;
}
