/**
 * Patterns of a policy against texts of which parts may not be known. Written here instead of as regular expressions,
 * because a policy may come from a repository: matching takes at most the product of both lengths, whatever is written.
 */
import { hole } from "../effects/text.ts";
import { expandBraces, inClass, maxAlternatives } from "../permissions/glob.ts";
import type { Quantity } from "./policy.ts";

/** Met, not met, or not decidable from what is known. */
export type Met = "yes" | "no" | "unknown";

const ranks: Readonly<Record<Met, number>> = { no: 0, unknown: 1, yes: 2 };

/** Met when one of them is. */
export function anyMet(all: Iterable<Met>): Met {
  let best: Met = "no";
  for (const met of all) {
    if (met === "yes") return "yes";
    if (met === "unknown") best = "unknown";
  }
  return best;
}

/** Met when all of them are, and there is at least one. */
function allMet(all: readonly Met[]): Met {
  return all.length === 0 ? "no" : all.reduce(weaker);
}

/** What all values of an act are worth to a rule of that kind. */
export function together(found: readonly Met[], quantity: Quantity): Met {
  return quantity === "all" ? allMet(found) : anyMet(found);
}

export function weaker(a: Met, b: Met): Met {
  return ranks[a] <= ranks[b] ? a : b;
}

function stronger(a: Met, b: Met): Met {
  return ranks[a] >= ranks[b] ? a : b;
}

/** One step of a pattern: a character, any one character, any text, or one of a set. */
export type Token = string | typeof one | typeof many | CharacterSet;

const one = Symbol("?");
const many = Symbol("*");

interface CharacterSet {
  readonly members: string;
  readonly negated: boolean;
}

/** `*` is any text and `?` one character; all else stands for itself. */
export function compileText(pattern: string): Token[] {
  const tokens: Token[] = [];
  for (const character of pattern) {
    if (character === "?") tokens.push(one);
    else if (character !== "*") tokens.push(...units(character));
    else if (tokens.at(-1) !== many) tokens.push(many);
  }
  return tokens;
}

/** As `compileText`, and `[abc]` is one of these characters. */
function compileGlob(pattern: string): Token[] {
  const tokens: Token[] = [];
  let done = 0;
  for (const set of pattern.matchAll(/\[([!^])?([^\]]+)\]/g)) {
    tokens.push(...compileText(pattern.slice(done, set.index)));
    tokens.push({ members: set[2] as string, negated: set[1] !== undefined });
    done = set.index + set[0].length;
  }
  return [...tokens, ...compileText(pattern.slice(done))];
}

/** As globs with `{a,b}`: one list of tokens for each alternative. */
export function compileGlobs(pattern: string): readonly Token[][] {
  return (expandBraces(pattern) ?? []).map(compileGlob);
}

/** Matching counts UTF-16 units, as the texts do. */
function units(character: string): string[] {
  return character.length === 1 ? [character] : [...character.split("")];
}

/** @param text `hole` in it stands for any text */
export function matchText(pattern: readonly Token[], text: string): Met {
  if (matchesCertainly(pattern, text)) return "yes";
  if (!text.includes(hole)) return "no";
  return mayMatch(pattern, text) ? "unknown" : "no";
}

/** What is not known is met only by `*`, which any text meets. */
function matchesCertainly(pattern: readonly Token[], text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    const token = pattern[p];
    if (token === many) {
      star = p++;
      resume = t;
    } else if (token !== undefined && text[t] !== hole && matchesOne(token, text[t] as string)) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === many) p++;
  return p === pattern.length;
}

/** Beyond this product of lengths nothing is computed: it may match. */
const maxWork = 4_000_000;

/** Whether some text in place of each `hole` makes it match. */
function mayMatch(pattern: readonly Token[], text: string): boolean {
  if (pattern.length * text.length > maxWork) return true;
  // after[p]: the pattern from p on may match the text after the current place.
  let after = new Array<boolean>(pattern.length + 1).fill(false);
  after[pattern.length] = true;
  for (let p = pattern.length - 1; p >= 0 && pattern[p] === many; p--) after[p] = true;
  for (let t = text.length - 1; t >= 0; t--) {
    const here = new Array<boolean>(pattern.length + 1).fill(false);
    const open = text[t] === hole;
    here[pattern.length] = open && after[pattern.length] === true;
    for (let p = pattern.length - 1; p >= 0; p--) {
      const token = pattern[p] as Token;
      if (open) here[p] = after[p] === true || here[p + 1] === true;
      else if (token === many) here[p] = after[p] === true || here[p + 1] === true;
      else here[p] = matchesOne(token, text[t] as string) && after[p + 1] === true;
    }
    after = here;
  }
  return after[0] === true;
}

function matchesOne(token: Token, character: string): boolean {
  if (token === one) return true;
  if (token === many) return false;
  return typeof token === "string" ? token === character : inClass(token.members, character) !== token.negated;
}

/** A part of a path pattern; `**` is any number of parts. */
export type Part = readonly Token[] | "**";

/** @param before parts that stand for themselves, in front of the pattern's own */
export function compilePath(before: readonly string[], pattern: string): readonly (readonly Part[])[] {
  return (expandBraces(pattern) ?? []).map((alternative) => {
    const parts: Part[] = before.map((part) => [...part]);
    for (const part of alternative.split("/")) {
      if (part === "" || part === ".") continue;
      if (part === "..") parts.pop();
      else if (part !== "**") parts.push(compileGlob(part));
      else if (parts.at(-1) !== "**") parts.push("**");
    }
    return parts;
  });
}

/** Whether a path is meant. `hole` in a part stands for any text without a slash. */
export function matchPath(pattern: readonly Part[], path: readonly string[]): Met {
  return walk(pattern, path, (left) => (left.every((part) => part === "**") ? "yes" : "no"));
}

/** Whether something below a folder could be meant. */
export function reachesBelow(pattern: readonly Part[], folder: readonly string[]): boolean {
  return walk(pattern, folder, (left) => (left.length > 0 ? "yes" : "no")) !== "no";
}

/** Goes through pattern and path part by part. @param end what the rest of the pattern is worth after the last part */
function walk(pattern: readonly Part[], path: readonly string[], end: (left: readonly Part[]) => Met): Met {
  let after = Array.from({ length: pattern.length + 1 }, (_, p) => end(pattern.slice(p)));
  for (let t = path.length - 1; t >= 0; t--) {
    const here = new Array<Met>(pattern.length + 1).fill("no");
    for (let p = pattern.length - 1; p >= 0; p--) {
      const part = pattern[p] as Part;
      here[p] =
        part === "**"
          ? stronger(after[p] as Met, here[p + 1] as Met)
          : after[p + 1] === "no"
            ? "no"
            : weaker(matchText(part, path[t] as string), after[p + 1] as Met);
    }
    after = here;
  }
  return after[0] as Met;
}

const maxPatternLength = 1000;

/** Why a pattern cannot be used; undefined: it can. */
export function patternProblem(pattern: string): string | undefined {
  if (pattern.length > maxPatternLength) return "A pattern is longer than 1,000 characters.";
  if (pattern.startsWith("!"))
    return "A pattern cannot begin with an exclamation mark; write a rule of the other kind.";
  if (pattern.includes(hole)) return "A pattern holds a character that no text can hold.";
  return expandBraces(pattern) === undefined ? "A pattern stands for more than 256 others." : undefined;
}

/** How many patterns it stands for; too many count as the most there can be. */
export function countAlternatives(pattern: string): number {
  return pattern.includes("{") ? (expandBraces(pattern)?.length ?? maxAlternatives) : 1;
}
