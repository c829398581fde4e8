/**
 * Text from agents, repositories and servers, made safe to show to a person who decides on it.
 * Nothing is silently dropped: what cannot be seen, or moves what can be seen, is written out as its code point.
 */

/** Reads "a⟨U+202E⟩b" where a right-to-left override stood: shown, and without effect. */
export function safeBlock(text: string): string {
  return escapeHidden(text.replace(/\r\n/g, "\n"));
}

/** The same on one line: line ends and tabs are shown as signs, long runs of blanks as their number. */
export function safeLine(text: string): string {
  const shown = escapeHidden(text.replace(/\r\n|[\n\r\u0085\u2028\u2029]/g, "\n"));
  return shown.replace(/\n/g, "⏎").replace(/\t/g, "⇥").replace(/ {9,}/g, countBlanks);
}

/**
 * Says what a reader's eye would miss: a word that mixes look-alike alphabets, or letters that only imitate plain ones.
 * Undefined when there is nothing of the kind.
 */
export function homoglyphWarning(text: string): string | undefined {
  for (const [word] of text.matchAll(/[\p{L}\p{N}\p{M}._@-]+/gu)) {
    const mixed = mixedAlphabets(word);
    if (mixed) return `“${safeLine(word.slice(0, 40))}” mixes ${mixed} letters that look alike.`;
    if (imitation.test(word)) return `“${safeLine(word.slice(0, 40))}” uses letters that only look like plain ones.`;
  }
  return undefined;
}

/**
 * Code points without a shape of their own, or that change how others are shown: controls (ANSI escapes start with
 * one), bidirectional marks, zero-width and filler characters, odd blanks, variation selectors, tag characters,
 * private use, unassigned, lone surrogates. Line feed and tab are left to the callers.
 */
const hidden =
  /(?:(?![\n\t])(?:\p{Cc}|\p{Cf}|\p{Co}|\p{Cn}|\p{Cs}|\u034f|\p{Variation_Selector}|[\u00a0\u115f\u1160\u1680\u17b4\u17b5\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000\u3164\uffa0]))+/gu;

/** More than three marks on one letter cover the lines around it. */
const stackedMarks = /(\p{M}{3})\p{M}+/gu;

function escapeHidden(text: string): string {
  return text
    .replace(hidden, describeRun)
    .replace(stackedMarks, (run, first: string) => `${first}⟨${run.length - first.length} more marks⟩`);
}

function describeRun(run: string): string {
  if (run.length === 1) return `⟨U+${hex(run)}⟩`;
  const points = [...run];
  const names = points.slice(0, 4).map((point) => `⟨U+${hex(point)}⟩`);
  return points.length <= 4 ? names.join("") : `${names.join("")}⟨and ${points.length - 4} more hidden characters⟩`;
}

function hex(point: string): string {
  return (point.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
}

function countBlanks(run: string): string {
  return ` ⟨${run.length} blanks⟩ `;
}

/** Fullwidth and mathematical letters: compatibility forms that a reader takes for ASCII. */
const imitation = /[\uff21-\uff3a\uff41-\uff5a\u{1d400}-\u{1d7ff}]/u;

const alphabets = [
  ["Latin", /\p{Script=Latin}/u],
  ["Cyrillic", /\p{Script=Cyrillic}/u],
  ["Greek", /\p{Script=Greek}/u],
  ["Armenian", /\p{Script=Armenian}/u],
  ["Cherokee", /\p{Script=Cherokee}/u],
] as const;

function mixedAlphabets(word: string): string | undefined {
  const found = alphabets.filter(([, pattern]) => pattern.test(word)).map(([name]) => name);
  return found.length > 1 ? found.join(" and ") : undefined;
}
