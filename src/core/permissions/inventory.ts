/**
 * A list of everything that acts here, for those who must account for it: agents, the servers they use, the agents they
 * may start, and the identities their actions carry. Names and places only, never a credential's value.
 */
import type { Effect } from "../model/effect.ts";
import { sortEffects } from "../model/effect.ts";
import type { AgentPermissions, Provenance } from "../model/permission.ts";
import { breaksRuleOfTwo } from "../permissions.ts";

export const inventoryKinds = ["agent", "server", "delegate", "identity"] as const;

export interface InventoryItem {
  readonly kind: (typeof inventoryKinds)[number];
  readonly name: string;
  /** Ids of the agents it belongs to. */
  readonly agents: readonly string[];
  /** In words: installed, switched off, inherits every tool, the kind of a credential. */
  readonly state: string;
  /** Where that is said; a path alone for a credential. */
  readonly path?: string;
  /** Zero-based. */
  readonly line?: number;
  /** What it may do without anybody being asked. */
  readonly free: readonly Effect[];
  readonly asks: readonly Effect[];
  /** Of what version and day the facts are, for an agent. */
  readonly facts?: string;
  readonly breaksRuleOfTwo?: boolean;
}

export function inventoryOf(all: readonly AgentPermissions[]): InventoryItem[] {
  const items = all.flatMap((one) => [agentItem(one), ...serverItems(one), ...delegateItems(one)]);
  return [...items, ...identityItems(all)].toSorted(
    (a, b) => inventoryKinds.indexOf(a.kind) - inventoryKinds.indexOf(b.kind),
  );
}

function agentItem(one: AgentPermissions): InventoryItem {
  return {
    kind: "agent",
    name: one.title,
    agents: [one.agent],
    state: `${one.installed ? "installed" : "not found on this machine"}, mode ${one.mode.name}`,
    ...placeOf(one.mode.source),
    free: effectsOf(one, "allow"),
    asks: effectsOf(one, "ask"),
    facts: `${one.factsVersion} of ${one.factsDate}`,
    breaksRuleOfTwo: breaksRuleOfTwo(one),
  };
}

function serverItems({ agent, servers }: AgentPermissions): InventoryItem[] {
  return servers.map(({ name, state, source, tools }) => ({
    kind: "server",
    name,
    agents: [agent],
    state: tools.length === 0 ? `${state}, tools not known` : `${state}, ${tools.length} tools`,
    ...placeOf(source),
    // What a tool does; whether it is asked is the agent's.
    free: [],
    asks: sortEffects(tools.flatMap(({ effects }) => effects)),
  }));
}

function delegateItems({ agent, delegates }: AgentPermissions): InventoryItem[] {
  return delegates.map(({ name, source, inheritsAll, tools, effects, acting }) => ({
    kind: "delegate",
    name,
    agents: [agent],
    state: inheritsAll ? "inherits every tool" : `${tools.length} tools`,
    ...placeOf(source),
    ...(acting ? { free: effectsOf(acting, "allow"), asks: effectsOf(acting, "ask") } : { free: [], asks: effects }),
  }));
}

function effectsOf({ grants }: Pick<AgentPermissions, "grants">, decision: "allow" | "ask"): readonly Effect[] {
  return sortEffects(grants.filter((grant) => grant.decision === decision).flatMap(({ effects }) => effects));
}

/** One credential is one item, however many agents would carry it. Agents that are not here carry nothing. */
function identityItems(all: readonly AgentPermissions[]): InventoryItem[] {
  const found = new Map<string, InventoryItem>();
  for (const { agent, credentials, installed } of all) {
    for (const { kind, name, path } of credentials) {
      const key = JSON.stringify([kind, name, path]);
      const agents = [...(found.get(key)?.agents ?? []), ...(installed ? [agent] : [])];
      found.set(key, { kind: "identity", name, agents, state: kind, path, free: [], asks: [] });
    }
  }
  return [...found.values()];
}

function placeOf({ path, line }: Provenance): Pick<InventoryItem, "path" | "line"> {
  return { ...(path === undefined ? {} : { path }), ...(line === undefined ? {} : { line }) };
}
