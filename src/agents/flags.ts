/**
 * The words a run was started with, read by a table of the agent's flags. What the table does not know could decide
 * anything, so it makes the answer unknown.
 */
import type { Provenance } from "../core/model/permission.ts";

export interface Flag {
  /** How many words it takes, none of which is a flag; `many` up to the next one. */
  readonly takes?: "one" | "many";
  /** What it is about; undefined: nothing that decides. */
  readonly means?: string;
}

export type FlagTable = Readonly<Record<string, Flag>>;

export interface Given {
  readonly meaning: string;
  /** The word it takes; "" where it takes none. */
  readonly value: string;
  readonly source: Provenance;
}

export interface Run {
  readonly given: readonly Given[];
  /** Words that belong to no flag: a subcommand, a prompt. */
  readonly words: readonly string[];
  /** A flag that the table does not know. */
  readonly strange: Provenance | undefined;
}

/** Shorthand for tables: names, separated by blanks, that are alike. */
export function flags(names: string, flag: Flag = {}): FlagTable {
  return Object.fromEntries(names.split(" ").map((name) => [name, flag]));
}

export function readFlags(words: readonly string[] | undefined, table: FlagTable): Run {
  const given: Given[] = [];
  const loose: string[] = [];
  let strange: Provenance | undefined;
  const queue = [...(words ?? [])];
  while (queue.length > 0) {
    const word = queue.shift() as string;
    if (!word.startsWith("-") || word === "-") {
      loose.push(word);
      continue;
    }
    const at = word.startsWith("--") ? word.indexOf("=") : -1;
    const name = at < 0 ? word : word.slice(0, at);
    const flag = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!flag) {
      strange ??= byFlag(`${name}: what it decides was not observed`);
      continue;
    }
    const values = at >= 0 ? [word.slice(at + 1)] : taken(queue, flag);
    if (flag.means === undefined) continue;
    for (const value of values.length > 0 ? values : [""])
      given.push({ meaning: flag.means, value, source: byFlag(value === "" ? name : `${name} ${value}`) });
  }
  return { given, words: loose, strange };
}

function taken(queue: string[], { takes }: Flag): string[] {
  if (takes === undefined) return [];
  if (takes === "one") return queue[0]?.startsWith("-") ? [] : queue.splice(0, 1);
  const end = queue.findIndex((word) => word.startsWith("-"));
  return queue.splice(0, end < 0 ? queue.length : end);
}

/** Every value of one meaning, in the order given. */
export function valuesOf({ given }: Run, meaning: string): readonly Given[] {
  return given.filter((one) => one.meaning === meaning);
}

export function lastGiven(run: Run, meaning: string): Given | undefined {
  return valuesOf(run, meaning).at(-1);
}

/** Where something was decided by how the run was started. */
export function byFlag(text: string): Provenance {
  return { layer: "flag", text };
}

/** The parts of a list that is separated by commas, or by blanks outside of brackets. */
export function listed(text: string): readonly string[] {
  return (text.match(/(?:\([^)]*\)|[^\s,(])+/g) ?? []).filter((part) => part !== "");
}

/** The path of what stands on the command line, where a reader of files needs one. */
export const flagPath = "flags";

/** Without the place in a file that stood for the command line. */
export function asFlag<T extends Provenance>(source: T): T {
  if (source.path !== flagPath) return source;
  const { path: _, span: __, line: ___, ...rest } = source;
  return rest as T;
}
