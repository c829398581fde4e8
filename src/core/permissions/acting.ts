/** What a sub-agent or a skill may really do, beside what its file lists. */

import type { Action } from "../model/action.ts";
import { sortEffects } from "../model/effect.ts";
import type { Acting, AgentPermissions, Closed, Delegate, Grant, Named, Provenance } from "../model/permission.ts";
import type { Place } from "./input.ts";

/** Answers for the delegates and skills of one agent; a half that is not there was not observed. */
export interface ActingRules {
  readonly delegates?: { readonly named: readonly Named[]; acting(name: string): Acting };
  readonly skills?: { readonly named: readonly Named[]; acting(name: string): Acting };
}

/** Of one that does not act. */
export function closedBy(closed: Closed): Acting {
  return { grants: [], without: [], closed };
}

/** An action that says nothing, to ask by which rules one acts whatever it does. */
export function noAction({ home, workspace, platform }: Place): Action {
  return { kind: "unknown_tool", tool: "", cwd: workspace ?? home, home, platform };
}

/** Grants of which some tools are gone, told together by what took them. */
export function actingWith(grants: readonly Grant[], gone: (grant: Grant) => Provenance | undefined): Acting {
  const taken = new Map<string, { readonly tools: Set<string>; readonly source: Provenance }>();
  const left = grants.filter((grant) => {
    const source = gone(grant);
    if (!source) return true;
    const key = JSON.stringify([source.path, source.line, source.path === undefined ? "" : source.text]);
    const found = taken.get(key) ?? { tools: new Set<string>(), source };
    taken.set(key, found);
    found.tools.add(grant.tool);
    return false;
  });
  return { grants: left, without: [...taken.values()].map(({ tools, source }) => ({ tools: [...tools], source })) };
}

/** Grants that are other than those of the session: new ones, and those with another answer. */
export function actingBeside(session: readonly Grant[], grants: readonly Grant[]): Acting {
  const key = ({ tool, specifier, decision }: Grant) => JSON.stringify([tool, specifier ?? null, decision]);
  const known = new Set(session.map(key));
  return { grants: grants.filter((grant) => !known.has(key(grant))), without: [] };
}

/** Permissions with what each delegate and skill may really do; those that only files of the user define are added. */
export function withActing(found: AgentPermissions, { delegates, skills }: ActingRules): AgentPermissions {
  return {
    ...found,
    ...(delegates ? { delegates: delegatesActing(found.delegates, delegates) } : {}),
    ...(skills ? { skills: skillsActing(found.skills ?? [], skills) } : {}),
  };
}

function delegatesActing(found: readonly Delegate[], { named, acting }: NonNullable<ActingRules["delegates"]>) {
  const names = new Set(found.map(({ name }) => name));
  const others = named
    .filter(({ name }) => !names.has(name))
    .map((one): Delegate => ({ ...one, inheritsAll: false, tools: [], effects: [] }));
  return [...found, ...others].map((delegate): Delegate => {
    const own = acting(delegate.name);
    if (own.closed) return { ...delegate, acting: own };
    const open = own.grants.filter(({ decision }) => decision !== "deny");
    return {
      ...delegate,
      inheritsAll: own.without.length === 0,
      effects: sortEffects(open.flatMap(({ effects }) => effects)),
      acting: own,
    };
  });
}

function skillsActing(
  found: NonNullable<AgentPermissions["skills"]>,
  { named, acting }: NonNullable<ActingRules["skills"]>,
) {
  const names = new Set(found.map(({ name }) => name));
  const others = named.filter(({ name }) => !names.has(name)).map((one) => ({ ...one, tools: [] }));
  return [...found, ...others].flatMap((skill) => {
    const own = acting(skill.name);
    // One that changes nothing is no news.
    const changes = own.grants.length > 0 || own.without.length > 0 || own.closed !== undefined;
    return skill.tools.length === 0 && !changes ? [] : [{ ...skill, acting: own }];
  });
}
