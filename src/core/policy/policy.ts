import type { Effect } from "../model/effect.ts";
import type { Problem } from "../model/problem.ts";
import type { Span } from "../model/span.ts";
import type { Decision } from "../model/verdict.ts";

/** Conditions of one policy rule; all that are written must hold, each by any of its values. `*` stands for any text; in paths, globs. */
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

export interface PolicyRule {
  readonly id: string;
  readonly when: PolicyCondition;
  readonly then: Decision;
  readonly reason?: string;
  readonly owner?: string;
  /** ISO date; an expired allow no longer allows, an expired ask or deny still holds. */
  readonly expires?: string;
  readonly span: Span;
  /** The rule is broken: as ask or deny it counts as matched, as allow it never matches. */
  readonly broken?: string;
}

/** A loaded `countersign.yaml`. `revision` names its exact text in verdicts and the audit. */
export interface Policy {
  readonly origin: "user" | "workspace";
  readonly path: string;
  readonly rules: readonly PolicyRule[];
  readonly problems: readonly Problem[];
  /** The file as a whole could not be read: everything that would be allowed is asked. */
  readonly unreadable: boolean;
}
