/**
 * The Rule of Two, live: an agent that took in text outsiders can write, and touched what is sensitive, must not act
 * on others by itself. Once both are in a session, what policy would let pass is asked.
 */

import { type Effect, sortEffects } from "../model/effect.ts";
import type { HeldCall } from "../model/heldCall.ts";
import { sessionKey } from "./callKey.ts";
import type { Judgement } from "./judgement.ts";

export const legEffects = {
  untrusted: ["read-untrusted", "fetch-network"],
  sensitive: ["read-secrets", "read-data"],
  acts: [
    "send-outward",
    "change-access",
    "write-data",
    "destroy-data",
    "change-infra",
    "rewrite-history",
    "install-package",
    "delete-files",
    "gain-privilege",
    "persist",
    "spend-money",
    "delegate",
  ],
} as const satisfies Readonly<Record<string, readonly Effect[]>>;

export type Leg = keyof typeof legEffects;
export const legs = ["untrusted", "sensitive", "acts"] as const satisfies readonly Leg[];

/** Which legs these effects stand on. */
export function legsOf(effects: readonly Effect[]): readonly Leg[] {
  return legs.filter((leg) => legEffects[leg].some((effect) => effects.includes(effect)));
}

export interface RuleOfTwo {
  /**
   * The judgement, or a stricter one.
   * @param before what the session stands on by what is recorded of it
   */
  apply(call: HeldCall, judgement: Judgement, before?: readonly Leg[]): Judgement;
  /** Whether what is recorded of the session could make the judgement stricter. */
  mayDependOnPast(call: HeldCall, judgement: Judgement): boolean;
  /** The call goes ahead: its legs are in. */
  allowed(call: HeldCall): void;
}

/** Sessions that were quiet longest are forgotten first. */
const maxSessions = 500;

export const ruleOfTwoId = "rule-of-two";

export function createRuleOfTwo(): RuleOfTwo {
  const standing = new Map<string, ReadonlySet<Leg>>();
  const effectsOf = new WeakMap<HeldCall, readonly Effect[]>();
  return {
    mayDependOnPast(call, { verdict: { decision, effects } }) {
      if (decision !== "allow" || call.sessionId === undefined || !legsOf(effects).includes("acts")) return false;
      const known = standing.get(sessionKey(call));
      return !(known?.has("untrusted") && known.has("sensitive"));
    },
    apply(call, judgement, before = []) {
      const { effects } = judgement.verdict;
      effectsOf.set(call, effects);
      const now = new Set([...before, ...(standing.get(sessionKey(call)) ?? []), ...legsOf(effects)]);
      const acts = legsOf(effects).includes("acts");
      return acts && now.has("untrusted") && now.has("sensitive") ? asked(judgement, effects) : judgement;
    },
    allowed(call) {
      const key = sessionKey(call);
      const legsIn = new Set([...(standing.get(key) ?? []), ...legsOf(effectsOf.get(call) ?? [])]);
      standing.delete(key);
      standing.set(key, legsIn);
      const oldest = standing.keys().next();
      if (standing.size > maxSessions && !oldest.done) standing.delete(oldest.value);
    },
  };
}

/** INVARIANT: only an allow changes, and only into a question. */
function asked(judgement: Judgement, effects: readonly Effect[]): Judgement {
  const { verdict } = judgement;
  if (verdict.decision !== "allow") return judgement;
  const reasons = [{ rule: ruleOfTwoId, message: ruleOfTwoMessage }, ...verdict.reasons];
  const severity = verdict.severity === "low" ? "medium" : verdict.severity;
  return { ...judgement, verdict: { ...verdict, effects: sortEffects(effects), decision: "ask", severity, reasons } };
}

const ruleOfTwoMessage =
  "This session took in text that outsiders can write and touched what is sensitive; now it acts on others.";
