/** The decisions that are no answer of a person, and what is told of a call beside its decision. */
import type { HeldCall } from "../model/heldCall.ts";
import type { BreakerState } from "./breaker.ts";
import type { Judgement } from "./judgement.ts";
import type { Failure, Final } from "./outcome.ts";
import type { Pending } from "./pending.ts";
import type { GatePorts } from "./ports.ts";

/** When the steps up to now were, by both clocks. */
export function lifeOf({ heldAt, heldMonotonic, shown }: Pending, { now, monotonic }: GatePorts) {
  const times = { held: heldAt, ...(shown && { shown: shown.at }), decided: now() };
  const decided = monotonic?.();
  if (decided === undefined || heldMonotonic === undefined) return { times };
  return { times, monotonic: { held: heldMonotonic, decided } };
}

/** What cannot be found out is not told. */
export function versionOf(call: HeldCall, { agentVersion }: GatePorts): string | undefined {
  try {
    return agentVersion?.(call);
  } catch {
    return undefined;
  }
}

export const expired: Final = { decision: "deny", by: "nobody", failure: "expired" };

/** By the same person, a moment ago, when the call came through the agent's own hook. */
export const allowedBefore: Final = { decision: "allow", by: "person" };

export const breakerNotice = "Careful: many irreversible or outward actions in a short time.";

/** Nobody's decision: the action is denied, and why. */
export function nobody(failure: Failure): Final {
  return { decision: "deny", by: "nobody", failure };
}

/** The breaker can only tighten: an allow becomes a question. */
export function throughBreaker(judgement: Judgement, state: BreakerState): Judgement {
  if (state === "closed" || judgement.verdict.decision === "deny") return judgement;
  const reasons = [{ rule: "breaker", message: breakerNotice }, ...judgement.verdict.reasons];
  return { ...judgement, verdict: { ...judgement.verdict, decision: "ask", reasons } };
}
