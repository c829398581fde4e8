import { Uri } from "vscode";
import type { Agent } from "../../agents/agent.ts";
import { agents } from "../../agents/catalogue.ts";

/**
 * The agents as they are in this editor: VS Code's own is certainly installed, and its user settings lie where this
 * editor keeps them (Insiders, portable, server), which no adapter can know.
 * @param globalStorage the extension's storage, two folders below the user's settings
 */
export function agentsOfThisEditor(globalStorage: Uri): readonly Agent[] {
  const user = Uri.joinPath(globalStorage, "..", "..");
  return agents.map((agent) => (agent.id === "vscode" ? inEditor(agent, user) : agent));
}

function inEditor(agent: Agent, user: Uri): Agent {
  return {
    ...agent,
    configFiles: (place) =>
      agent.configFiles(place).map((file) => {
        const name = file.path.split(/[\\/]/).at(-1) ?? "";
        return file.layer === "user" ? { ...file, path: Uri.joinPath(user, name).fsPath } : file;
      }),
    permissions: (input) => agent.permissions({ ...input, installed: true }),
  };
}
