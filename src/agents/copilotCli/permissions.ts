/**
 * GitHub Copilot CLI 1.0.102: its permissions are not resolved yet. What is said here is only that they are not known:
 * flags, saved "always allow" answers and managed rules decide, and none of them is read. Nothing is guessed.
 */
import type { Action } from "../../core/model/action.ts";
import type { AgentPermissions, Explanation } from "../../core/model/permission.ts";
import type { ConfigFile, PermissionInput, Place } from "../../core/permissions/input.ts";
import { joinNative } from "../../core/permissions/paths.ts";
import { defaultProvenance, readSettingsFile } from "../../core/permissions/settingsFile.ts";

const agent = "copilot-cli";
const facts = { version: "1.0.102", date: "2026-11-21" } as const;

const notProven = defaultProvenance(
  "not proven: Countersign does not resolve Copilot CLI's flags, saved answers and managed rules yet",
);

/** The files that exist for it; they are checked for being readable, and not interpreted. */
export function configFiles(place: Place): readonly ConfigFile[] {
  const { platform, home, workspace } = place;
  const files: ConfigFile[] = ["settings.json", "permissions-config.json", "mcp-config.json"].map((name) => ({
    layer: "user",
    path: joinNative(platform, home, `.copilot/${name}`),
  }));
  if (workspace === undefined) return files;
  return [
    ...files,
    { layer: "project", path: joinNative(platform, workspace, ".github/copilot/settings.json") },
    { layer: "local", path: joinNative(platform, workspace, ".github/copilot/settings.local.json") },
  ];
}

export function permissions(input: PermissionInput): AgentPermissions {
  return {
    agent,
    title: "GitHub Copilot CLI",
    factsVersion: facts.version,
    factsDate: facts.date,
    installed: input.installed,
    mode: { name: "not proven", source: notProven },
    grants: [],
    servers: [],
    delegates: [],
    credentials: input.credentials,
    ineffective: [],
    // Nothing is known to run without asking; `mode` says that this is not the same as safe.
    ruleOfTwo: { untrusted: false, sensitive: false, outward: false },
    problems: input.configs.flatMap((config) => readSettingsFile(config).problems),
  };
}

export function explain(_action: Action, _input: PermissionInput): Explanation {
  return { agent, outcome: "unknown", decidedBy: notProven, lost: [] };
}
