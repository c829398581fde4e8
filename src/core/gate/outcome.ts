import type { AuditEntry, Decider } from "../audit/record.ts";
import type { HeldCall } from "../model/heldCall.ts";
import type { Verdict } from "../model/verdict.ts";
import type { GrantScope } from "./grants.ts";
import type { Answer } from "./question.ts";

/** What became of a held call. The reason of a denial is written for the agent. */
export type Outcome =
  | { readonly decision: "allow"; readonly by: Decider }
  | { readonly decision: "deny"; readonly by: Decider; readonly reason: string };

/** Why nobody answered. The words go into the audit, the activity view and (as part of a sentence) to the agent. */
export const failures = {
  expired: "nobody answered in time",
  callerGone: "the agent stopped waiting",
  stopped: "all agent actions are stopped",
  noWindow: "no editor window was open to ask a person",
  unanswered: "the question was closed without an answer",
  refused: "the question could not be shown",
  judgeFailed: "the action could not be judged",
  contentChanged: "a script that the action runs was changed while the question was open",
  copyFailed: "what it would destroy could not be copied first, as the question had promised",
  auditFailed: "the decision could not be written to the audit trail",
  breaker: "the agent tried too many irreversible or outward actions in a short time",
  closing: "the editor window was closing",
} as const;

export type Failure = keyof typeof failures;

/** A decision on its way to the agent, before it is recorded. */
export interface Final {
  readonly decision: "allow" | "deny";
  readonly by: Decider;
  readonly answer?: Answer;
  readonly failure?: Failure;
  /** Allowed by an earlier answer for this long. */
  readonly granted?: GrantScope;
}

/** A call as the views show it. */
export interface CallView {
  readonly id: string;
  readonly call: HeldCall;
  readonly digest: string;
  /** Milliseconds since the epoch. */
  readonly heldAt: number;
  /** Undefined while it is still being judged. */
  readonly verdict?: Verdict;
}

export interface WaitingCall extends CallView {
  /** "recording": answered, and the audit record is being written. */
  readonly state: "pending" | "shown" | "recording";
  /** Milliseconds since the epoch after which the call is denied. */
  readonly deadline: number;
}

export interface DecidedCall extends CallView {
  readonly state: "allowed" | "denied" | "expired";
  readonly decidedAt: number;
  readonly by: Decider;
  readonly failure?: Failure;
  readonly entry: AuditEntry;
}
