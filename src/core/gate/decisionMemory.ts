import type { AuditEntry } from "../audit/record.ts";
import type { DecidedCall, Final, WaitingCall } from "./outcome.ts";
import type { Pending } from "./pending.ts";

/** The calls that are being decided, and those decided lately. */
export interface DecisionMemory {
  add(pending: Pending): void;
  /**
   * The same call, known from another hook. Undefined when it is not known, or when this hook had its answer:
   * an answer is consumed once per hook, so a repeated call is a new question.
   */
  find(key: string | undefined, source: string, now: number): Pending | undefined;
  conclude(pending: Pending, final: Final, entry: AuditEntry): void;
  open(): readonly Pending[];
  waiting(): readonly WaitingCall[];
  recent(): readonly DecidedCall[];
}

/** Hooks of one call run one after the other, so the second may come after the answer to the first, but soon. */
const keepAnswerMs = 60_000;

const maxRecent = 200;

export function createDecisionMemory(): DecisionMemory {
  const byKey = new Map<string, Pending>();
  const openCalls = new Set<Pending>();
  const recent: DecidedCall[] = [];

  /** From the oldest on, up to the first that is still needed. What that leaves behind is not found any more. */
  function forgetOld(now: number): void {
    for (const [key, pending] of byKey) {
      if (!isOld(pending, now)) return;
      byKey.delete(key);
    }
  }

  return {
    add(pending) {
      openCalls.add(pending);
      if (pending.key === undefined) return;
      // Set anew, so that the map stays in the order of arrival.
      byKey.delete(pending.key);
      byKey.set(pending.key, pending);
    },
    find(key, source, now) {
      forgetOld(now);
      const known = key === undefined ? undefined : byKey.get(key);
      return known && !isOld(known, now) && !known.sources.has(source) ? known : undefined;
    },
    conclude(pending, final, entry) {
      openCalls.delete(pending);
      if (pending.call.event === "other") return;
      recent.unshift(decidedCall(pending, final, entry));
      recent.length = Math.min(recent.length, maxRecent);
    },
    open: () => [...openCalls],
    waiting: () => [...openCalls].map(waitingCall),
    recent: () => [...recent],
  };
}

function isOld({ decidedAt }: Pending, now: number): boolean {
  return decidedAt !== undefined && Math.abs(now - decidedAt) > keepAnswerMs;
}

function waitingCall(pending: Pending): WaitingCall {
  const { id, call, digest, heldAt, deadline } = pending;
  const state = pending.state === "done" ? "recording" : pending.state;
  return { id, call, digest, heldAt, deadline, state, ...verdictOf(pending) };
}

function decidedCall(pending: Pending, final: Final, entry: AuditEntry): DecidedCall {
  const { id, call, digest, heldAt, decidedAt } = pending;
  const state = final.decision === "allow" ? "allowed" : final.failure === "expired" ? "expired" : "denied";
  return {
    ...{ id, call, digest, heldAt, state, entry, by: final.by, decidedAt: decidedAt ?? heldAt },
    ...verdictOf(pending),
    ...(final.failure === undefined ? {} : { failure: final.failure }),
  };
}

function verdictOf({ judgement }: Pending): Pick<WaitingCall, "verdict"> {
  return judgement === undefined ? {} : { verdict: judgement.verdict };
}
