/** What a rule amounts to, said to a person. */

import type { Translate } from "../../core/display/translate.ts";
import { effectWords } from "../../core/model/effect.ts";
import type { Decision } from "../../core/model/verdict.ts";
import { type ConditionName, conditionNames, type PolicyRule } from "../../core/policy/policy.ts";

/** Paragraphs: what happens, a list of the conditions (each with a dash), and what limits it. */
export function ruleWords(rule: PolicyRule, today: string, t: Translate): string[] {
  const conditions = conditionNames.flatMap((name) => conditionWords(rule, name, t) ?? []);
  return [
    headWords(rule.then, conditions.length > 1, t),
    ...conditions.map((words) => `- ${words}`),
    ...(rule.broken ? [t("This rule is broken: {0}", rule.broken)] : []),
    ...(rule.expires ? [expiryWords(rule, today, t)] : []),
    ...(rule.then === "allow" ? [t("It never allows a change of access, nor what is refused by itself.")] : []),
    ...(rule.owner ? [t("Owner: {0}", rule.owner)] : []),
  ];
}

function headWords(then: Decision, several: boolean, t: Translate): string {
  const words: Readonly<Record<Decision, readonly [string, string]>> = {
    allow: [t("Runs without a question when:"), t("Runs without a question when all of this holds:")],
    ask: [t("A person is asked when:"), t("A person is asked when all of this holds:")],
    deny: [t("Never runs when:"), t("Never runs when all of this holds:")],
  };
  return words[then][several ? 1 : 0];
}

/** Whether the rule still holds, and for how long. */
export function expiryWords({ then, expires }: PolicyRule, today: string, t: Translate): string {
  if (expires === undefined) return t("This is no date.");
  if (then !== "allow") return t("A date ends only what is allowed. This rule holds for ever.");
  const days = daysBetween(today, expires);
  if (days < 0) return t("Ended on {0}: it allows nothing any more.", expires);
  return days === 0 ? t("Ends today.") : t("Ends on {0}, in {1} days.", expires, days);
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) / 86_400_000);
}

/** A condition with its values; what an allow needs is said otherwise than what is enough for an ask or a deny. */
function conditionWords({ when, then }: PolicyRule, name: ConditionName, t: Translate): string | undefined {
  const values = when[name];
  if (values === undefined) return undefined;
  const shown = when.effect === values ? when.effect.map((effect) => t(effectWords[effect].verb)) : values.map(quoted);
  return sentences(t, then === "allow", orList(shown, t))[name];
}

function sentences(t: Translate, isAllow: boolean, values: string): Readonly<Record<ConditionName, string>> {
  return {
    agent: t("the agent is {0}", values),
    effect: isAllow ? t("it does nothing but {0}", values) : t("it does one of these: {0}", values),
    tool: t("the tool or the kind of action is {0}", values),
    server: t("the MCP server is {0}", values),
    command: isAllow ? t("the command is exactly {0}", values) : t("the command is {0}, however it is spelled", values),
    path: isAllow ? t("every path it touches is {0}", values) : t("a path it touches is {0}", values),
    host: isAllow ? t("every host it contacts is {0}", values) : t("a host it contacts is {0}", values),
    branch: isAllow ? t("every branch it names is {0}", values) : t("a branch it names is {0}", values),
    environment: isAllow
      ? t("it names the environment {0}, and no other", values)
      : t("it acts on the environment {0}, or does not name one", values),
  };
}

const maxValues = 6;

function orList(values: readonly string[], t: Translate): string {
  const some = values.slice(0, maxValues);
  if (some.length < values.length) return t("{0} or {1} more", some.join(", "), values.length - some.length);
  const last = some.at(-1) ?? "";
  return some.length < 2 ? last : t("{0} or {1}", some.slice(0, -1).join(", "), last);
}

function quoted(text: string): string {
  return `“${text.length > 80 ? `${text.slice(0, 79)}…` : text}”`;
}

/** One line for the outline: "deny · send outward · main". */
export function ruleDetail({ then, when, expires }: PolicyRule, today: string, t: Translate): string {
  const isOver = then === "allow" && expires !== undefined && daysBetween(today, expires) < 0;
  const values = conditionNames.flatMap((name) => when[name]?.[0] ?? []).slice(0, 3);
  return [isOver ? t("{0} (ended)", then) : then, ...values].join(" · ");
}
