/** Where signatures of the audit are kept beside its own folder: what happens to that does not happen to these. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { extensionId } from "../core/identity.ts";
import type { Locations } from "./locations.ts";

/** What an editor keeps for the extension, below the folder of its user data. */
export const editorStore = ["User", "globalStorage", extensionId, "audit"] as const;

/** The names under which VS Code and its kin keep user data. */
const editors = ["Code", "Code - Insiders", "Code - OSS", "VSCodium", "Cursor", "Windsurf", "Kiro", "Trae"];

/** Editors whose extensions run on a server, below the home folder. */
const servers = [
  [".vscode-server", "data"],
  [".vscode-server-insiders", "data"],
  [".vscodium-server", "data"],
  [".cursor-server", "data"],
  [".windsurf-server", "data"],
  [".local", "share", "code-server"],
] as const;

/** Every place that may hold signatures of this home's log, for whoever verifies it without an editor. */
export function anchorPlaces({ home, auditAnchor }: Pick<Locations, "home" | "auditAnchor">): readonly string[] {
  const data = [...editors.map((name) => join(home, ...userData(), name)), ...servers.map((way) => join(home, ...way))];
  return [auditAnchor, ...data.map((folder) => join(folder, ...editorStore)).filter((place) => existsSync(place))];
}

function userData(): readonly string[] {
  if (process.platform === "darwin") return ["Library", "Application Support"];
  return process.platform === "win32" ? ["AppData", "Roaming"] : [".config"];
}
