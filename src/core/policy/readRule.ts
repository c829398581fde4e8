/** Reads one rule of a policy. What is wrong with it never loosens anything. */
import { effects, isEffect } from "../model/effect.ts";
import type { Fix } from "../model/finding.ts";
import type { Span } from "../model/span.ts";
import { type Decision, decisions } from "../model/verdict.ts";
import { type ArrayItem, itemsOf, type Member, membersOf, textOf, type ValueNode } from "../parse/value.ts";
import { isCalendarDate } from "./dates.ts";
import { quote, removalOf, removeMember, replaceByNearest, shown } from "./fixes.ts";
import { countAlternatives, patternProblem } from "./pattern.ts";
import {
  type ConditionName,
  conditionNames,
  type PolicyCondition,
  type PolicyProblem,
  type PolicyRule,
} from "./policy.ts";

export const ruleKeys = ["id", "when", "then", "reason", "owner", "expires"] as const;

export interface ReadRule {
  readonly rule: PolicyRule;
  readonly problems: readonly PolicyProblem[];
}

interface Fault {
  readonly message: string;
  readonly span: Span;
  readonly fixes?: readonly Fix[];
  /** What cannot be relied on any more: the whole rule, or (where its condition is sound) only that it allows. */
  readonly voids: "rule" | "allow";
}

/** What reading all rules of one policy shares. */
export interface Reading {
  /** The whole file, for what a fix puts in quotes. */
  readonly text: string;
  /** Patterns that may still be read, each alternative of `{a,b}` counted: a repository's policy must not fill the memory. */
  left: number;
}

export function startReading(text: string): Reading {
  return { text, left: 20_000 };
}

export function readRule(list: ValueNode, index: number, reading: Reading): ReadRule {
  const { text } = reading;
  const item = itemsOf(list)[index] as ArrayItem;
  const node = item.value;
  const fallback = `rule-${index + 1}`;
  const members = membersOf(node);
  const faults: Fault[] = [];
  if (node.kind !== "object") {
    faults.push({ message: "A rule is a mapping with when and then.", span: node.span, voids: "rule" });
  } else faults.push(...keyFaults(node, ruleKeys, (key) => `A rule has no key named "${key}".`));
  const field = (key: (typeof ruleKeys)[number]) => members.find((member) => member.key === key);
  const id = readId(field("id"), faults);
  const then = readDecision(field("then"), node, faults);
  const when = node.kind === "object" ? readCondition(field("when"), node, reading, faults) : {};
  const reason = readText(field("reason"), text, faults);
  const owner = readText(field("owner"), text, faults);
  const expires = readDate(field("expires"), faults);
  const broken = faults.find(({ voids }) => voids === "rule" || then === "allow")?.message;
  return {
    rule: {
      id: id ?? fallback,
      when,
      then,
      span: node.span,
      nameSpan: field("id")?.value.span ?? members[0]?.keySpan ?? node.span,
      removal: removalOf(list, item),
      ...optional("reason", reason),
      ...optional("owner", owner),
      ...optional("expires", expires),
      ...optional("broken", broken),
    },
    problems: faults.map((fault) => problemOf(fault, then)),
  };
}

function problemOf({ message, span, fixes = [], voids }: Fault, then: Decision): PolicyProblem {
  const consequence =
    then === "allow"
      ? " The rule allows nothing until that is put right."
      : voids === "rule"
        ? ` Until that is put right the rule counts as met: ${then}.`
        : "";
  return { message: message + consequence, span, severity: "error", fixes };
}

/** Keys that are not known, and keys written twice, of which only one could count. */
function keyFaults(node: ValueNode, known: readonly string[], unknown: (key: string) => string): Fault[] {
  const seen = new Set<string>();
  return membersOf(node).flatMap((member): Fault[] => {
    const { key, keySpan } = member;
    const isAgain = seen.has(key);
    seen.add(key);
    if (!isAgain && known.includes(key)) return [];
    const message = isAgain ? `The key "${shown(key)}" is written twice.` : unknown(shown(key));
    const others = isAgain ? [] : replaceByNearest(key, keySpan, known);
    return [{ message, span: keySpan, voids: "rule", fixes: [...others, removeMember(node, member)] }];
  });
}

