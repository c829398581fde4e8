/** Which sub-agents Gemini CLI has, and which tools. Read in its code and tried with 0.61.0 on 2026-11-26. */
import type { Closed, Named, Provenance } from "../../core/model/permission.ts";
import { at, membersOf, textOf } from "../../core/parse/value.ts";
import { type AgentFile, readAgentFile } from "../../core/permissions/agentFile.ts";
import type { ConfigFile, PermissionInput, Place } from "../../core/permissions/input.ts";
import { joinNative } from "../../core/permissions/paths.ts";
import { defaultProvenance, provenanceOf, readSettingsFile } from "../../core/permissions/settingsFile.ts";
import { type GeminiSettings, lastOf } from "./settings.ts";

/** One that can be started. */
export interface SubAgent {
  /** Undefined: every tool of the session. */
  readonly tools: readonly string[] | undefined;
  readonly source: Provenance;
  /** Names of servers of its own. */
  readonly servers: readonly string[];
}

const acknowledged = "agents.json";
const reading = ["list_directory", "read_file", "glob", "grep_search"];

const builtIn: ReadonlyMap<string, readonly string[] | undefined> = new Map([
  ["generalist", undefined],
  ["codebase_investigator", reading],
  ["cli_help", ["get_internal_docs"]],
]);

/** Weakest last: of two with one name the first counts. */
export function subAgentFiles({ platform, home, workspace }: Place): readonly ConfigFile[] {
  const user = (...names: readonly string[]) => joinNative(platform, home, ".gemini", ...names);
  return [
    { layer: "user", path: user("acknowledgments", acknowledged) },
    ...(workspace === undefined
      ? []
      : [{ layer: "project" as const, path: joinNative(platform, workspace, ".gemini", "agents"), dropIns: ".md" }]),
    { layer: "user", path: user("agents"), dropIns: ".md" },
  ];
}

/** Those that files define; a file that is left out says so when it is asked for. */
export function namedSubAgents(files: PermissionInput["agentFiles"] = []): readonly Named[] {
  const own = agentFilesIn(files).map(
    (file): Named => ({ name: file.name, source: file.where("name", `name: ${file.name}`) }),
  );
  return [...new Map(own.toReversed().map((one) => [one.name, one])).values()];
}

function agentFilesIn(files: NonNullable<PermissionInput["agentFiles"]>): readonly AgentFile[] {
  return files
    .filter(({ path }) => path.endsWith(".md") && !/[/\\]_[^/\\]*$/.test(path))
    .flatMap((file) => readAgentFile(file) ?? [])
    .filter(({ named }) => named);
}

/** @param files undefined: they were not read */
export function subAgentNamed(
  name: string,
  settings: GeminiSettings,
  files: PermissionInput["agentFiles"],
): SubAgent | Closed {
  const off =
    isFalse(settings, "experimental", "enableAgents") ?? isFalse(settings, "agents", "overrides", name, "enabled");
  if (off) return { outcome: "unreachable", by: off };
  if (builtIn.has(name))
    return { tools: builtIn.get(name), source: defaultProvenance(`${name} comes with Gemini CLI`), servers: [] };
  if (!files)
    return { outcome: "unknown", by: defaultProvenance(`whether there is a sub-agent “${name}” was not looked for`) };
  const own = agentFilesIn(files).filter((file) => file.name === name);
  const loaded = own.filter((file) => whyNotLoaded(file) === undefined);
  for (const file of loaded) {
    const waits = file.layer === "project" ? whyWaiting(file, settings, files) : undefined;
    if (!waits) return loadedAgent(file, loaded);
    if (waits.outcome === "unknown") return waits;
  }
  const [first] = own;
  const waits = loaded[0] && whyWaiting(loaded[0], settings, files);
  const why = (first && whyNotLoaded(first)) ?? defaultProvenance(`no sub-agent “${name}” in the files that count`);
  return waits ?? { outcome: "unreachable", by: why };
}

