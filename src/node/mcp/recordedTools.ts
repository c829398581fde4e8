/** What servers said of themselves when they were last listed: by a proxy, or because a person asked them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { nameEffects } from "../../core/effects/mcp/nameEffects.ts";
import type { ServerPermissions, ServerTool } from "../../core/model/permission.ts";
import type { PermissionInput } from "../../core/permissions/input.ts";
import { expandLaunch, identityOf, launchOf } from "../../core/wrap/launch.ts";
import { pinsFolder } from "./pins.ts";

/** The tools of a server by its own word; undefined where it was never listed. */
export type RecordedTools = (server: ServerPermissions, input: PermissionInput) => readonly ServerTool[] | undefined;

/** Reads what is kept once; what cannot be read counts as never listed, since it is only shown. */
export function recordedTools(base: string, environment: Readonly<Record<string, string | undefined>>): RecordedTools {
  const kept = readAll(pinsFolder(base));
  return (server, input) => {
    if (kept.size === 0) return undefined;
    const { name, source } = server;
    const text = input.configs.find(({ path }) => path === source.path)?.text;
    if (text === undefined || source.path === undefined) return undefined;
    const launch = launchOf({ path: source.path, text }, name, source.line);
    if (!launch) return undefined;
    const asked = [launch, expandLaunch(launch, { ...input.place, environment })];
    const tools = asked.map((one) => kept.get(JSON.stringify(identityOf(name, one)))).find((one) => one !== undefined);
    return tools?.map((tool) => ({
      name: tool.name,
      effects: nameEffects(name, tool.name),
      confirmed: "unknown",
      ...(tool.readOnly ? { readOnlyHint: true } : {}),
    }));
  };
}

interface Listed {
  readonly name: string;
  readonly readOnly: boolean;
}

function readAll(folder: string): Map<string, readonly Listed[]> {
  const found = new Map<string, readonly Listed[]>();
  for (const file of filesOf(folder)) {
    try {
      const { server, tools } = JSON.parse(readFileSync(join(folder, file), "utf8")) as {
        server?: unknown;
        tools?: Readonly<Record<string, { annotations?: { readOnlyHint?: unknown } } | null>>;
      };
      if (!Array.isArray(server) || typeof tools !== "object" || tools === null) continue;
      const listed = Object.entries(tools).map(([name, one]) => ({
        name,
        readOnly: one?.annotations?.readOnlyHint === true,
      }));
      found.set(JSON.stringify(server), listed);
    } catch {
      // Half a file is no list.
    }
  }
  return found;
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".json"));
  } catch {
    return [];
  }
}
