/** Puts the built-in judgement and the policies together. Deny beats ask beats allow; order never matters. */
import type { Act } from "../effects/act.ts";
import type { Place } from "../effects/place.ts";
import type { Action } from "../model/action.ts";
import type { Span } from "../model/span.ts";
import { type Decision, type Reason, stricter } from "../model/verdict.ts";
import { conditionMet } from "./conditions.ts";
import type { Policy, PolicyRule } from "./policy.ts";

export interface Policies {
  readonly user?: Policy;
  readonly workspace?: Policy;
}

export interface Ruling {
  readonly decision: Decision;
  readonly reasons: readonly Reason[];
}

/** @param today ISO date; undefined: not known, and an allow that expires does not hold. */
export function rule(action: Action, found: Act, policies: Policies, place: Place, today: string | undefined): Ruling {
  const subject = { action, act: found, place };
  const own: Reason = reason(found.rule, found.message, found.span);
  const strict = tightening(policies).filter(
    (entry) => entry.broken !== undefined || conditionMet(entry.when, subject, "any") !== "no",
  );
  const given = strict.map((entry) => ({
    decision: entry.then,
    reason: reason(entry.id, sentence(entry), found.span),
  }));
  for (const policy of [policies.user, policies.workspace]) {
    if (policy?.unreadable)
      given.push({
        decision: "ask",
        reason: reason(
          "policy-unreadable",
          `The policy ${policy.path} cannot be read, so nothing runs without a question.`,
          found.span,
        ),
      });
  }
  const loosened =
    found.grade === "ask" && !isFirm(found)
      ? (policies.user?.rules ?? []).find((entry) => allows(entry, subject, today))
      : undefined;
  const base: Decision = loosened ? "allow" : found.grade;
  const decision = given.reduce<Decision>((all, next) => stricter(all, next.decision), base);
  const reasons = given.filter((entry) => entry.decision === decision).map((entry) => entry.reason);
  if (base === decision) reasons.push(loosened ? reason(loosened.id, sentence(loosened), found.span) : own);
  return { decision, reasons };
}

/** INVARIANT: a change of access always asks; no policy makes it run by itself. */
function isFirm(found: Act): boolean {
  return found.effects.includes("change-access");
}

function tightening(policies: Policies): PolicyRule[] {
  return [...(policies.user?.rules ?? []), ...(policies.workspace?.rules ?? [])].filter(
    (entry) => entry.then !== "allow",
  );
}

function allows(entry: PolicyRule, subject: Parameters<typeof conditionMet>[1], today: string | undefined): boolean {
  if (entry.then !== "allow" || entry.broken !== undefined) return false;
  if (entry.expires !== undefined && (today === undefined || today.slice(0, 10) > entry.expires)) return false;
  return conditionMet(entry.when, subject, "all") === "yes";
}

function sentence(entry: PolicyRule): string {
  const why = entry.reason ?? `The policy says ${entry.then}`;
  return entry.broken === undefined ? why : `${why} (the rule itself is broken: ${entry.broken})`;
}

function reason(id: string, message: string, span: Span | undefined): Reason {
  return span ? { rule: id, message, span } : { rule: id, message };
}
