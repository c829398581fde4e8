import { canonicalAction } from "../decide.ts";
import type { HeldCall } from "../model/heldCall.ts";

/** SHA-256 of a text, as lower-case hex. Handed in, since the core has no crypto of its own. */
export type Sha256 = (text: string) => string;

/** The digest of everything a call would do: what is shown is what is decided is what is recorded. */
export function callDigest(call: HeldCall, sha256: Sha256): string {
  return sha256([`${call.event} ${call.tool}`, ...call.actions.map(canonicalAction)].join("\n"));
}

/** Names a session across agents; calls without a session share one name per agent and are never granted for long. */
export function sessionKey(call: HeldCall): string {
  return JSON.stringify([call.agent, call.sessionId ?? null]);
}

/**
 * Names one call, so that it is recognised when it comes through a second hook.
 * Undefined where the agent gives no id: two equal calls then stay two calls.
 */
export function callKey(call: HeldCall, digest: string): string | undefined {
  if (call.sessionId === undefined || call.callId === undefined) return undefined;
  return JSON.stringify([call.agent, call.sessionId, call.callId, digest]);
}

/** Names everything with the same effect in the same session: the reach of a session grant, and what merges in the queue. */
export function actionKey(call: HeldCall, digest: string): string {
  return JSON.stringify([call.agent, call.sessionId ?? null, call.subagent ?? null, digest]);
}
