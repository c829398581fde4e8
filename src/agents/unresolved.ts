/**
 * Agents that are held, and whose own permissions are not resolved yet. What is said is only that they are not known;
 * nothing is guessed. `proven`: whether the gate was seen to hold the real program.
 */
import type { Action } from "../core/model/action.ts";
import type { AgentPermissions, Explanation } from "../core/model/permission.ts";
import type { ConfigFile, PermissionInput, Place } from "../core/permissions/input.ts";
import { joinNative } from "../core/permissions/paths.ts";
import { defaultProvenance, readSettingsFile } from "../core/permissions/settingsFile.ts";
import type { Agent } from "./agent.ts";
import type { HookAgent } from "./hookAgent.ts";

export interface Unresolved {
  readonly hook: HookAgent;
  readonly facts: { readonly version: string; readonly date: string };
  /** Its settings in JSON, below the home and below the workspace, with forward slashes. They are checked for being readable. */
  readonly userFiles: readonly string[];
  readonly projectFiles: readonly string[];
  /** Why the gate itself is not proven with this agent; undefined: it was seen to hold the real program. */
  readonly notProven?: string;
}

/** An agent with the hook side only. */
export function unresolvedAgent({ hook, facts, userFiles, projectFiles, notProven }: Unresolved): Agent {
  const why = [
    `not proven: Countersign does not resolve ${hook.title}'s own permissions yet`,
    ...(notProven === undefined ? [] : [`its gate neither: ${notProven}`]),
  ].join("; ");
  const source = defaultProvenance(why);
  return {
    ...hook,
    facts,
    configFiles: (place: Place): readonly ConfigFile[] => [
      ...below(place.platform, place.home, userFiles, "user"),
      ...below(place.platform, place.workspace, projectFiles, "project"),
    ],
    permissions: (input: PermissionInput): AgentPermissions => ({
      agent: hook.id,
      title: hook.title,
      factsVersion: facts.version,
      factsDate: facts.date,
      installed: input.installed,
      mode: { name: "not proven", source },
      grants: [],
      servers: [],
      delegates: [],
      credentials: input.credentials,
      ineffective: [],
      // Nothing is known to run without asking; `mode` says that this is not the same as safe.
      ruleOfTwo: { untrusted: false, sensitive: false, outward: false },
      problems: input.configs.flatMap((config) => readSettingsFile(config).problems),
    }),
    explain: (_action: Action, _input: PermissionInput): Explanation => ({
      agent: hook.id,
      outcome: "unknown",
      decidedBy: source,
      lost: [],
    }),
  };
}

function below(
  platform: Place["platform"],
  folder: string | undefined,
  files: readonly string[],
  layer: "user" | "project",
): ConfigFile[] {
  return folder === undefined ? [] : files.map((file) => ({ layer, path: joinNative(platform, folder, file) }));
}
