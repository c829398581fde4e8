/** What a sub-agent of OpenCode or Kilo may do: its own rules, whatever the agent that starts it may. Tried with OpenCode 1.18.33 on 2026-11-26. */
import type { Action } from "../../core/model/action.ts";
import type { Acting, Closed, Explanation, Named, Provenance } from "../../core/model/permission.ts";
import { actingWith, closedBy, noAction } from "../../core/permissions/acting.ts";
import type { PermissionInput } from "../../core/permissions/input.ts";
import { type Merged, mergedAt, mergedEntries, scalarOf } from "../../core/permissions/merge.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import type { Delegation } from "../agent.ts";
import type { Family } from "./family.ts";
import { explainUnder, grantsUnder } from "./permissions.ts";
import { type FamilySettings, type OrderedRule, readFamily } from "./settings.ts";

export function familyDelegation(family: Family): Delegation {
  return {
    // They are part of its settings.
    files: () => [],
    explain: (chain, action, input) => explainDelegate(family, chain, action, input),
    tree: { named: (input) => named(family, input), acting: (name, input) => acting(family, name, input) },
  };
}

function explainDelegate(
  family: Family,
  chain: readonly string[],
  action: Action,
  input: PermissionInput,
): Explanation {
  const agent = family.hook.id;
  const standing = standingOf(family, chain, action, input);
  if ("outcome" in standing) return { agent, outcome: standing.outcome, decidedBy: standing.by, lost: [] };
  return explainUnder(family, action, input, standing);
}

/** What one may do that the session starts. */
function acting(family: Family, name: string, input: PermissionInput): Acting {
  const standing = standingOf(family, [name], noAction(input.place), input);
  if ("outcome" in standing) return closedBy(standing);
  if (standing.unknown) return closedBy({ outcome: "unknown", by: standing.unknown });
  const tooDeep = deepestOf(standing) < 2 ? noneSoDeep : undefined;
  return actingWith(grantsUnder(family, input, standing), ({ tool }) => (tool === "task" ? tooDeep : undefined));
}

/** Those that settings or files define. */
function named(family: Family, input: PermissionInput): readonly Named[] {
  const { config, agent } = readFamily(family, input);
  return mergedEntries(mergedAt(config, "agent")).flatMap(([name, one]): Named[] => {
    const source = firstOf(one);
    const isPrimary = scalarOf(mergedAt(one, "mode")) === "primary";
    const isOff = scalarOf(mergedAt(one, "disable")) === true;
    return source && !isPrimary && !isOff && name !== agent ? [{ name, source: { ...source, text: name } }] : [];
  });
}

function firstOf(node: Merged): Provenance | undefined {
  if (node.kind === "leaf") return node.source;
  return mergedEntries(node)
    .map(([, one]) => firstOf(one))
    .find((source) => source !== undefined);
}

const noneSoDeep = defaultProvenance("subagent_depth lets none start so deep");

function deepestOf({ config }: FamilySettings): number {
  const deepest = scalarOf(mergedAt(config, "subagent_depth"));
  return typeof deepest === "number" ? deepest : 1;
}

/** The settings by which the last of a chain acts, or why it does not, or may. */
export function standingOf(
  family: Family,
  chain: readonly string[],
  action: Action,
  input: PermissionInput,
): FamilySettings | Closed {
  let settings = readFamily(family, input);
  const depth = chain.length + (action.kind === "subagent_start" ? 1 : 0);
  if (depth > deepestOf(settings)) return { outcome: "unreachable", by: noneSoDeep };
  for (const name of chain) {
    const start = { ...action, kind: "subagent_start", name } as Action;
    const { outcome, decidedBy } = explainUnder(family, start, input, settings);
    if (outcome === "unknown") return { outcome, by: decidedBy };
    if (outcome === "deny" || outcome === "unreachable") return { outcome: "unreachable", by: decidedBy };
    const own = readFamily(family, input, name);
    settings = { ...own, rules: [...own.rules, ...ofSession(own.rules)] };
  }
  return settings;
}

/** It was seen to start others where a rule speaks of that, and `subagent_depth` lets it. Without a rule it was not tried. */
function ofSession(rules: readonly OrderedRule[]): OrderedRule[] {
  if (rules.some(({ permission }) => permission === "task")) return [];
  const source = defaultProvenance(
    "whether a sub-agent starts others where no rule for task is there was not observed",
  );
  return [{ permission: "task", pattern: "*", decision: undefined, source }];
}
