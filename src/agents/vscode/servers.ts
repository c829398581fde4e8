/** MCP servers of VS Code: the workspace's `.vscode/mcp.json` and the profile's `mcp.json`. VS Code 1.139.1. */
import type { Closed, ServerPermissions } from "../../core/model/permission.ts";
import type { Problem } from "../../core/model/problem.ts";
import { at, itemsOf, membersOf, plain, textOf } from "../../core/parse/value.ts";
import type { PermissionInput } from "../../core/permissions/input.ts";
import { toolsOfServer } from "../../core/permissions/serverTools.ts";
import { provenanceOf, readSettingsFile } from "../../core/permissions/settingsFile.ts";
import { notStarted } from "./serverAccess.ts";
import type { VsCodeSettings } from "./settings.ts";

export interface VsCodeServer extends ServerPermissions {
  /** Its tools then run without asking (macOS and Linux; the setting does nothing on Windows). */
  readonly sandboxed: boolean;
  /** Why it is not started, or why that cannot be told. */
  readonly closed: Closed | undefined;
}

export interface VsCodeServers {
  readonly servers: readonly VsCodeServer[];
  readonly problems: readonly (Problem & { readonly path: string })[];
}

export function readServers(input: PermissionInput, settings: VsCodeSettings): VsCodeServers {
  const files = input.configs.filter((config) => /(^|[/\\])mcp\.json$/.test(config.path)).map(readSettingsFile);
  const servers = files.flatMap((file) =>
    membersOf(at(file.root, "servers")).map((entry): VsCodeServer => {
      const args = itemsOf(at(entry.value, "args")).flatMap(({ value }) => textOf(value) ?? []);
      const sandbox = at(entry.value, "sandboxEnabled");
      const command = textOf(at(entry.value, "command"));
      const launch = { command, args, cwd: textOf(at(entry.value, "cwd")) };
      const definition = {
        name: entry.key,
        url: textOf(at(entry.value, "url")),
        command: command === undefined ? [] : [command, ...args],
        fromRegistry: at(entry.value, "gallery") !== undefined,
      };
      const closed = notStarted(definition, settings);
      return {
        name: entry.key,
        source: provenanceOf(file, entry.keySpan, entry.key),
        // The first start asks whether the server is trusted; the answer is not in a file we read.
        state: closed?.outcome === "unreachable" ? "disabled" : "needs-approval",
        tools: toolsOfServer(launch, input.documents, input.place),
        sandboxed: sandbox !== undefined && plain(sandbox) === true && input.place.platform !== "win32",
        closed,
      };
    }),
  );
  const misnamed = files
    .filter((file) => file.root && at(file.root, "servers") === undefined && at(file.root, "mcpServers") !== undefined)
    .map((file) => ({
      path: file.config.path,
      message: 'The key is "servers" here, not "mcpServers": VS Code starts no server from this file.',
    }));
  return { servers, problems: [...files.flatMap((file) => file.problems), ...misnamed] };
}
