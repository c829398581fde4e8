/** Puts the built-in judgement and the policies together. Deny beats ask beats allow; order never matters. */
import type { JudgedAct } from "../model/judgedAct.ts";
import type { Span } from "../model/span.ts";
import { type Decision, type Reason, stricter } from "../model/verdict.ts";
import { conditionMet } from "./conditions.ts";
import type { Policy, PolicyPlace, PolicyRule } from "./policy.ts";

export interface Policies {
  readonly user?: Policy;
  readonly workspace?: Policy;
}

/** What an act is ruled by, and where. */
export interface Bench {
  readonly policies: Policies;
  readonly place: PolicyPlace;
  /** ISO date; undefined: not known, and an allow that expires does not hold. */
  readonly today: string | undefined;
  /**
   * What cannot be decided tightens and never loosens. The other reading exists only to find out, of a record that
   * is not complete, whether what is missing could matter; nothing may run because of it.
   */
  readonly unknown?: "tightens" | "loosens";
}

export interface Ruling {
  readonly decision: Decision;
  readonly reasons: readonly Reason[];
}

/** @param own what the built-in judgement says of the act. */
export function rule(act: JudgedAct, own: Reason, bench: Bench): Ruling {
  const { user, workspace } = bench.policies;
  if (!user && !workspace) return { decision: act.grade, reasons: [own] };
  const given = [...tightening(act, own.span, bench), ...unreadable(bench.policies, own.span)];
  const loosened =
    act.grade === "ask" && !isFirm(act)
      ? first((user?.rules ?? []).filter((entry) => allows(entry, act, bench)))
      : undefined;
  const base: Decision = loosened ? "allow" : act.grade;
  const decision = given.reduce<Decision>((all, next) => stricter(all, next.decision), base);
  const reasons = given.filter((entry) => entry.decision === decision).map((entry) => entry.reason);
  if (base === decision) reasons.push(loosened ? reason(loosened.id, sentence(loosened), own.span) : own);
  return { decision, reasons };
}

/** INVARIANT: a change of access always asks; no policy makes it run by itself. */
export function isFirm(act: Pick<JudgedAct, "effects">): boolean {
  return act.effects.includes("change-access");
}

/** @param today undefined: not known, so it may be over */
export function isExpired(entry: Pick<PolicyRule, "expires">, today: string | undefined): boolean {
  return entry.expires !== undefined && (today === undefined || today.slice(0, 10) > entry.expires);
}

interface Given {
  readonly decision: Decision;
  readonly reason: Reason;
}

function tightening(act: JudgedAct, span: Span | undefined, bench: Bench): Given[] {
  const { user, workspace } = bench.policies;
  return [...(user?.rules ?? []), ...(workspace?.rules ?? [])]
    .filter((entry) => entry.then !== "allow" && tightens(entry, act, bench))
    .map((entry) => ({ decision: entry.then, reason: reason(entry.id, sentence(entry), span) }));
}

function tightens(entry: PolicyRule, act: JudgedAct, bench: Bench): boolean {
  if (entry.broken !== undefined) return true;
  const met = conditionMet(entry.when, act, "any", bench.place);
  return met === "yes" || (met === "unknown" && bench.unknown !== "loosens");
}

function allows(entry: PolicyRule, act: JudgedAct, bench: Bench): boolean {
  if (entry.then !== "allow" || entry.broken !== undefined || isExpired(entry, bench.today)) return false;
  const met = conditionMet(entry.when, act, "all", bench.place);
  return met === "yes" || (met === "unknown" && bench.unknown === "loosens");
}

function unreadable({ user, workspace }: Policies, span: Span | undefined): Given[] {
  return [user, workspace].flatMap((policy) => {
    if (!policy?.unreadable) return [];
    const message = `The policy ${policy.path} cannot be read, so nothing runs without a question.`;
    return [{ decision: "ask", reason: reason("policy-unreadable", message, span) }];
  });
}

/** Of several rules that allow, the one that is named does not depend on their order. */
function first(entries: readonly PolicyRule[]): PolicyRule | undefined {
  return entries.reduce<PolicyRule | undefined>((best, next) => (best && best.id <= next.id ? best : next), undefined);
}

const maxSentence = 500;

/** "Pushing to main is decided by the release team (owner: release@example.org)". */
function sentence(entry: PolicyRule): string {
  const why = (entry.reason ?? `The policy says ${entry.then}`).slice(0, maxSentence);
  const notes = [
    ...(entry.owner === undefined ? [] : [`owner: ${entry.owner.slice(0, 100)}`]),
    ...(entry.expires === undefined || entry.then !== "allow" ? [] : [`until ${entry.expires}`]),
    ...(entry.broken === undefined ? [] : [`the rule itself is broken: ${entry.broken}`]),
  ];
  return notes.length === 0 ? why : `${why.replace(/\.$/, "")} (${notes.join(", ")})`;
}

function reason(id: string, message: string, span: Span | undefined): Reason {
  return span ? { rule: id, message, span } : { rule: id, message };
}
