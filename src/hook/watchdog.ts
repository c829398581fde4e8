/**
 * The timeout written into every agent's configuration, in milliseconds.
 * A host whose hook outlives it runs the action (all command-hook agents but Claude Code with `onFailure: "block"`,
 * measured 2026-11-21), so the hook always answers first.
 */
export const hostTimeoutMs = 3_600_000;

/** How much earlier the hook answers: starting programs on a busy machine takes seconds. */
export const marginMs = 60_000;

/** Denies when the time is over. The timer keeps the process alive: a hook that just ends would have said nothing. */
export function startWatchdog(patienceMs: number, expire: () => void): void {
  setTimeout(expire, patienceMs);
}
