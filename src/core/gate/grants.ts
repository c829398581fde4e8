import { canonicalAction } from "../decide.ts";
import type { Action } from "../model/action.ts";
import type { HeldCall } from "../model/heldCall.ts";
import { type Judgement, mayHoldForSession } from "./judgement.ts";

/** How long an answer holds beyond its one call: until the agent has ended its task, or its session. */
export type GrantScope = "task" | "session";

/** An agent may end, or be killed, without telling: what a person allowed for a while must not hold for ever. */
export const longestGrantMs: Readonly<Record<GrantScope, number>> = { task: 3_600_000, session: 12 * 3_600_000 };

export interface JudgedCall {
  readonly call: HeldCall;
  readonly judgement: Judgement;
  /** `hash` of the record of its decision, where there is one. */
  readonly decision?: string | undefined;
}

/** What is allowed for a while, for a person to see and to take back. */
export interface LastingGrant {
  readonly id: string;
  readonly agent: string;
  readonly scope: GrantScope;
  /** The call it was given for. */
  readonly call: HeldCall;
  /** When it ends by itself, in milliseconds since the epoch. */
  readonly until: number;
  /** `hash` of the record of the decision it goes back to. */
  readonly decision?: string | undefined;
}

/** What a person allowed for longer than once. In memory only: nothing of it outlives the window. */
export interface Grants {
  /** Undefined, and nothing holds, for a call that may not be allowed for longer. */
  give(granted: JudgedCall, scope: GrantScope, now: number): LastingGrant | undefined;
  /** What `give` would give; nothing holds yet. */
  foresee(granted: JudgedCall, scope: GrantScope, now: number): LastingGrant | undefined;
  /** What was foreseen holds from now on. */
  put(granted: JudgedCall, grant: LastingGrant): void;
  /** Undefined: a person must be asked. Never covers what policy denies. */
  covering(asked: JudgedCall, now: number): GrantScope | undefined;
  /** The agent tells that something is over; other calls change nothing. */
  end(call: HeldCall): void;
  clear(): void;
  /** Those that hold now, in the order in which they were given. */
  list(now: number): readonly LastingGrant[];
  /** Ends one before its time; what is asked from then on is asked again. */
  takeBack(id: string): void;
}

interface Grant extends LastingGrant {
  readonly session: string;
  readonly subagent: boolean;
  readonly effects: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
}

export function createGrants(): Grants {
  const grants = new Map<string, Grant>();
  let given = 0;

  function foresee(judged: JudgedCall, scope: GrantScope, now: number): LastingGrant | undefined {
    const { call, judgement, decision } = judged;
    const { verdict } = judgement;
    if (grantKey(judged) === undefined || verdict.decision !== "ask" || !mayHoldForSession(verdict)) return undefined;
    return {
      ...{ id: `grant-${++given}`, agent: call.agent, scope, call, until: now + longestGrantMs[scope] },
      ...(decision === undefined ? {} : { decision }),
    };
  }

  function put(judged: JudgedCall, grant: LastingGrant): void {
    const key = grantKey(judged);
    const { call, judgement } = judged;
    if (key === undefined) return;
    grants.set(key, {
      ...grant,
      session: sessionOf(call),
      subagent: call.subagent !== undefined,
      effects: new Set(judgement.verdict.effects),
      rules: new Set(judgement.verdict.reasons.map(({ rule }) => rule)),
    });
  }

  return {
    foresee,
    put,
    give(judged, scope, now) {
      const grant = foresee(judged, scope, now);
      if (grant) put(judged, grant);
      return grant;
    },
    covering({ call, judgement }, now) {
      const { verdict } = judgement;
      const key = grantKey({ call, judgement });
      const grant = key === undefined ? undefined : grants.get(key);
      if (!grant || now >= grant.until || verdict.decision !== "ask" || !mayHoldForSession(verdict)) return undefined;
      const known =
        verdict.effects.every((effect) => grant.effects.has(effect)) &&
        verdict.reasons.every(({ rule }) => grant.rules.has(rule));
      return known ? grant.scope : undefined;
    },
    end(call) {
      if (call.ends === undefined) return;
      const session = sessionOf(call);
      for (const [key, grant] of grants) {
        if (grant.session !== session) continue;
        const over = call.ends === "session" || (grant.scope === "task" && (call.ends === "task" || grant.subagent));
        if (over) grants.delete(key);
      }
    },
    clear: () => grants.clear(),
    list: (now) =>
      [...grants.values()]
        .filter(({ until }) => now < until)
        .map(({ id, agent, call, scope, until, decision }) => ({
          ...{ id, agent, scope, call, until },
          ...(decision === undefined ? {} : { decision }),
        })),
    takeBack(id) {
      for (const [key, grant] of grants) if (grant.id === id) grants.delete(key);
    },
  };
}

/**
 * Same agent, session, sub-agent, tool and actions, and the same scripts behind them. A change of a file counts by its
 * file, not by its text: otherwise it could never come again. What the text does is compared by effects and reasons.
 */
export function grantKey({ call, judgement }: JudgedCall): string | undefined {
  if (call.sessionId === undefined || call.actions.length === 0) return undefined;
  const followed = judgement.verdict.followed ?? [];
  return JSON.stringify([sessionOf(call), call.subagent ?? null, call.tool, call.actions.map(classOf), followed]);
}

export function sessionOf({ agent, sessionId }: HeldCall): string {
  return JSON.stringify([agent, sessionId ?? null]);
}

function classOf(action: Action): string {
  const isChange = action.kind === "file_write" || action.kind === "file_edit";
  return isChange ? JSON.stringify([action.kind, action.path, action.cwd ?? null]) : canonicalAction(action);
}
