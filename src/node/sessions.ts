/** The memories of the sessions that act now. In this process only, never on disk: they hold values of secrets. */
import { emptySession, remember, type SessionMemory, type SessionStep } from "../core/effects/session.ts";
import { sessionKey } from "../core/gate/callKey.ts";
import type { HeldCall } from "../core/model/heldCall.ts";

export interface Sessions {
  of(call: HeldCall): SessionMemory;
  add(call: HeldCall, step: SessionStep): void;
}

/** Sessions that were quiet longest are forgotten first. */
const maxSessions = 200;

export function createSessions(): Sessions {
  const memories = new Map<string, SessionMemory>();
  return {
    of: (call) => memories.get(sessionKey(call)) ?? emptySession,
    add(call, step) {
      const key = sessionKey(call);
      const memory = remember(memories.get(key) ?? emptySession, step);
      memories.delete(key);
      memories.set(key, memory);
      const oldest = memories.keys().next();
      if (memories.size > maxSessions && !oldest.done) memories.delete(oldest.value);
    },
  };
}
