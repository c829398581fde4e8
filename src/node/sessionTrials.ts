import type { HookSource } from "../protocol/messages.ts";
import type { Proof } from "./canary.ts";

export interface SessionTrialPorts {
  /** Runs the hook of a source once, see proveHook. Undefined: there is nothing of ours to run. Never rejects. */
  prove(source: HookSource): Promise<Proof> | undefined;
  /** Told what came of it. */
  tried(source: HookSource, proof: Proof): void;
  /** Milliseconds of a clock that only goes forward. */
  monotonic(): number;
}

/** Tries an agent's hook when a session of it begins: that it worked once says nothing of today. */
export interface SessionTrials {
  /** A hook called. Of a session that is not known yet this is the first call. */
  called(source: HookSource, session: string | undefined): void;
  /** An agent was started; its hook may not have called yet. */
  started(source: HookSource): void;
}

/** Many sub-agents begin at once, and one answer is good for all of them. */
const restMs = 60_000;

const maxKnown = 1_000;

export function createSessionTrials({ prove, tried, monotonic }: SessionTrialPorts): SessionTrials {
  const known = new Set<string>();
  const lastTrial = new Map<HookSource, number>();

  async function tryOnce(source: HookSource): Promise<void> {
    const now = monotonic();
    if (now - (lastTrial.get(source) ?? Number.NEGATIVE_INFINITY) < restMs) return;
    lastTrial.set(source, now);
    const first = await prove(source);
    // A machine that is busy for a moment is no broken hook: it is said of what failed twice.
    const proof = first && "why" in first ? await prove(source) : first;
    if (proof) tried(source, proof);
  }

  return {
    called(source, session) {
      const key = `${source} ${session ?? ""}`;
      if (known.has(key)) return;
      if (known.size >= maxKnown) known.clear();
      known.add(key);
      void tryOnce(source);
    },
    started: (source) => void tryOnce(source),
  };
}
