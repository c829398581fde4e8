/** Reads a `countersign.yaml`. Whatever is wrong with it becomes a problem, and never loosens anything. */
import { type Effect, isEffect } from "../model/effect.ts";
import type { Problem } from "../model/problem.ts";
import { type Decision, decisions } from "../model/verdict.ts";
import { itemsOf, type Member, membersOf, textOf, type ValueNode } from "../parse/value.ts";
import { parseYaml } from "../parse/yaml.ts";
import { conditionNames, globProblem } from "./conditions.ts";
import type { Policy, PolicyCondition, PolicyRule } from "./policy.ts";

/** @param path how the file is named in problems; it is not opened. */
export function loadPolicy(text: string, origin: Policy["origin"], path: string): Policy {
  const { value, problems: parseProblems } = parseYaml(text);
  const problems: Problem[] = [...parseProblems];
  if (parseProblems.length > 0) return { origin, path, rules: [], problems, unreadable: true };
  if (value === undefined || isEmpty(value)) return { origin, path, rules: [], problems, unreadable: false };
  if (value.kind !== "object") {
    problems.push({
      message: "A policy is a mapping with a list named rules. Nothing in this file is in effect.",
      span: value.span,
    });
    return { origin, path, rules: [], problems, unreadable: true };
  }
  let unreadable = false;
  let rules: PolicyRule[] = [];
  for (const { key, value: entry, keySpan } of membersOf(value)) {
    if (key === "version") {
      if (entry.kind !== "scalar" || entry.value !== 1) {
        unreadable = true;
        problems.push({ message: "This version of Countersign reads policies of version 1 only.", span: entry.span });
      }
    } else if (key !== "rules")
      problems.push({ message: `A policy has no key named "${key.slice(0, 40)}". It is ignored.`, span: keySpan });
    else if (entry.kind !== "array") {
      unreadable = true;
      problems.push({ message: "rules must be a list. Nothing in this file is in effect.", span: entry.span });
    } else rules = readRules(entry, origin, problems);
  }
  return { origin, path, rules, problems, unreadable };
}

function isEmpty(value: ValueNode): boolean {
  return value.kind === "scalar" && value.value === null;
}

function readRules(list: ValueNode, origin: Policy["origin"], problems: Problem[]): PolicyRule[] {
  const seen = new Set<string>();
  return itemsOf(list).map(({ value }, index) => {
    const rule = readRule(value, index);
    const duplicate = seen.has(rule.id) ? `Another rule is named "${rule.id}" as well.` : undefined;
    seen.add(rule.id);
    const broken = rule.broken ?? (duplicate !== undefined && rule.then === "allow" ? duplicate : undefined);
    if (rule.broken) problems.push({ message: `${rule.broken} ${consequence(rule.then)}`, span: rule.span });
    else if (duplicate) problems.push({ message: duplicate, span: rule.span });
    if (origin === "workspace" && rule.then === "allow") {
      problems.push({
        message: "A workspace's policy can only tighten: this allow rule has no effect.",
        span: rule.span,
      });
    }
    return broken === undefined ? rule : { ...rule, broken };
  });
}

function consequence(then: Decision): string {
  return then === "allow"
    ? "The rule allows nothing until that is put right."
    : `Until that is put right the rule counts as met: ${then}.`;
}

const ruleKeys: ReadonlySet<string> = new Set(["id", "when", "then", "reason", "owner", "expires"]);

function readRule(node: ValueNode, index: number): PolicyRule {
  const id = `rule-${index + 1}`;
  const span = node.span;
  if (node.kind !== "object") {
    // biome-ignore lint/suspicious/noThenProperty: the policy format's own word.
    return { id, when: {}, then: "ask", span, broken: "A rule is a mapping with when and then." };
  }
  const fields = new Map(membersOf(node).map((entry) => [entry.key, entry]));
  const faults: string[] = [];
  for (const key of fields.keys())
    if (!ruleKeys.has(key)) faults.push(`A rule has no key named "${key.slice(0, 40)}".`);
  if (fields.size < membersOf(node).length) faults.push("A key is written twice.");
  const given = text(fields.get("then"));
  const then = decisions.find((decision) => decision === given);
  if (then === undefined) faults.push("then must be allow, ask or deny.");
  const when = readCondition(fields.get("when"), faults);
  const expires = readDate(fields.get("expires"), faults);
  const broken = faults[0];
  return {
    id: idOf(fields.get("id"), faults) ?? id,
    when,
    // Without a readable decision the stricter reading holds.
    // biome-ignore lint/suspicious/noThenProperty: the policy format's own word.
    then: then ?? "ask",
    span,
    ...optional("reason", text(fields.get("reason"))),
    ...optional("owner", text(fields.get("owner"))),
    ...optional("expires", expires),
    ...optional("broken", broken ?? faults[0]),
  };
}

function optional<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, string>);
}

function text(entry: Member | undefined): string | undefined {
  return entry ? textOf(entry.value) : undefined;
}

function idOf(entry: Member | undefined, faults: string[]): string | undefined {
  if (!entry) return undefined;
  const value = textOf(entry.value);
  if (value !== undefined && /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/.test(value)) return value;
  faults.push("id must be letters, digits, dots and dashes, at most 64.");
  return undefined;
}

function readDate(entry: Member | undefined, faults: string[]): string | undefined {
  if (!entry) return undefined;
  const value = textOf(entry.value) ?? "";
  const valid = /^\d{4}-\d{2}-\d{2}$/.test(value) && isCalendarDay(value);
  if (!valid) faults.push("expires must be a date such as 2026-12-31.");
  return valid ? value : "0000-00-00";
}

function isCalendarDay(value: string): boolean {
  const [year, month, day] = value.split("-").map(Number) as [number, number, number];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return month >= 1 && month <= 12 && day >= 1 && day <= (days[month - 1] as number);
}

function readCondition(entry: Member | undefined, faults: string[]): PolicyCondition {
  if (!entry || entry.value.kind !== "object" || membersOf(entry.value).length === 0) {
    faults.push("when must name at least one condition.");
    return {};
  }
  const condition: Record<string, readonly string[]> = {};
  for (const { key, value } of membersOf(entry.value)) {
    const values = stringsOf(value);
    if (!(conditionNames as readonly string[]).includes(key))
      faults.push(`There is no condition named "${key.slice(0, 40)}".`);
    else if (values === undefined || values.length === 0) faults.push(`${key} must be a text or a list of texts.`);
    else {
      if (key === "effect" && !values.every(isEffect)) faults.push("effect names something that is no effect.");
      const bad = key === "effect" ? undefined : values.map(globProblem).find((problem) => problem !== undefined);
      if (bad) faults.push(bad);
      condition[key] = key === "effect" ? (values.filter(isEffect) as readonly Effect[]) : values;
    }
  }
  return condition as PolicyCondition;
}

function stringsOf(node: ValueNode): string[] | undefined {
  const single = textOf(node);
  if (single !== undefined) return single === "" ? undefined : [single];
  if (node.kind !== "array") return undefined;
  const values = itemsOf(node).map((item) => textOf(item.value));
  return values.every((value) => value !== undefined && value !== "") ? (values as string[]) : undefined;
}
