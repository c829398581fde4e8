/** Text of a cmd line that remembers, for every character, where it came from and what it carries. */
import type { Span } from "../../../model/span.ts";
import { hole, marked, type Text } from "../../text.ts";

export interface Origin {
  readonly start: number;
  readonly end: number;
  /** The value that was filled in here, or that the character was disguised. */
  readonly carries?: Text;
}

export interface Traced {
  readonly text: string;
  /** One for each character of `text`. */
  readonly origins: readonly Origin[];
}

export interface TracedBuilder {
  text: string;
  readonly origins: Origin[];
}

export function builder(): TracedBuilder {
  return { text: "", origins: [] };
}

/** Adds all of `text` as one piece. */
export function push(target: TracedBuilder, text: string, origin: Origin): void {
  target.text += text;
  for (let index = 0; index < text.length; index++) target.origins.push(origin);
}

/** Text as it stands in the source, from `offset` on. */
export function trace(text: string, offset: number): Traced {
  const origins: Origin[] = [];
  for (let index = 0; index < text.length; index++) origins.push({ start: offset + index, end: offset + index + 1 });
  return { text, origins };
}

export function slice(source: Traced, start: number, end = source.text.length): Traced {
  return { text: source.text.slice(start, end), origins: source.origins.slice(start, end) };
}

/** The place of characters `start` to `end`; `fallback` where there are none. */
export function spanOf(source: Traced, fallback: Span, start = 0, end = source.text.length): Span {
  const first = source.origins[start];
  const last = source.origins[end - 1];
  return first && last ? { start: first.start, end: Math.max(first.end, last.end) } : fallback;
}

/** `value` with what the characters `start` to `end` carry. */
export function markedBy(source: Traced, value: string, start = 0, end = source.text.length): Text {
  const carried = new Set<Text>();
  for (let index = start; index < end; index++) {
    const text = source.origins[index]?.carries;
    if (text) carried.add(text);
  }
  return carried.size === 0 ? { value } : marked(value, [...carried]);
}

/** cmd.exe refuses longer lines. */
export const maxLineLength = 8191;

/** Fills in what `fill` answers for each match; undefined leaves it as written. Ends unknown where it gets too long. */
export function replaceIn(source: Traced, pattern: RegExp, fill: (match: RegExpExecArray) => Text | undefined): Traced {
  const matches = [...source.text.matchAll(pattern)];
  if (matches.length === 0) return source;
  const result = builder();
  let at = 0;
  const keep = (end: number) => {
    for (; at < end; at++) push(result, source.text[at] as string, source.origins[at] as Origin);
  };
  for (const match of matches) {
    const value = fill(match);
    if (value === undefined) continue;
    keep(match.index);
    const span = spanOf(source, { start: 0, end: 0 }, match.index, match.index + match[0].length);
    const before = source.origins.slice(match.index, match.index + match[0].length).map((origin) => origin.carries);
    const fits = result.text.length + value.value.length <= maxLineLength;
    push(result, fits ? value.value : hole, { ...span, carries: marked(value.value, [value, ...before]) });
    at = match.index + match[0].length;
    if (!fits) return result;
  }
  keep(source.text.length);
  return result;
}
