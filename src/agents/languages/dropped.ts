/** What no longer runs by a rule after a change of one file, and what still does by a rule of another. */
import type { Grant } from "../../core/model/permission.ts";
import type { PermissionInput } from "../../core/permissions/input.ts";
import { droppedRules } from "../../core/permissions/tighten.ts";
import type { Resolvable } from "../resolvable.ts";

export interface Dropped {
  readonly gone: readonly Grant[];
  /** Rules of other files, which are left to the person. */
  readonly others: readonly Grant[];
}

export function droppedBy(agent: Resolvable, before: PermissionInput, after: PermissionInput): Dropped {
  const nameOf = ({ tool, specifier }: Grant) => `${tool}\0${specifier ?? ""}`;
  const now = droppedRules(agent.permissions(before));
  const then = droppedRules(agent.permissions(after));
  const isUntouched = ({ source }: Grant) => {
    const text = before.configs.find(({ path }) => path === source.path)?.text;
    return text !== undefined && after.configs.some((config) => config.path === source.path && config.text === text);
  };
  return {
    gone: now.filter((rule) => !then.some((one) => nameOf(one) === nameOf(rule))),
    others: then.filter(isUntouched),
  };
}
