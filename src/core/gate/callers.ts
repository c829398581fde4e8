import { expired } from "./finals.ts";
import type { Outcome } from "./outcome.ts";
import { outcomeOf } from "./outcomeOf.ts";
import type { Pending } from "./pending.ts";
import type { GatePorts } from "./ports.ts";

/** One caller of a call: each hook that it came through waits for itself. */
export interface Caller {
  readonly source: string;
  /** Milliseconds since the epoch after which the answer is deny. */
  readonly deadline: number;
}

export interface Attached {
  readonly outcome: Promise<Outcome>;
  /** The caller went away. */
  leave(): void;
}

/** One caller more for a call. It is told in its own time, also when the call has longer. */
export function attachCaller(
  pending: Pending,
  { source, deadline }: Caller,
  { now, startTimer }: Pick<GatePorts, "now" | "startTimer">,
): Attached {
  pending.sources.add(source);
  pending.callers++;
  let waits = true;
  const leave = () => {
    if (waits) pending.callers--;
    waits = false;
  };
  const outcome = new Promise<Outcome>((resolve) => {
    const late = () => resolve(outcomeOf(expired, pending.judgement?.verdict));
    const cancel = startTimer(Math.max(0, deadline - now()), late);
    void pending.outcome.then((value) => {
      cancel();
      resolve(value);
    });
  });
  void outcome.then(leave);
  return { outcome, leave };
}
