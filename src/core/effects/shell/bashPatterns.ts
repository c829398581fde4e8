/** Patterns of shells in the mind: what `*`, `?` and `[…]` match in a known text. */
import { hole } from "../text.ts";

/**
 * Characters that are live (unquoted) while a word is put together; plain ones are data.
 * They lie in the private-use area: such characters in the input were made unknown before.
 */
export const live: Readonly<Record<string, string>> = {
  "*": "\uE001",
  "?": "\uE002",
  "[": "\uE003",
  "]": "\uE004",
  "{": "\uE005",
  ",": "\uE006",
  "}": "\uE007",
  "~": "\uE009",
};

/** Stands between the words that one expansion becomes. */
export const split = "\uE008";
/** Stands for no word at all: what `"$@"` is where there is nothing. */
export const none = "\uE00A";

const back = new Map(Object.entries(live).map(([character, mark]) => [mark, character]));

/** Live characters as they were written. */
export function written(text: string): string {
  return text.replace(/[\uE001-\uE00F]/g, (mark) => back.get(mark) ?? (mark === split ? " " : ""));
}

/** Makes input characters that would be taken for marks unknown. Keeps the length, so that spans hold. */
export function withoutMarks(text: string): string {
  return text.replace(/[\uE000-\uE0FF]/g, hole);
}

const maxPatternLength = 500;

/** A pattern of live and plain characters as an expression; undefined where matching could take long. */
export function patternSource(pattern: string): string | undefined {
  if (pattern.length > maxPatternLength) return undefined;
  let source = "";
  let stars = 0;
  const lastClose = pattern.lastIndexOf("\uE004");
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index] as string;
    const close = character === "\uE003" && index < lastClose ? pattern.indexOf("\uE004", index + 1) : -1;
    if (character === "\uE001") {
      if (pattern[index - 1] === character) continue;
      stars++;
      source += "[\\s\\S]*";
    } else if (character === "\uE002") source += "[\\s\\S]";
    else if (close > 0) {
      const inner = written(pattern.slice(index + 1, close))
        .replace(/[\\\]^]/g, "\\$&")
        .replace(/^(?:!|\\\^)/, "^");
      source += inner === "" || inner === "^" ? "(?!)" : `[${inner}]`;
      index = close;
    } else source += written(character).replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
  }
  return stars > 3 ? undefined : source;
}

/** The expression, or undefined when the pattern is none (`[z-a]`). */
export function compiled(source: string | undefined, flags = ""): RegExp | undefined {
  if (source === undefined) return undefined;
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}
