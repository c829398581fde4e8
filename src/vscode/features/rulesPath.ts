import type { PermissionInput } from "../../core/permissions/input.ts";

/** Where an agent's rules are written, where this editor knows it better than the agent's documents: its own settings. */
export function rulesPath(agent: string, { configs }: PermissionInput): string | undefined {
  if (agent !== "vscode") return undefined;
  return configs.find(({ layer, path }) => layer === "user" && /[/\\]settings\.json$/.test(path))?.path;
}