function loadedAgent(file: AgentFile, all: readonly AgentFile[]): SubAgent | Closed {
  const twice = all.find((other) => other !== file && other.layer === file.layer);
  if (twice) return { outcome: "unknown", by: twice.where("name", `${file.name}: two files define it`) };
  if (file.broken) return { outcome: "unknown", by: file.where("name", "the frontmatter cannot be read as it is") };
  const tools = file.list("tools");
  return {
    tools,
    source: file.where("tools", tools ? `tools: ${tools.join(", ")}` : "no list of tools: every tool of the session"),
    servers: membersOf(at(file.root, "mcp_servers")).map(({ key }) => key),
  };
}

/** A project's sub-agent is loaded once the person has acknowledged its very text; none in a folder not trusted. */
function whyWaiting(
  file: AgentFile,
  { trust, place }: GeminiSettings,
  files: NonNullable<PermissionInput["agentFiles"]>,
): Closed | undefined {
  if (!trust.trusted) return { outcome: "unreachable", by: trust.source };
  const list = files.find(({ path }) => path.endsWith(acknowledged));
  const read = list && readSettingsFile(list);
  const entry = membersOf(at(read?.root, place.workspace ?? "")).find(({ key }) => key === file.name);
  if (!read || !entry)
    return {
      outcome: "unreachable",
      by: file.where("name", `${file.name}: a project's sub-agent waits until the person has acknowledged it`),
    };
  const text = `${file.name}: whether the text that was acknowledged is still this one is not compared here`;
  return { outcome: "unknown", by: provenanceOf(read, entry.span, text) };
}

const keys: ReadonlySet<string> = new Set(
  "kind name description display_name tools mcp_servers model temperature max_turns timeout_mins".split(" "),
);

/** Names that a list may hold; with any other the file is not loaded. */
const toolNames: ReadonlySet<string> = new Set([
  ...reading,
  ..."write_todos write_file google_web_search web_fetch replace run_shell_command read_many_files".split(" "),
  ..."activate_skill ask_user get_internal_docs enter_plan_mode exit_plan_mode update_topic complete_task".split(" "),
  ..."invoke_agent read_mcp_resource list_mcp_resources search_file_content *".split(" "),
  ..."create_task update_task get_task list_tasks add_dependency visualize".split(" ").map((name) => `tracker_${name}`),
]);

/** It takes no file that is not wholly valid. */
function whyNotLoaded(file: AgentFile): Provenance | undefined {
  const not = (key: string, text: string) => file.where(key, `${text}: Gemini CLI does not load the file`);
  if (!/^[a-z0-9-_]+$/.test(file.name)) return not("name", `name: ${file.name}`);
  if (!file.text("description")) return not("name", "no description");
  const strange = file.keys.find((key) => !keys.has(key));
  if (strange !== undefined) return not(strange, `${strange} is no key of a sub-agent that runs here`);
  const kind = file.text("kind");
  if (kind !== undefined && kind !== "local") return not("kind", `kind: ${kind}`);
  const tools = at(file.root, "tools");
  if (tools && textOf(tools) !== undefined) return not("tools", "tools is a text and no list");
  const unnamed = file
    .list("tools")
    ?.find((name) => !toolNames.has(name) && !/^(?:discovered_tool_|mcp_(?!_))/.test(name));
  return unnamed === undefined ? undefined : not("tools", `${unnamed} is no tool`);
}

function isFalse({ files }: GeminiSettings, ...path: readonly string[]): Provenance | undefined {
  const found = lastOf(files, ...path);
  return found?.value.kind === "scalar" && found.value.value === false
    ? provenanceOf(found.file, found.value.span, `${path.join(".")}: false`)
    : undefined;
}

/** Tools that start sub-agents are taken from every list. */
export function hasTool({ tools }: SubAgent, tool: string): boolean {
  return tools === undefined || tools.some((entry) => namesTool(entry, tool));
}

/** A server whose tools are not known is there if its list names one of them. */
export function mayHaveToolOf({ tools = [] }: SubAgent, row: string): boolean {
  return row.startsWith("mcp_") && row.endsWith("_*") && tools.some((entry) => entry.startsWith(row.slice(0, -1)));
}

function namesTool(entry: string, tool: string): boolean {
  if (entry === "*" || entry === tool) return true;
  return entry.startsWith("mcp_") && entry.endsWith("*") && tool.startsWith(entry.slice(0, -1));
}
