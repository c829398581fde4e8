import type { Place } from "../effects/place.ts";
import type { Effect } from "../model/effect.ts";
import type { Fix, TextEdit } from "../model/finding.ts";
import type { Problem } from "../model/problem.ts";
import type { Span } from "../model/span.ts";
import type { Decision } from "../model/verdict.ts";

export const conditionNames = [
  "agent",
  "effect",
  "tool",
  "server",
  "command",
  "path",
  "host",
  "branch",
  "environment",
] as const;
export type ConditionName = (typeof conditionNames)[number];

/** Conditions of one policy rule; all that are written must hold, each by any of its values. */
export interface PolicyCondition {
  readonly agent?: readonly string[];
  readonly effect?: readonly Effect[];
  readonly tool?: readonly string[];
  readonly server?: readonly string[];
  readonly command?: readonly string[];
  readonly path?: readonly string[];
  readonly host?: readonly string[];
  readonly branch?: readonly string[];
  readonly environment?: readonly string[];
}

/** `all`: everything the act touches must match (an allow); `any`: one match is enough (an ask or a deny). */
export type Quantity = "all" | "any";

/** The part of a place that patterns depend on. */
export type PolicyPlace = Pick<Place, "platform" | "home" | "workspace" | "cwd">;

export interface PolicyRule {
  readonly id: string;
  readonly when: PolicyCondition;
  readonly then: Decision;
  readonly reason?: string;
  readonly owner?: string;
  /** ISO date; an expired allow no longer allows, an expired ask or deny still holds. */
  readonly expires?: string;
  readonly span: Span;
  /** Where the rule is named: its id, or its first key. */
  readonly nameSpan: Span;
  /** Takes the rule out of the file. */
  readonly removal: readonly TextEdit[];
  /** The rule is broken: as ask or deny it counts as matched, as allow it never matches. */
  readonly broken?: string;
}

/** error: it does not mean what it says. warning: it has no effect. information: it could be said better. */
export type PolicySeverity = "error" | "warning" | "information";

/** Something wrong with a policy, at its place, with changes that put it right. */
export interface PolicyProblem extends Problem {
  readonly severity: PolicySeverity;
  readonly span: Span;
  readonly fixes: readonly Fix[];
  /** The other rule it is about. */
  readonly related?: { readonly message: string; readonly span: Span };
}

/** A loaded `countersign.yaml`. */
export interface Policy {
  readonly origin: "user" | "workspace";
  readonly path: string;
  readonly rules: readonly PolicyRule[];
  readonly problems: readonly PolicyProblem[];
  /** The file as a whole could not be read: everything that would be allowed is asked. */
  readonly unreadable: boolean;
}
