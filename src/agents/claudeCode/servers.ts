/** MCP servers of Claude Code: where they are declared, and whether they start. Observed with 2.1.329 on 2026-11-21. */
import type { ServerPermissions } from "../../core/model/permission.ts";
import type { Problem } from "../../core/model/problem.ts";
import { at, itemsOf, type Member, membersOf, textOf, type ValueNode } from "../../core/parse/value.ts";
import type { PermissionInput } from "../../core/permissions/input.ts";
import { slashed } from "../../core/permissions/paths.ts";
import { toolsOfServer } from "../../core/permissions/serverTools.ts";
import { provenanceOf, readSettingsFile, type SettingsFile, stringsAt } from "../../core/permissions/settingsFile.ts";
import { matchesWildcard } from "../../core/permissions/wildcard.ts";
import { type ClaudeSettings, isStrictJson, isTrue } from "./settings.ts";

export interface ClaudeServers {
  readonly servers: readonly ServerPermissions[];
  readonly problems: readonly (Problem & { readonly path: string })[];
}

/** An administrator's own servers: with this file there are no others (tried on 2026-11-26). */
export const managedServersFile = "managed-mcp.json";

/** Servers of the project's `.mcp.json` and of `~/.claude.json` (for every project, and for this one). */
export function readServers(input: PermissionInput, settings: ClaudeSettings): ClaudeServers {
  const [ofAdministrator] = input.configs
    .filter(({ path, text }) => path.endsWith(managedServersFile) && text !== undefined)
    .map(readSettingsFile);
  if (ofAdministrator) {
    const found = membersOf(at(ofAdministrator.root, "mcpServers"));
    return {
      servers: found.map((entry) =>
        server(entry, ofAdministrator, isDenied(entry, settings) ? "disabled" : "enabled", input),
      ),
      problems: problemsOf(ofAdministrator),
    };
  }
  const files = input.configs.filter((config) => /(^|[/\\])\.mcp\.json$/.test(config.path)).map(readSettingsFile);
  const problems = files.flatMap(problemsOf);
  const servers: ServerPermissions[] = files
    .filter((file) => isStrictJson(file.config.text ?? ""))
    .flatMap((file) =>
      membersOf(at(file.root, "mcpServers")).map((entry) => server(entry, file, stateOf(entry, settings), input)),
    );
  const { state } = settings;
  if (state) {
    const own = membersOf(ownProject(settings)?.value).find((entry) => entry.key === "mcpServers")?.value;
    for (const entry of [...membersOf(at(state.root, "mcpServers")), ...membersOf(own)]) {
      servers.push(server(entry, state, isDenied(entry, settings) ? "disabled" : "enabled", input));
    }
  }
  return { servers, problems };
}

function problemsOf(file: SettingsFile): (Problem & { path: string })[] {
  const { path, text, error } = file.config;
  if (error !== undefined) return [...file.problems];
  if (text === undefined) return [];
  if (!isStrictJson(text)) {
    const message =
      "This is not strict JSON (no comments, no trailing commas): Claude Code starts none of its servers.";
    return [{ path, message }];
  }
  if (at(file.root, "mcpServers")?.kind === "object") return [];
  return [{ path, message: 'There is no "mcpServers" object: Claude Code starts no server from this file.' }];
}

function server(
  entry: Member,
  file: SettingsFile,
  state: ServerPermissions["state"],
  input: PermissionInput,
): ServerPermissions {
  const args = itemsOf(at(entry.value, "args")).flatMap(({ value }) => textOf(value) ?? []);
  const launch = { command: textOf(at(entry.value, "command")), args, cwd: textOf(at(entry.value, "cwd")) };
  return {
    name: entry.key,
    source: provenanceOf(file, entry.keySpan, entry.key),
    state,
    tools: toolsOfServer(launch, input.documents, input.place),
  };
}

/** Off beats on, whichever file says it. A project may approve its own servers. (`claude -p` starts all but the refused ones.) */
function stateOf(entry: Member, settings: ClaudeSettings): ServerPermissions["state"] {
  const name = entry.key;
  const project = ownProject(settings)?.value;
  const listed = (key: string) =>
    settings.files.some((file) => stringsAt(file, key).some(({ text }) => text === name)) ||
    itemsOf(at(project, key)).some(({ value }) => textOf(value) === name);
  if (isDenied(entry, settings) || listed("disabledMcpjsonServers")) return "disabled";
  const all = settings.files.some((file) => isTrue(at(file.root, "enableAllProjectMcpServers")));
  return all || listed("enabledMcpjsonServers") ? "enabled" : "needs-approval";
}

/** A list of allowed servers refuses the others: every list of every layer has to name it. */
function isDenied({ key: name, value: entry }: Member, settings: ClaudeSettings): boolean {
  const missing = settings.files.some((file) => {
    const list = at(file.root, "allowedMcpServers");
    return list !== undefined && !itemsOf(list).some(({ value }) => isSame(value, name, entry));
  });
  if (missing) return true;
  return settings.files.some((file) =>
    itemsOf(at(file.root, "deniedMcpServers")).some(({ value }) => isSame(value, name, entry)),
  );
}

/** A list names a server by its name, by the words that start it, or by its address. */
function isSame(listed: ValueNode, name: string, entry: ValueNode): boolean {
  const words = (node: ValueNode | undefined) => itemsOf(node).map(({ value }) => textOf(value));
  const wanted = words(at(listed, "serverCommand"));
  if (wanted.length > 0)
    return [textOf(at(entry, "command")), ...words(at(entry, "args"))].join("\0") === wanted.join("\0");
  const url = textOf(at(listed, "serverUrl"));
  if (url !== undefined) return matchesWildcard(url, textOf(at(entry, "url")) ?? "");
  return textOf(at(listed, "serverName")) === name;
}

/** The entry of this workspace in `~/.claude.json`. */
function ownProject({ state, place }: ClaudeSettings): Member | undefined {
  if (place.workspace === undefined) return undefined;
  const wanted = slashed(place.workspace, place.platform);
  return membersOf(at(state?.root, "projects")).findLast((entry) => slashed(entry.key, place.platform) === wanted);
}
