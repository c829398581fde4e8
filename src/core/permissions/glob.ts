/**
 * Globs over slash-separated paths: `*`, `?` and `[…]` inside a part, `**` for any number of parts, `{a,b}` where asked.
 * Written here instead of as regular expressions, because patterns come from files of a repository: matching takes
 * at most the product of both lengths, whatever the pattern.
 */

export interface GlobOptions {
  /** Expand `{a,b}`, as VS Code's globs do and gitignore's do not. */
  readonly braces?: boolean;
  /** Upper and lower case are the same. */
  readonly ignoreCase?: boolean;
}

export const maxAlternatives = 256;
const maxLength = 4_096;

/** True when the whole path matches. Neither has a leading slash. Overlong input matches nothing. */
export function matchesGlob(pattern: string, path: string, options: GlobOptions = {}): boolean {
  if (pattern.length > maxLength || path.length > maxLength) return false;
  const [glob, text] = options.ignoreCase ? [pattern.toLowerCase(), path.toLowerCase()] : [pattern, path];
  const alternatives = options.braces ? (expandBraces(glob) ?? []) : [glob];
  const parts = text.split("/");
  return alternatives.some((alternative) => matchesParts(alternative.split("/"), parts));
}

/**
 * gitignore's meaning: a pattern without an inner slash matches at any depth, and one that matches a folder
 * matches everything below it. `path` is relative to the folder the pattern belongs to.
 */
export function matchesIgnorePattern(pattern: string, path: string, options: GlobOptions = {}): boolean {
  const trimmed = pattern.replace(/^\.?\//, "").replace(/\/+$/, "");
  if (trimmed === "") return false;
  const anchored = /^\.?\//.test(pattern) || trimmed.includes("/");
  const rooted = anchored ? trimmed : `**/${trimmed}`;
  // With a slash at its end it is a folder: what is in it, and no file of that name.
  if (pattern.endsWith("/")) return matchesGlob(`${rooted}/*/**`, path, options);
  return matchesGlob(rooted, path, options) || matchesGlob(`${rooted}/**`, path, options);
}

function matchesParts(pattern: readonly string[], parts: readonly string[]): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < parts.length) {
    if (pattern[p] === "**") {
      star = p++;
      resume = t;
    } else if (p < pattern.length && matchesPart(pattern[p] as string, parts[t] as string)) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === "**") p++;
  return p === pattern.length;
}

function matchesPart(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    const width = p < pattern.length ? oneCharacter(pattern, p, text[t] as string) : 0;
    if (pattern[p] === "*") {
      star = p++;
      resume = t;
    } else if (width > 0) {
      p += width;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}

/** How much of the pattern at `at` matches the one character; 0 when it does not. */
function oneCharacter(pattern: string, at: number, char: string): number {
  const first = pattern[at];
  if (first === "?") return 1;
  if (first === "\\" && at + 1 < pattern.length) return pattern[at + 1] === char ? 2 : 0;
  const end = first === "[" ? pattern.indexOf("]", at + 2) : -1;
  if (end < 0) return first === char ? 1 : 0;
  const negated = pattern[at + 1] === "!" || pattern[at + 1] === "^";
  const inside = inClass(pattern.slice(at + (negated ? 2 : 1), end), char);
  return inside !== negated ? end + 1 - at : 0;
}

/** Whether a character is one of those between the brackets of `[…]`. */
export function inClass(members: string, char: string): boolean {
  for (let index = 0; index < members.length; index++) {
    const low = members[index] as string;
    const high = members[index + 1] === "-" ? members[index + 2] : undefined;
    if (high !== undefined) {
      if (low <= char && char <= high) return true;
      index += 2;
    } else if (low === char) return true;
  }
  return false;
}

/** The patterns that `{a,b}` stands for; undefined when they are too many to be meant. */
export function expandBraces(pattern: string): string[] | undefined {
  const done: string[] = [];
  const open = [pattern];
  while (open.length > 0) {
    if (done.length + open.length > maxAlternatives) return undefined;
    const next = open.pop() as string;
    const group = /\{([^{}]*)\}/.exec(next);
    if (!group) done.push(next);
    else {
      const [before, after] = [next.slice(0, group.index), next.slice(group.index + group[0].length)];
      for (const choice of (group[1] as string).split(",")) open.push(before + choice + after);
    }
  }
  return done;
}
