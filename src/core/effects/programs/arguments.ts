/** Reads the words of a command line by a program's own conventions. */
import type { JudgementId } from "../judgements.ts";
import type { Word } from "../shell/run.ts";
import { type OptionSpec, optionsOf, type Role, type Spec, type Style } from "./spec.ts";

export interface Item {
  readonly role: Role;
  readonly word: Word;
  readonly option?: string;
}

/** An option that the table does not have. */
export interface UnknownOption {
  readonly name: string;
  readonly word: Word;
  /** What is written behind its equals sign. */
  readonly value: Word | undefined;
}

export interface Arguments {
  readonly items: readonly Item[];
  /** Options met, by every name they have, with their last value ("" for none). */
  readonly options: ReadonlyMap<string, Word | undefined>;
  readonly operands: readonly Word[];
  readonly unknown: readonly UnknownOption[];
  readonly rules: readonly { readonly rule: JudgementId; readonly word: Word }[];
  /** The words from the first that belongs to another command. */
  readonly rest: readonly Word[];
}

interface Reading {
  readonly spec: Spec;
  readonly options: ReadonlyMap<string, OptionSpec>;
  readonly items: Item[];
  readonly found: Map<string, Word | undefined>;
  readonly operands: Word[];
  readonly unknown: UnknownOption[];
  readonly rules: { rule: JudgementId; word: Word }[];
}

/** @param words without the program. */
export function readArguments(words: readonly Word[], spec: Spec): Arguments {
  const reading: Reading = {
    spec,
    options: optionsOf(spec),
    items: [],
    found: new Map(),
    operands: [],
    unknown: [],
    rules: [],
  };
  const commandAt = commandPosition(spec);
  const stopsAtFirst = commandAt !== undefined || spec.sub !== undefined;
  let index = 0;
  while (index < words.length) {
    const word = words[index] as Word;
    if (word.value === "--" && spec.style !== "windows") {
      reading.operands.push(...words.slice(index + 1));
      break;
    }
    if (isOption(word, spec.style)) {
      index += takeOption(word, words[index + 1], reading);
      continue;
    }
    if (stopsAtFirst && reading.operands.length >= (commandAt ?? 0)) {
      reading.operands.push(...words.slice(index));
      break;
    }
    reading.operands.push(word);
    index++;
  }
  return finish(reading, commandAt);
}

function commandPosition(spec: Spec): number | undefined {
  const at = (spec.operands ?? "").split(/\s+/).indexOf("command");
  return at < 0 ? undefined : at;
}

function isOption(word: Word, style: Style | undefined): boolean {
  const text = word.value;
  if (style === "windows") return /^\/[?a-z]/i.test(text) && !/^\/[^:/]*\/./.test(text) ? true : /^-[a-z?]/i.test(text);
  if (style === "powershell") return /^[-\u2013\u2014\u2015][a-z]/i.test(text);
  return text.length > 1 && text.startsWith("-");
}

/** Returns how many words it took. */
function takeOption(word: Word, next: Word | undefined, reading: Reading): number {
  const style = reading.spec.style ?? "gnu";
  if (style === "gnu" && !word.value.startsWith("--")) return takeCluster(word, next, reading);
  const [, name = "", glued] =
    (style === "windows" || style === "powershell"
      ? /^(?:[-/\u2013\u2014\u2015]+)([^:=]*)(?:[:=]([\s\S]*))?$/
      : /^-{1,2}([^=]*)(?:=([\s\S]*))?$/
    ).exec(word.value) ?? [];
  const key = style === "windows" || style === "powershell" ? name.toLowerCase() : name;
  const option = findLong(key, reading.options, style);
  if (!option) {
    reading.found.set(key, glued === undefined ? undefined : part(word, glued));
    reading.unknown.push({ name: key, word, value: glued === undefined ? undefined : part(word, glued) });
    if (glued !== undefined && glued !== "") reading.items.push({ role: "text", word: part(word, glued), option: key });
    return 1;
  }
  if (glued !== undefined) return record(option, word, part(word, glued), reading, 1);
  if (option.value === "next" && next) return record(option, word, next, reading, 2);
  return record(option, word, undefined, reading, 1);
}

/** Exact names first, then the abbreviations that getopt_long and PowerShell accept. */
function findLong(name: string, options: ReadonlyMap<string, OptionSpec>, style: Style): OptionSpec | undefined {
  const exact = options.get(name);
  if (exact) return exact;
  if (style === "single-dash" || name.length < (style === "powershell" ? 1 : 2)) return undefined;
  let best: OptionSpec | undefined;
  for (const [known, option] of options) {
    if (known.length < 2 || !known.startsWith(name)) continue;
    if (!best || option.rule !== undefined || option.role !== "text") best = option;
  }
  return best;
}

function takeCluster(word: Word, next: Word | undefined, reading: Reading): number {
  const text = word.value;
  for (let index = 1; index < text.length; index++) {
    const option = reading.options.get(text[index] as string);
    if (!option) {
      reading.found.set(text[index] as string, undefined);
      reading.unknown.push({ name: text[index] as string, word, value: undefined });
      continue;
    }
    if (option.value === "none") {
      record(option, word, undefined, reading, 1);
      continue;
    }
    const glued = text.slice(index + 1);
    if (glued !== "") return record(option, word, part(word, glued.replace(/^=(?=.)/s, "")), reading, 1);
    if (option.value === "next" && next) return record(option, word, next, reading, 2);
    return record(option, word, undefined, reading, 1);
  }
  return 1;
}

function record(option: OptionSpec, word: Word, value: Word | undefined, reading: Reading, taken: number): number {
  for (const name of option.names) reading.found.set(name, value);
  if (value && option.value !== "none")
    reading.items.push({ role: option.role, word: value, option: option.names[0] as string });
  if (option.rule) reading.rules.push({ rule: option.rule, word });
  return taken;
}

function part(word: Word, value: string): Word {
  return { ...word, value };
}

function finish(reading: Reading, commandAt: number | undefined): Arguments {
  const { operands, items, found, rules, unknown, spec } = reading;
  const replaced = (spec.replacesFirst ?? "").split(" ").some((name) => name !== "" && found.has(name));
  const roles = (spec.operands ?? "text*").split(/\s+/).slice(replaced ? 1 : 0);
  const own = commandAt === undefined ? operands : operands.slice(0, commandAt);
  if (!spec.sub) {
    for (const [index, word] of own.entries()) items.push({ role: roleAt(roles, index, own.length), word });
  }
  return {
    items,
    options: found,
    operands,
    unknown,
    rules,
    rest: commandAt === undefined ? [] : operands.slice(commandAt),
  };
}

function roleAt(roles: readonly string[], index: number, count: number): Role {
  const star = roles.findIndex((role) => role.endsWith("*"));
  if (star < 0) return (roles[index] ?? roles.at(-1) ?? "text") as Role;
  if (index < star) return roles[index] as Role;
  const tail = roles.slice(star + 1);
  const fromEnd = count - index;
  // With fewer words than fixed roles the words before the star come first: `cp a` names a source.
  if (fromEnd <= tail.length && index > 0) return tail[tail.length - fromEnd] as Role;
  return (roles[star] as string).slice(0, -1) as Role;
}
