/** Reads a `countersign.yaml`. Whatever is wrong with it becomes a problem, and never loosens anything. */
import type { Span } from "../model/span.ts";
import { itemsOf, type Member, membersOf, type ValueNode } from "../parse/value.ts";
import { parseYaml } from "../parse/yaml.ts";
import { removeMember, removeRule, replaceByNearest, shown } from "./fixes.ts";
import type { Policy, PolicyProblem, PolicyRule } from "./policy.ts";
import { readRule, startReading } from "./readRule.ts";

/** Whose a policy file is: a workspace's has its dot in front. */
export function policyOrigin(path: string): Policy["origin"] {
  return /(?:^|[\\/])\.[^\\/]*$/.test(path) ? "workspace" : "user";
}

export const policyKeys = ["version", "rules", "review"] as const;

/** @param path how the file is named in problems; it is not opened. */
export function loadPolicy(text: string, origin: Policy["origin"], path: string): Policy {
  const { value, problems } = parseYaml(text);
  const file = { origin, path };
  const nothing: Span = { start: 0, end: 0 };
  if (problems.length > 0) {
    const faults = problems.map(({ message, span = nothing }) => fault(message, span));
    return { ...file, rules: [], problems: faults, unreadable: true };
  }
  if (value === undefined || isEmpty(value)) return { ...file, rules: [], problems: [], unreadable: false };
  if (value.kind !== "object") {
    const message = `A policy is a mapping with a list named rules.${nothingRuns}`;
    return { ...file, rules: [], problems: [fault(message, value.span)], unreadable: true };
  }
  const faults = membersOf(value).flatMap((member) => topProblems(member, value));
  const list = membersOf(value).find(({ key }) => key === "rules")?.value;
  const read = list?.kind === "array" ? readRules(list, origin, text) : { rules: [], problems: [] };
  return { ...file, rules: read.rules, problems: [...faults, ...read.problems], unreadable: faults.length > 0 };
}

const nothingRuns = " Until that is put right, nothing runs without a question.";

/** What is wrong at the top is wrong with the whole: it cannot be told what else was meant. */
function topProblems(member: Member, root: ValueNode): PolicyProblem[] {
  const { key, keySpan, value } = member;
  if (key.startsWith("x-")) return [];
  const first = membersOf(root).find((other) => other.key === key);
  if (first !== member) {
    return [fault(`The key "${shown(key)}" is written twice.${nothingRuns}`, keySpan, [removeMember(root, member)])];
  }
  if (key === "version") {
    const isOne = value.kind === "scalar" && value.value === 1;
    return isOne ? [] : [fault(`This version of Countersign reads policies of version 1 only.${nothingRuns}`, keySpan)];
  }
  // What the review does not show is no matter of the gate: the review tells what is wrong with it.
  if (key === "review") return [];
  if (key === "rules") {
    const isList = value.kind === "array" || isEmpty(value);
    return isList ? [] : [fault(`rules must be a list.${nothingRuns}`, keySpan)];
  }
  const fixes = [...replaceByNearest(key, keySpan, policyKeys), removeMember(root, member)];
  return [fault(`A policy has no key named "${shown(key)}".${nothingRuns}`, keySpan, fixes)];
}

function readRules(list: ValueNode, origin: Policy["origin"], text: string) {
  const reading = startReading(text);
  const read = [...itemsOf(list).keys()].map((index) => readRule(list, index, reading));
  const rules: PolicyRule[] = [];
  const problems: PolicyProblem[] = [];
  const named = new Map<string, PolicyRule[]>();
  for (const { rule } of read) named.set(rule.id, [...(named.get(rule.id) ?? []).slice(0, 1), rule]);
  for (const { rule, problems: own } of read) {
    problems.push(...own);
    // Both are void, since it must not matter which of them comes first.
    const twin = named.get(rule.id)?.find((other) => other !== rule);
    const message = `Another rule is named "${rule.id}" as well.`;
    if (twin) {
      const related = { message: "The other rule of that name.", span: twin.nameSpan };
      problems.push({ ...fault(message, rule.nameSpan), related });
    }
    if (origin === "workspace" && rule.then === "allow") {
      const only = "A workspace's policy can only tighten: this allow rule has no effect.";
      problems.push({ ...fault(only, rule.nameSpan, [removeRule(rule.removal)]), severity: "warning" });
    }
    const isVoid = twin !== undefined && rule.then === "allow" && rule.broken === undefined;
    rules.push(isVoid ? { ...rule, broken: message } : rule);
  }
  return { rules, problems };
}

function isEmpty(value: ValueNode): boolean {
  return value.kind === "scalar" && value.value === null;
}

function fault(message: string, span: Span, fixes: PolicyProblem["fixes"] = []): PolicyProblem {
  return { message, span, severity: "error", fixes };
}
