/** Which sub-agents Codex has, and whether one starts. Tried with 0.169.0 on 2026-11-26 (app server and `codex exec`). */
import type { Named, Provenance } from "../../core/model/permission.ts";
import type { ConfigFile, PermissionInput, Place } from "../../core/permissions/input.ts";
import { foldersFrom, joinNative } from "../../core/permissions/paths.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { readTomlFile, recordOf, type TomlFile, tomlProvenance, valueAt } from "../../core/permissions/tomlFile.ts";
import { because, type Judgement } from "../judgement.ts";
import { lastOf } from "./layers.ts";
import type { CodexSettings } from "./settings.ts";

const builtIn: ReadonlySet<string> = new Set(["default", "worker", "explorer"]);

/** Keys of an agent's file that were tried. None of them changes what it may do. */
const tried: ReadonlySet<string> = new Set([
  ...["name", "description", "developer_instructions", "model", "model_reasoning_effort", "nickname_candidates"],
  ...["sandbox_mode", "approval_policy", "mcp_servers"],
]);

export function subAgentFiles({ platform, home, workspace, repository }: Place): readonly ConfigFile[] {
  const folders = workspace === undefined ? [] : foldersFrom(repository ?? workspace, workspace, platform);
  const agents = (folder: string) => ({ path: joinNative(platform, folder, ".codex", "agents"), dropIns: ".toml" });
  return [
    { layer: "user", ...agents(home) },
    ...folders.map((folder) => ({ layer: "project" as const, ...agents(folder) })),
  ];
}

/** Nobody is asked about a start. @param depth 1: the session starts it */
export function judgeStart(name: string, depth: number, settings: CodexSettings, input: PermissionInput): Judgement {
  const off = lastOf(settings.layers, "features", "multi_agent");
  if (off?.value === false) return because("unreachable", off.source);
  const deepest = lastOf(settings.layers, "agents", "max_depth");
  if (depth > (typeof deepest?.value === "number" ? deepest.value : 1))
    return because(
      "unreachable",
      deepest?.source ?? defaultProvenance("a sub-agent starts no others unless agents.max_depth lets it"),
    );
  const { agentFiles } = input;
  if (agentFiles === undefined && !builtIn.has(name))
    return because("unknown", defaultProvenance(`whether there is a sub-agent “${name}” was not looked for`));
  return judgeNamed(name, settings, agentFiles ?? []);
}

/** Those that files and settings define. */
export function namedSubAgents(
  { layers, trust }: CodexSettings,
  { agentFiles = [] }: PermissionInput,
): readonly Named[] {
  const inFiles = agentFiles
    .filter(({ layer }) => layer !== "project" || trust.value !== "untrusted")
    .map(readTomlFile)
    .flatMap((file): Named[] => {
      const name = valueAt(file.root, "name");
      const isWhole = typeof valueAt(file.root, "developer_instructions") === "string";
      if (typeof name !== "string" || !isWhole) return [];
      return [{ name, source: { ...tomlProvenance(file, "name", `name = "${name}"`), layer: "agent-file" } }];
    });
  const inSettings = layers.flatMap((file) =>
    Object.entries(recordOf(valueAt(file.root, "agents")) ?? {})
      .filter(([, value]) => recordOf(value))
      .map(([name]): Named => ({ name, source: tomlProvenance(file, name, name, `[agents.${name}]`) })),
  );
  return [...new Map([...inSettings, ...inFiles].map((one) => [one.name, one])).values()];
}

/** A folder of which nothing was said has them too. */
function judgeNamed(
  name: string,
  { layers, trust }: CodexSettings,
  agentFiles: NonNullable<PermissionInput["agentFiles"]>,
): Judgement {
  const named = lastOf(layers, "agents", name);
  const files = agentFiles.filter(({ layer }) => layer !== "project" || trust.value !== "untrusted").map(readTomlFile);
  // Without instructions there is none.
  const own = files.filter(
    ({ root }) => valueAt(root, "name") === name && typeof valueAt(root, "developer_instructions") === "string",
  );
  const [file] = own;
  if (!file && !recordOf(named?.value) && !builtIn.has(name))
    return because("unreachable", defaultProvenance(`no sub-agent “${name}” in the files that count`));
  const unsure = own.map(untried).find((found) => found !== undefined);
  if (unsure) return because("unknown", unsure);
  return because("allow", defaultProvenance("sub-agents start without asking, and may what the session may"));
}

function untried(file: TomlFile): Provenance | undefined {
  const key = Object.keys(file.root ?? {}).find((one) => !tried.has(one));
  return key === undefined ? undefined : tomlProvenance(file, key, `${key}: what it decides was not observed`);
}
