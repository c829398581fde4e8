import { lazily } from "../../lazily.ts";
import type { Effect } from "../../model/effect.ts";
import { rememberAnswers } from "../../rememberAnswers.ts";
import { type DeclaredWords, declaredWords } from "./declaredTable.ts";
import { wordsOf } from "./nameWords.ts";
import { type Verb, verbOf } from "./services.ts";

const reading: ReadonlySet<Effect> = new Set([
  "read-files",
  "fetch-network",
  "read-untrusted",
  "read-data",
  "read-secrets",
]);

/** What only thinks about what it names. */
const considers: ReadonlySet<string> = new Set(
  "preview simulate validate verify analyze analyse estimate calculate compute compare diff explain suggest recommend inspect detect summarize classify".split(
    " ",
  ),
);

/** `extract_method_preview`, and not `create_voice_from_preview`. */
function shows(words: readonly string[]): boolean {
  return words.length > 2 && words.at(-1) === "preview" && !/^(?:from|of|with|by|a|the)$/.test(words.at(-2) ?? "");
}

/** `project_invite_list`: what is done stands last, after the things that it is done with; `create_invite_list` makes one. */
function looksLast(words: readonly string[]): boolean {
  return (
    words.length > 2 && /^(?:list|get|show|describe)$/.test(words.at(-1) ?? "") && verbOf(words[0] ?? "") === undefined
  );
}

/** The effects that a tool's name claims, in no order. */
export const declaredEffects = rememberAnswers((name): readonly Effect[] => {
  const said = read(name, "");
  return effectsOf(rowsNaming(said).filter((row) => row.only === undefined && says(row, said)));
});

/**
 * What a tool does on the far side of a border, by what is said of it: its code ends at a request, a program or a
 * client, and shows nothing of what is done there.
 * @param seen what its code shows
 */
export function effectsBeyond(
  name: string,
  description: string | undefined,
  seen: readonly Effect[],
): readonly Effect[] {
  return beyond([name, seen.join(" "), description ?? ""].join(separator));
}

/** Not in a name, nor in what an editor shows. */
const separator = "\0";

/** Asked about every tool of a file at each key that is pressed in it. */
const beyond = rememberAnswers(
  (key: string): readonly Effect[] => {
    const [name = "", seen = "", ...description] = key.split(separator);
    return readBeyond(read(name, description.join(separator)), seen.split(" ") as Effect[]);
  },
  { longest: 2_000 },
);

function readBeyond(said: Said, seen: readonly Effect[]): readonly Effect[] {
  const rows = rowsNaming(said).filter(
    ({ beyond: when }) => when === "always" || when?.some((effect) => seen.includes(effect)),
  );
  const agent: readonly Effect[] = startsAgent.test(said.description) ? ["delegate"] : [];
  const found = new Set([...effectsOf(rows.filter((row) => says(row, said))), ...agent]);
  return [...found].filter(
    (effect) => !(said.verb === "read" && !reading.has(effect)) && !(removes(effect) && said.words.some(passing)),
  );
}

/** "Spawn a research-only agent to …". */
const startsAgent =
  /^\s*(?:spawn|launch|invoke|start|run|dispatch|call|execute)(?:e?s)?\s+(?:(?!(?:this|that|when|if|to|by|for|on|with|of|in|from)\b)[\w'-]+\s+){0,6}(?:sub-?)?agents?\b/i;

const removes = (effect: Effect): boolean => effect === "destroy-data" || effect === "delete-files";

/** What is gone without loss. */
const passing = (word: string): boolean =>
  /^(?:caches?|sessions?|selections?|filters?|highlights?|te?mp|temporary|cookies?|results?|breakpoints?|duplicates?|formatting|prefix|suffix|background)$/.test(
    word,
  );

/** A name as it is judged. */
interface Said {
  readonly start: string;
  readonly words: readonly string[];
  readonly isRead: boolean;
  readonly verb: Verb | undefined;
  readonly description: string;
}

function read(name: string, description: string): Said {
  const words = wordsOf(name);
  const [start = ""] = words;
  // "get_post" and "list_deleted_files" read, and "remove_file_preview" only shows, whatever else they name.
  const onlyShows = (considers.has(start) && !words.includes("and")) || shows(words) || looksLast(words);
  const verb = verbOf(words.join("_"));
  return { start, words, isRead: verbOf(start) === "read" || onlyShows, verb, description };
}

/** The rows by their words: those of a name are few, and the table is long. */
const byWord = lazily(() => ({
  anywhere: rowsBy(({ words }) => words),
  first: rowsBy(({ first }) => first ?? []),
}));

function rowsBy(wordsOfRow: (row: DeclaredWords) => readonly string[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [index, row] of declaredWords.entries()) {
    for (const word of wordsOfRow(row)) {
      const rows = found.get(word);
      if (rows) rows.push(index);
      else found.set(word, [index]);
    }
  }
  return found;
}

/** Rows of which a word is in a name, in the order of the table. No other says anything of it. */
function rowsNaming({ start, words }: Said): readonly DeclaredWords[] {
  const { anywhere, first } = byWord();
  const found = new Set(first.get(start));
  for (const word of words) for (const index of anywhere.get(word) ?? []) found.add(index);
  return [...found].sort((a, b) => a - b).flatMap((index) => declaredWords[index] ?? []);
}

function says(row: DeclaredWords, { start, words, isRead, verb, description }: Said): boolean {
  const has = (some: readonly string[]) => some.some((word) => words.includes(word));
  if (!has(row.words) && !row.first?.includes(start)) return false;
  if (isRead && !row.effects.every((effect) => reading.has(effect))) return false;
  if ((row.and && !has(row.and)) || (row.not && has(row.not))) return false;
  if ((row.alone && words.length > 1) || (row.verb && row.verb !== verb)) return false;
  return !row.told || has(row.told) || wordsOf(opening(description)).some((word) => row.told?.includes(word));
}

/** What is said first; examples and parameters come later. */
function opening(description: string): string {
  return description.trim().slice(0, 160);
}

function effectsOf(rows: readonly DeclaredWords[]): readonly Effect[] {
  return [...new Set(rows.flatMap((row) => row.effects))];
}

/** A description says first what the tool is for; words further on are of its parameters and its answer. */
const maxWords = 8;

/** The effects that a tool's description claims by its first words: "Executes SQL queries: analyze, …". */
export function describedEffects(description: string): readonly Effect[] {
  const clause =
    /^(?:(?! (?:and|or|so that|when|while|if|before|after|without|using) )[^.:;,\n(])*/.exec(description.trim())?.[0] ??
    "";
  const [first = "", ...rest] = wordsOf(clause).slice(0, maxWords);
  const verb = [first, first.replace(/s$/, ""), first.replace(/(?<=[sxzh])es$/, "")].find((word) => verbOf(word));
  return verb === undefined ? [] : declaredEffects([verb, ...rest].join(" "));
}
