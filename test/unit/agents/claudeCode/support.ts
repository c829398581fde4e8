import type { LoadedConfig, PermissionInput } from "../../../../src/agents/agent.ts";
import { configFiles } from "../../../../src/agents/claudeCode/permissions.ts";

const home = "/lab/home";
const workspace = "/lab/ws";

export interface Configuration {
  /** A mode given on the command line. */
  readonly mode?: string;
  /** "parent": only the folder above the workspace is trusted. */
  readonly trusted?: false | "parent";
  /** Files of the workspace by relative path: JSON values, or text as it is. */
  readonly project?: Readonly<Record<string, unknown>>;
  /** Files of the home folder, the same way. */
  readonly home?: Readonly<Record<string, unknown>>;
  readonly managed?: unknown;
  readonly documents?: PermissionInput["documents"];
  readonly credentials?: PermissionInput["credentials"];
}

/** What src/node would load for a workspace at /lab/ws with these files. */
export function inputOf(configuration: Configuration): PermissionInput {
  const place = { home, workspace, platform: "linux" } as const;
  const files = new Map<string, string>();
  for (const [path, value] of Object.entries(configuration.project ?? {}))
    files.set(`${workspace}/${path}`, textOf(value));
  for (const [path, value] of Object.entries(configuration.home ?? {})) files.set(`${home}/${path}`, textOf(value));
  if (configuration.managed !== undefined)
    files.set("/etc/claude-code/managed-settings.json", textOf(configuration.managed));
  const state = JSON.parse(files.get(`${home}/.claude.json`) ?? "{}") as Record<string, unknown>;
  if (configuration.trusted !== false) {
    const folder = configuration.trusted === "parent" ? "/lab" : workspace;
    const projects = (state.projects ?? {}) as Record<string, object>;
    state.projects = { ...projects, [folder]: { ...projects[folder], hasTrustDialogAccepted: true } };
  }
  files.set(`${home}/.claude.json`, JSON.stringify(state, undefined, 1));
  const configs: LoadedConfig[] = configFiles(place)
    .filter((file) => file.dropIns === undefined)
    .map((file) => ({ ...file, ...(files.has(file.path) ? { text: files.get(file.path) as string } : {}) }));
  if (configuration.mode) {
    const text = JSON.stringify({ permissions: { defaultMode: configuration.mode } });
    configs.push({ layer: "flag", path: "/lab/flag/settings.json", text });
  }
  return {
    place,
    configs,
    documents: configuration.documents ?? [],
    credentials: configuration.credentials ?? [],
    installed: true,
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value, undefined, 2);
}
