/**
 * Which MCP servers VS Code starts at all: `chat.mcp.access`, and lists of servers by name, address or command. Read in
 * VS Code 1.139.1 on 2026-11-26. A refusal comes before a permission.
 */
import type { Closed } from "../../core/model/permission.ts";
import { type SettingValue, settingOf, type VsCodeSettings } from "./settings.ts";

/** A server as it is defined. */
export interface Definition {
  readonly name: string;
  readonly url: string | undefined;
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** It says that it comes from the registry. */
  readonly fromRegistry: boolean;
}

/** Why a server is not started, or why that cannot be told. */
export function notStarted(server: Definition, settings: VsCodeSettings): Closed | undefined {
  const access = settingOf(settings, "chat.mcp.access", "all");
  if (access.value === "none") return { outcome: "unreachable", by: access.source };
  if (access.value === "registry")
    return server.fromRegistry
      ? { outcome: "unknown", by: { ...access.source, text: "whether the registry has this server" } }
      : { outcome: "unreachable", by: access.source };
  const denied = settingOf(settings, "chat.mcp.deniedServers", null);
  const allowed = settingOf(settings, "chat.mcp.allowedServers", null);
  const managed = settingOf(settings, "chat.mcp.allowManagedServersOnly", false);
  const refused = named(server, denied);
  if (refused) return { outcome: refused === "unclear" ? "unknown" : "unreachable", by: denied.source };
  if (managed.value === true) return { outcome: "unreachable", by: managed.source };
  if (!Array.isArray(allowed.value)) return undefined;
  const has = named(server, allowed);
  if (has === true) return undefined;
  return { outcome: has === "unclear" ? "unknown" : "unreachable", by: allowed.source };
}

/** Whether a list names the server. What speaks of nothing, or of more than one thing, counts for nothing. */
function named(server: Definition, { value }: SettingValue): true | "unclear" | undefined {
  const found = (Array.isArray(value) ? value : []).map((entry) => meets(server, entry));
  return found.includes(true) ? true : found.includes("unclear") ? "unclear" : undefined;
}

function meets({ name, url, command }: Definition, entry: unknown): boolean | "unclear" {
  if (typeof entry !== "object" || entry === null) return false;
  const { serverName, serverUrl, serverCommand } = entry as Readonly<Record<string, unknown>>;
  const [isName, isUrl] = [serverName, serverUrl].map((one) => typeof one === "string" && one !== "");
  const words = Array.isArray(serverCommand) ? serverCommand : [];
  const isCommand = words.length > 0 && words.every((word) => typeof word === "string");
  if ([isName, isUrl, isCommand].filter(Boolean).length !== 1) return false;
  if (isName) return serverName === name;
  // Addresses are compared in a form of their own, and what variables stand for is not known here.
  if (isUrl) return url === undefined ? false : "unclear";
  if (command.some((word) => word.includes("${"))) return "unclear";
  return words.length === command.length && words.every((word, index) => word === command[index]);
}
