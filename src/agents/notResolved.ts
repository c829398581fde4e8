/**
 * An agent whose own permissions are not resolved yet. What is said here is only that they are not known: nothing is
 * guessed, and no file is interpreted.
 */
import type { Action } from "../core/model/action.ts";
import type { AgentPermissions, Explanation } from "../core/model/permission.ts";
import type { ConfigFile, PermissionInput, Place } from "../core/permissions/input.ts";
import { joinNative } from "../core/permissions/paths.ts";
import { defaultProvenance } from "../core/permissions/settingsFile.ts";
import type { Agent, Limit } from "./agent.ts";
import type { HookAgent } from "./hookAgent.ts";

export interface NotResolved {
  readonly hook: HookAgent;
  readonly facts: Agent["facts"];
  readonly limits: readonly Limit[];
  /** Its settings, below the home and below the workspace. */
  readonly files: { readonly user: readonly string[]; readonly project: readonly string[] };
}

export function notResolved({ hook, facts, limits, files }: NotResolved): Agent {
  const { id, title } = hook;
  const source = defaultProvenance(`not proven: Countersign does not resolve the permissions of ${title} yet`);
  return {
    ...hook,
    facts,
    limits,
    configFiles: ({ platform, home, workspace }: Place): readonly ConfigFile[] => [
      ...files.user.map((name) => ({ layer: "user", path: joinNative(platform, home, name) }) as const),
      ...(workspace === undefined ? [] : files.project).map(
        (name) => ({ layer: "project", path: joinNative(platform, workspace ?? home, name) }) as const,
      ),
    ],
    permissions: ({ installed, credentials }: PermissionInput): AgentPermissions => ({
      agent: id,
      title,
      factsVersion: facts.version,
      factsDate: facts.date,
      installed,
      mode: { name: "not proven", source },
      grants: [],
      servers: [],
      delegates: [],
      credentials,
      ineffective: [],
      // Nothing is known to run without asking; `mode` says that this is not the same as safe.
      ruleOfTwo: { untrusted: false, sensitive: false, outward: false },
      problems: [],
    }),
    explain: (_action: Action): Explanation => ({ agent: id, outcome: "unknown", decidedBy: source, lost: [] }),
  };
}
