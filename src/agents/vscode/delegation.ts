/**
 * What a custom agent of VS Code may do as a sub-agent: what the session may, with the tools of its list. Where it has
 * no list it has those of the one that starts it. Tried with 1.139.1 on 2026-11-26.
 */
import type { Action } from "../../core/model/action.ts";
import type { Acting, Closed, Explanation, Named } from "../../core/model/permission.ts";
import { actingWith, closedBy } from "../../core/permissions/acting.ts";
import type { PermissionInput } from "../../core/permissions/input.ts";
import type { Delegation, SkillInUse } from "../agent.ts";
import { agentFiles, customAgents } from "./customAgents.ts";
import { permissions } from "./permissions.ts";
import { standingWith } from "./prompts.ts";
import { explainUnder, type Standing, session, started, takenRow } from "./standing.ts";

export const vscodeDelegation: Delegation = {
  files: agentFiles,
  withSkills: true,
  explain: explainDelegate,
  tree: { named, acting },
};

function explainDelegate(
  chain: readonly string[],
  action: Action,
  input: PermissionInput,
  skill?: SkillInUse,
): Explanation {
  return explainUnder(standingOf(chain, skill, input), action, input);
}

function standingOf(
  chain: readonly string[],
  skill: SkillInUse | undefined,
  input: PermissionInput,
): Standing | Closed {
  let standing: Standing | Closed = skill ? standingWith(skill.name, input) : session;
  for (const name of chain) {
    if ("outcome" in standing) return standing;
    standing = started(name, standing, input);
  }
  return standing;
}

function named(input: PermissionInput): readonly Named[] {
  const seen = new Set<string>();
  return customAgents(input).flatMap(({ name, source }) => {
    if (seen.has(name)) return [];
    seen.add(name);
    return [{ name, source }];
  });
}

function acting(name: string, input: PermissionInput): Acting {
  const standing = standingOf([name], undefined, input);
  if ("outcome" in standing) return closedBy(standing);
  return actingWith(permissions(input).grants, (grant) => takenRow(standing, grant));
}
