/**
 * Façade 2: what every agent may do here. The resolvers of src/agents build `AgentPermissions` with the helpers of
 * core/permissions; views ask here for the order in which a person reads them.
 */
import { type Effect, effects } from "./model/effect.ts";
import type { AgentPermissions, Grant } from "./model/permission.ts";
import type { Decision } from "./model/verdict.ts";

/** Grants of one decision under each effect they have; grants without an effect come last, under `undefined`. */
export interface EffectGroup {
  readonly effect: Effect | undefined;
  readonly grants: readonly Grant[];
}

export interface PermissionSummary {
  /** The first thing to say: what happens without anybody being asked. */
  readonly runsWithoutAsking: readonly EffectGroup[];
  readonly asks: readonly EffectGroup[];
  readonly denied: readonly EffectGroup[];
}

export function summarize(permissions: Pick<AgentPermissions, "grants">): PermissionSummary {
  return {
    runsWithoutAsking: byEffect(permissions.grants, "allow"),
    asks: byEffect(permissions.grants, "ask"),
    denied: byEffect(permissions.grants, "deny"),
  };
}

/** True when all three legs stand without a person: the agent breaks the Rule of Two. */
export function breaksRuleOfTwo({ ruleOfTwo }: Pick<AgentPermissions, "ruleOfTwo">): boolean {
  return ruleOfTwo.untrusted && ruleOfTwo.sensitive && ruleOfTwo.outward;
}

function byEffect(grants: readonly Grant[], decision: Decision): EffectGroup[] {
  const chosen = grants.filter((grant) => grant.decision === decision);
  const groups = effects.map(
    (effect): EffectGroup => ({ effect, grants: chosen.filter((grant) => grant.effects.includes(effect)) }),
  );
  const rest: EffectGroup = { effect: undefined, grants: chosen.filter((grant) => grant.effects.length === 0) };
  return [...groups, rest].filter((group) => group.grants.length > 0);
}
