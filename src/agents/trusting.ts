/** How each agent is told that a folder is trusted: to see what a repository's files would come to once it is. */
import type { LoadedConfig, Place } from "../core/permissions/input.ts";
import { joinNative } from "../core/permissions/paths.ts";

interface Trusting {
  /** Below the home folder. */
  readonly file: string;
  text(workspace: string): string;
}

const byAgent: Readonly<Record<string, Trusting>> = {
  "claude-code": {
    file: ".claude.json",
    text: (workspace) => JSON.stringify({ projects: { [workspace]: { hasTrustDialogAccepted: true } } }),
  },
  codex: {
    file: ".codex/config.toml",
    text: (workspace) => `[projects.${JSON.stringify(workspace)}]\ntrust_level = "trusted"\n`,
  },
  gemini: {
    file: ".gemini/trustedFolders.json",
    text: (workspace) => JSON.stringify({ [workspace]: "TRUST_FOLDER" }),
  },
};

/** The user's own file of the agent, that trusts the workspace and says nothing else. */
export function trustingConfigs(agents: readonly string[], { home, workspace, platform }: Place): LoadedConfig[] {
  if (workspace === undefined) return [];
  return agents.flatMap((agent) => {
    const known = Object.hasOwn(byAgent, agent) ? byAgent[agent] : undefined;
    return known ? [{ layer: "user", path: joinNative(platform, home, known.file), text: known.text(workspace) }] : [];
  });
}
