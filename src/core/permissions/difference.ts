/** What changed between two answers to "what may this agent do": two homes, two commits, two agents, before and after an edit. */
import type { Effect } from "../model/effect.ts";
import { sortEffects } from "../model/effect.ts";
import type { AgentPermissions, Grant, ServerPermissions } from "../model/permission.ts";
import { type Decision, decisions } from "../model/verdict.ts";

/** One tool, or a part of it, of which other things hold now. Undefined: nothing was, or is, said of it. */
export interface GrantChange {
  readonly tool: string;
  readonly specifier?: string;
  readonly effects: readonly Effect[];
  readonly before?: Grant;
  readonly after?: Grant;
  /** More than before happens without a person. */
  readonly loosens: boolean;
}

export interface PermissionDifference {
  readonly grants: readonly GrantChange[];
  /** What runs without asking now and did not, and the other way round. */
  readonly gained: readonly Effect[];
  readonly lost: readonly Effect[];
  readonly servers: readonly { readonly name: string; readonly before?: string; readonly after?: string }[];
  readonly delegates: { readonly added: readonly string[]; readonly removed: readonly string[] };
  readonly mode?: { readonly before: string; readonly after: string };
}

export function difference(before: AgentPermissions, after: AgentPermissions): PermissionDifference {
  const [freeBefore, freeAfter] = [freeEffects(before), freeEffects(after)];
  const names = (all: AgentPermissions) => new Set(all.delegates.map(({ name }) => name));
  const [delegatesBefore, delegatesAfter] = [names(before), names(after)];
  return {
    grants: grantChanges(before.grants, after.grants),
    gained: freeAfter.filter((effect) => !freeBefore.includes(effect)),
    lost: freeBefore.filter((effect) => !freeAfter.includes(effect)),
    servers: serverChanges(before.servers, after.servers),
    delegates: {
      added: [...delegatesAfter].filter((name) => !delegatesBefore.has(name)),
      removed: [...delegatesBefore].filter((name) => !delegatesAfter.has(name)),
    },
    ...(before.mode.name === after.mode.name ? {} : { mode: { before: before.mode.name, after: after.mode.name } }),
  };
}

export function isEmpty({ grants, servers, delegates, mode }: PermissionDifference): boolean {
  return grants.length + servers.length + delegates.added.length + delegates.removed.length === 0 && mode === undefined;
}

/** Whether anything in it lets more happen without a person. */
export function loosens(changes: PermissionDifference): boolean {
  return changes.gained.length > 0 || changes.grants.some((change) => change.loosens);
}

function freeEffects({ grants }: AgentPermissions): Effect[] {
  return [...sortEffects(grants.filter(({ decision }) => decision === "allow").flatMap(({ effects }) => effects))];
}

/** The strictest word where one tool and part of it is named twice: the careful reading of what was there before. */
function byTool(grants: readonly Grant[]): Map<string, Grant> {
  const found = new Map<string, Grant>();
  for (const grant of grants) {
    const key = JSON.stringify([grant.tool, grant.specifier ?? null]);
    const other = found.get(key);
    if (!other || rank(grant.decision) > rank(other.decision)) found.set(key, grant);
  }
  return found;
}

function grantChanges(before: readonly Grant[], after: readonly Grant[]): GrantChange[] {
  const [old, now] = [byTool(before), byTool(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key): GrantChange[] => {
    const [was, is] = [old.get(key), now.get(key)];
    const said = is ?? was;
    if (!said || was?.decision === is?.decision) return [];
    return [
      {
        tool: said.tool,
        ...(said.specifier === undefined ? {} : { specifier: said.specifier }),
        effects: said.effects,
        ...(was ? { before: was } : {}),
        ...(is ? { after: is } : {}),
        loosens: looser(was, is),
      },
    ];
  });
}

/** A rule that refused or asked and is gone loosens as much as one that allows and is new. */
function looser(was: Grant | undefined, is: Grant | undefined): boolean {
  if (was && is) return rank(is.decision) < rank(was.decision);
  return is ? is.decision === "allow" : was?.decision !== "allow";
}

function rank(decision: Decision): number {
  return decisions.indexOf(decision);
}

function serverChanges(
  before: readonly ServerPermissions[],
  after: readonly ServerPermissions[],
): PermissionDifference["servers"] {
  const states = (servers: readonly ServerPermissions[]) => new Map(servers.map(({ name, state }) => [name, state]));
  const [old, now] = [states(before), states(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    return was === is ? [] : [{ name, ...(was ? { before: was } : {}), ...(is ? { after: is } : {}) }];
  });
}
