import { extensions, Uri } from "vscode";
import { type Resolvable, resolvable } from "../../agents/resolvable.ts";
import type { AgentPermissions } from "../../core/model/permission.ts";
import type { PermissionInput } from "../../core/permissions/input.ts";

/** Agents that live in this editor: what shows that they are there, by the id of their extension. */
const extensionOf: Readonly<Record<string, string | undefined>> = {
  "roo-code": "RooVeterinaryInc.roo-cline",
  continue: "Continue.continue",
  cline: "saoudrizwan.claude-dev",
  kilo: "kilocode.kilo-code",
};

/** Agents whose settings are this editor's own. */
const settingsOfEditor: ReadonlySet<string> = new Set(["vscode", "roo-code"]);

/**
 * Every agent whose permissions can be shown, as it is in this editor: VS Code's own is certainly installed, and its user
 * settings lie where this editor keeps them (Insiders, portable, server), which no adapter can know.
 * @param globalStorage the extension's storage, two folders below the user's settings
 */
export function agentsOfThisEditor(globalStorage: Uri): readonly Resolvable[] {
  const user = Uri.joinPath(globalStorage, "..", "..");
  return resolvable.map((agent) => inEditor(agent, user));
}

function inEditor(agent: Resolvable, user: Uri): Resolvable {
  const extension = extensionOf[agent.id];
  const isHere = () =>
    agent.id === "vscode" || (extension !== undefined && extensions.getExtension(extension) !== undefined);
  const here = (input: PermissionInput) => (isHere() ? { ...input, installed: true } : input);
  return {
    ...agent,
    configFiles: (place) =>
      !settingsOfEditor.has(agent.id)
        ? agent.configFiles(place)
        : agent.configFiles(place).map((file) => {
            const name = file.path.split(/[\\/]/).at(-1) ?? "";
            return file.layer === "user" ? { ...file, path: Uri.joinPath(user, name).fsPath } : file;
          }),
    permissions: (input): AgentPermissions => agent.permissions(here(input)),
  };
}
