import { irreversibleOrOutward } from "../model/effect.ts";
import type { Verdict } from "../model/verdict.ts";

/** So many irreversible or outward actions of one agent session within so short a time are not normal work. */
export interface BreakerLimits {
  readonly windowMs: number;
  /** From this many on, each further one is asked even where policy allows it. */
  readonly askFrom: number;
  /** From this many on, each further one is denied: an agent that hammers must not wear the person out. */
  readonly denyFrom: number;
}

export const defaultBreakerLimits: BreakerLimits = { windowMs: 60_000, askFrom: 6, denyFrom: 25 };

export type BreakerState = "closed" | "asks" | "denies";

export interface Breaker {
  /** Counts one attempt, whatever becomes of it, and says what must happen to it. */
  attempt(session: string, verdict: Verdict, now: number): BreakerState;
}

export function createBreaker(limits: BreakerLimits = defaultBreakerLimits): Breaker {
  const attempts = new Map<string, number[]>();
  return {
    attempt(session, verdict, now) {
      if (!verdict.effects.some((effect) => irreversibleOrOutward.has(effect))) return "closed";
      const recent = (attempts.get(session) ?? []).filter((time) => Math.abs(now - time) < limits.windowMs);
      // Beyond the limit nothing more is learned by counting, so the list stays short.
      if (recent.length < limits.denyFrom) recent.push(now);
      else recent.splice(0, 1, now);
      attempts.set(session, recent);
      if (recent.length >= limits.denyFrom) return "denies";
      return recent.length >= limits.askFrom ? "asks" : "closed";
    },
  };
}
