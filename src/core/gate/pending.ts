import type { AuditEntry } from "../audit/record.ts";
import type { HeldCall } from "../model/heldCall.ts";
import type { Judgement } from "./judgement.ts";
import type { Final, Outcome } from "./outcome.ts";

/**
 * One call being decided: pending -> shown -> recording -> done. Several callers may wait for it, since one call can
 * come through two hooks. INVARIANT: `final` is set once; afterwards only a denial may overrule an allow.
 */
export interface Pending {
  readonly id: string;
  readonly call: HeldCall;
  readonly digest: string;
  /** Recognises the same call coming through another hook; undefined where the agent gives no id. */
  readonly key: string | undefined;
  readonly heldAt: number;
  readonly deadline: number;
  /** When it was held, by the clock that only goes forward. */
  readonly heldMonotonic?: number | undefined;
  /** When its question was put to the person, and what it said. */
  shown?: { readonly at: number; readonly text: string };
  /** Hooks the call came through. Each gets the answer once. */
  readonly sources: Set<string>;
  readonly outcome: Promise<Outcome>;
  resolve(outcome: Outcome): void;
  state: "pending" | "shown" | "recording" | "done";
  /** Callers still waiting for the outcome. */
  callers: number;
  notice: string | undefined;
  judgement: Judgement | undefined;
  final: Final | undefined;
  overruled: Final | undefined;
  /** What the audit has acknowledged last. */
  recorded?: { readonly final: Final; readonly entry: AuditEntry };
  decidedAt: number | undefined;
  cancelTimer: () => void;
}

export type PendingFacts = Pick<Pending, "id" | "call" | "digest" | "key" | "heldAt" | "deadline" | "heldMonotonic">;

export function createPending(facts: PendingFacts): Pending {
  let resolve: (outcome: Outcome) => void = nothing;
  const outcome = new Promise<Outcome>((settle) => {
    resolve = settle;
  });
  return {
    ...facts,
    sources: new Set(),
    outcome,
    resolve: (value) => resolve(value),
    state: "pending",
    callers: 0,
    notice: undefined,
    judgement: undefined,
    final: undefined,
    overruled: undefined,
    decidedAt: undefined,
    cancelTimer: nothing,
  };
}

function nothing(): void {}
