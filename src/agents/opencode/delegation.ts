/** What a sub-agent of OpenCode or Kilo may do: its own rules, whatever the agent that starts it may. Tried with OpenCode 1.18.33 on 2026-11-26. */
import type { Action } from "../../core/model/action.ts";
import type { Explanation } from "../../core/model/permission.ts";
import type { PermissionInput } from "../../core/permissions/input.ts";
import { mergedAt, scalarOf } from "../../core/permissions/merge.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import type { Delegation } from "../agent.ts";
import type { Family } from "./family.ts";
import { explainUnder } from "./permissions.ts";
import { type OrderedRule, readFamily } from "./settings.ts";

export function familyDelegation(family: Family): Delegation {
  return {
    // They are part of its settings.
    files: () => [],
    explain: (chain, action, input) => explainDelegate(family, chain, action, input),
  };
}

function explainDelegate(
  family: Family,
  chain: readonly string[],
  action: Action,
  input: PermissionInput,
): Explanation {
  const agent = family.hook.id;
  let settings = readFamily(family, input);
  const deepest = scalarOf(mergedAt(settings.config, "subagent_depth"));
  const depth = chain.length + (action.kind === "subagent_start" ? 1 : 0);
  if (depth > (typeof deepest === "number" ? deepest : 1))
    return {
      agent,
      outcome: "unreachable",
      decidedBy: defaultProvenance("subagent_depth lets none start so deep"),
      lost: [],
    };
  for (const name of chain) {
    const start = { ...action, kind: "subagent_start", name } as Action;
    const { outcome, decidedBy } = explainUnder(family, start, input, settings);
    if (outcome === "unknown") return { agent, outcome, decidedBy, lost: [] };
    if (outcome === "deny" || outcome === "unreachable") return { agent, outcome: "unreachable", decidedBy, lost: [] };
    const own = readFamily(family, input, name);
    settings = { ...own, rules: [...own.rules, ...ofSession(own.rules)] };
  }
  return explainUnder(family, action, input, settings);
}

/** It was seen to start others where a rule speaks of that, and `subagent_depth` lets it. Without a rule it was not tried. */
function ofSession(rules: readonly OrderedRule[]): OrderedRule[] {
  if (rules.some(({ permission }) => permission === "task")) return [];
  const source = defaultProvenance(
    "whether a sub-agent starts others where no rule for task is there was not observed",
  );
  return [{ permission: "task", pattern: "*", decision: undefined, source }];
}
