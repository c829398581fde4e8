import { safeLine } from "./sanitize.ts";

/**
 * Keeps the start and the end of a text that is too long and says how much is hidden, since an attacker would put
 * the dangerous part into the middle of what looks harmless.
 * @param max characters kept, without the sentence about the hidden ones
 */
export function shortenMiddle(text: string, max: number): string {
  if (text.length <= max + roomOfNote) return text;
  const { head, tail, hidden } = cut(text, max);
  return `${head} ${hiddenNote(hidden)} ${tail}`;
}

/** One safe line of at most about `max` characters. Reads only the kept parts, so 10 MB cost nothing. */
export function safeShort(text: string, max: number): string {
  if (text.length <= max + roomOfNote) return shortenMiddle(safeLine(text), max * 2);
  const { head, tail, hidden } = cut(text, max);
  return `${shortenMiddle(safeLine(head), max)} ${hiddenNote(hidden)} ${shortenMiddle(safeLine(tail), max)}`;
}

/** 1234567 as "1,234,567": numbers in prompts are read by people. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Hiding less than the note of it takes would only make the text longer. */
const roomOfNote = hiddenNote(1).length;

function hiddenNote(count: number): string {
  return `⟨… ${grouped(count)} characters hidden …⟩`;
}

/** Two thirds of the room go to the start. A surrogate pair is never split. */
function cut(text: string, max: number): { head: string; tail: string; hidden: number } {
  let headEnd = Math.ceil((max * 2) / 3);
  let tailStart = text.length - (max - headEnd);
  if (isHighSurrogate(text.charCodeAt(headEnd - 1))) headEnd--;
  if (isHighSurrogate(text.charCodeAt(tailStart - 1))) tailStart++;
  return { head: text.slice(0, headEnd), tail: text.slice(tailStart), hidden: tailStart - headEnd };
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
