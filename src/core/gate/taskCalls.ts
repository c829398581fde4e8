import type { HeldCall } from "../model/heldCall.ts";
import { grantKey, type JudgedCall, sessionOf } from "./grants.ts";
import { mayHoldForSession } from "./judgement.ts";

/** A task that asks for more than this has more to be allowed than a person would read. */
const maxKept = 100;

/**
 * What was asked about in tasks that still run: a person who was away, or said no, may allow it for the rest of its task
 * without being asked anew. Nothing else can be allowed that way: it was judged, and it is the same action of the same
 * session, which covers what `Grants` covers and no more.
 */
export interface TaskCalls {
  /** Keeps a decided call if it may be allowed for its task. */
  add(id: string, judged: JudgedCall): void;
  /** Undefined: its task is over, or it may not be allowed for longer than once. */
  find(id: string): JudgedCall | undefined;
  /** The agent tells that something is over. */
  end(call: HeldCall): void;
  clear(): void;
}

export function createTaskCalls(): TaskCalls {
  /** By what a grant for it would cover, so that a repeated call is offered once. */
  const calls = new Map<string, { readonly id: string; readonly judged: JudgedCall }>();
  return {
    add(id, judged) {
      const { verdict } = judged.judgement;
      const key = grantKey(judged);
      if (key === undefined || verdict.decision !== "ask" || !mayHoldForSession(verdict)) return;
      calls.delete(key);
      calls.set(key, { id, judged });
      const [oldest] = calls.keys();
      if (calls.size > maxKept && oldest !== undefined) calls.delete(oldest);
    },
    find: (id) => [...calls.values()].find((one) => one.id === id)?.judged,
    end(call) {
      if (call.ends === undefined) return;
      const session = sessionOf(call);
      for (const [key, { judged }] of calls) {
        const over = call.ends !== "subagent" || judged.call.subagent !== undefined;
        if (over && sessionOf(judged.call) === session) calls.delete(key);
      }
    },
    clear: () => calls.clear(),
  };
}