function readId(entry: Member | undefined, faults: Fault[]): string | undefined {
  if (!entry) return undefined;
  const value = textOf(entry.value);
  if (value !== undefined && /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/.test(value)) return value;
  const message = "An id is made of letters, digits, dots and dashes, at most 64.";
  faults.push({ message, span: placeOf(entry), voids: "allow" });
  return undefined;
}

function readDecision(entry: Member | undefined, node: ValueNode, faults: Fault[]): Decision {
  const given = entry && textOf(entry.value);
  const then = decisions.find((decision) => decision === given);
  if (then !== undefined) return then;
  const message = "then must be allow, ask or deny.";
  const span = entry ? placeOf(entry) : startOf(node);
  const fixes = entry && given ? replaceByNearest(given, entry.value.span, decisions) : [];
  if (node.kind === "object") faults.push({ message, span, fixes, voids: "rule" });
  // Without a readable decision the stricter reading holds.
  return "ask";
}

function readText(entry: Member | undefined, text: string, faults: Fault[]): string | undefined {
  if (!entry) return undefined;
  const value = textOf(entry.value);
  if (value === undefined) {
    const fixes = quoted(entry.value, text);
    faults.push({ message: `${entry.key} must be a text.`, span: placeOf(entry), fixes, voids: "allow" });
  }
  return value;
}

function readDate(entry: Member | undefined, faults: Fault[]): string | undefined {
  if (!entry) return undefined;
  const value = textOf(entry.value) ?? "";
  if (isCalendarDate(value)) return value;
  faults.push({ message: "expires must be a date such as 2026-12-31.", span: placeOf(entry), voids: "allow" });
  return undefined;
}

function readCondition(entry: Member | undefined, node: ValueNode, reading: Reading, faults: Fault[]): PolicyCondition {
  if (membersOf(entry?.value).length === 0 || !entry) {
    const message = "when must name at least one condition.";
    faults.push({ message, span: entry?.keySpan ?? startOf(node), voids: "rule" });
    return {};
  }
  const names: readonly string[] = conditionNames;
  faults.push(...keyFaults(entry.value, names, (key) => `There is no condition named "${key}".`));
  const condition: Partial<Record<ConditionName, readonly string[]>> = {};
  for (const member of membersOf(entry.value)) {
    if (!names.includes(member.key)) continue;
    const values = readValues(member, reading, faults);
    if (values.length > 0) condition[member.key as ConditionName] = values;
  }
  return condition as PolicyCondition;
}

/** The texts of a condition that can be used; of the others each is a fault. */
function readValues(member: Member, reading: Reading, faults: Fault[]): string[] {
  const { key, value } = member;
  const nodes = value.kind === "array" ? itemsOf(value).map((item) => item.value) : [value];
  const mustBeText = `${key} must be a text or a list of texts.`;
  if (nodes.length === 0) faults.push({ message: mustBeText, span: placeOf(member), voids: "rule" });
  return nodes.flatMap((node) => {
    const written = textOf(node);
    if (written === undefined || written === "") {
      const span = node.span.end > node.span.start ? node.span : member.keySpan;
      faults.push({ message: mustBeText, span, fixes: quoted(node, reading.text), voids: "rule" });
      return [];
    }
    const message = key === "effect" ? effectProblem(written) : spendOn(written, reading);
    if (message === undefined) return [written];
    const fixes = key === "effect" ? replaceByNearest(written, node.span, effects) : [];
    faults.push({ message, span: node.span, fixes, voids: "rule" });
    return [];
  });
}

function spendOn(pattern: string, reading: Reading): string | undefined {
  if (reading.left <= 0) return "This policy has more patterns than are read.";
  const problem = patternProblem(pattern);
  reading.left -= countAlternatives(pattern);
  return problem;
}

function effectProblem(word: string): string | undefined {
  return isEffect(word) ? undefined : `There is no effect named "${shown(word)}".`;
}

function quoted(node: ValueNode, text: string): readonly Fix[] {
  const isWord = node.kind === "scalar" && node.value !== null && node.value !== "";
  return isWord ? [quote(text.slice(node.span.start, node.span.end), node.span)] : [];
}

/** The value, or its key when there is none. */
function placeOf({ value, keySpan }: Member): Span {
  return value.span.end > value.span.start ? value.span : keySpan;
}

/** A rule as a whole is marked by its first key. */
function startOf(node: ValueNode): Span {
  return membersOf(node)[0]?.keySpan ?? node.span;
}

function optional<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, string>);
}
