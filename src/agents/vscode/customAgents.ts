/**
 * Custom agents of VS Code: where their files are, and what they say. Read in VS Code 1.139.1 and tried on 2026-11-26.
 * A file of the user comes before one of the workspace.
 */
import type { Provenance } from "../../core/model/permission.ts";
import { at } from "../../core/parse/value.ts";
import { type AgentFile, readAgentFile } from "../../core/permissions/agentFile.ts";
import type { ConfigFile, LoadedConfig, PermissionInput, Place } from "../../core/permissions/input.ts";
import { joinNative, slashed } from "../../core/permissions/paths.ts";
import { promptsFolder } from "./userFolder.ts";

/** A list of tools and where it stands; `list` undefined: whatever the session has. */
export interface Offer {
  readonly list: readonly string[] | undefined;
  readonly by: Provenance;
  /** It is that of a prompt file. */
  readonly isPrompts?: true;
}

export interface CustomAgent {
  readonly name: string;
  readonly source: Provenance;
  readonly offer: Offer;
  /** The sub-agents that it may start; undefined: all. */
  readonly agents: Offer;
  /** Whether a person, or a prompt file, can choose it. */
  readonly chosen: boolean;
  readonly chosenBy: Provenance;
  /** What stands in it and was not tried, so that nothing can be told. */
  readonly unsure: Provenance | undefined;
}

export function agentFiles({ platform, home, workspace }: Place): readonly ConfigFile[] {
  const folder = (layer: ConfigFile["layer"], root: string, path: string): ConfigFile => ({
    layer,
    path: joinNative(platform, root, path),
    dropIns: ".md",
  });
  return [
    folder("user", home, ".copilot/agents"),
    folder("user", home, ".claude/agents"),
    { layer: "user", path: promptsFolder({ platform, home }), dropIns: ".agent.md" },
    ...(workspace === undefined
      ? []
      : [folder("project", workspace, ".github/agents"), folder("project", workspace, ".claude/agents")]),
  ];
}

/** The strongest first. */
export function customAgents({ agentFiles: files = [], place }: PermissionInput): readonly CustomAgent[] {
  return files.flatMap((file) => customAgent(file, place) ?? []);
}

function customAgent(loaded: LoadedConfig, place: Place): CustomAgent | undefined {
  const path = slashed(loaded.path, place.platform);
  const ending = /\.(?:agent|chatmode)\.md$/.exec(path)?.[0] ?? ".md";
  if (path.endsWith("/README.md")) return undefined;
  const file = readAgentFile(loaded, ending, { asWritten: true });
  if (!file) return undefined;
  const isClaude = /\/\.claude\/agents\/[^/]*$/.test(path);
  const listed = toolsOf(file);
  const tools = isClaude ? listed?.flatMap((name) => claudeTools.get(name) ?? []) : listed;
  return {
    name: file.name,
    source: file.where("name", `name: ${file.name}`),
    offer: { list: tools, by: file.where("tools", listed ? `tools: ${listed.join(", ")}` : "no list of tools") },
    agents: listOf(file, "agents"),
    chosen: file.text("user-invocable") !== "false" && !isFalse(file, "user-invocable"),
    chosenBy: file.where("user-invocable", "user-invocable: false"),
    unsure: whyUnsure(file),
  };
}

/** A map is no list: it is as if it were not there. */
export function toolsOf(file: AgentFile): readonly string[] | undefined {
  return at(file.root, "tools")?.kind === "object" ? undefined : file.list("tools");
}

function listOf(file: AgentFile, key: string): Offer {
  const node = at(file.root, key);
  const list = node?.kind === "array" ? file.list(key) : undefined;
  return { list, by: file.where(key, `${key}: ${list?.join(", ") ?? ""}`) };
}

function isFalse(file: AgentFile, key: string): boolean {
  const node = at(file.root, key);
  return node?.kind === "scalar" && node.value === false;
}

/** What was tried and decides nothing beside the list, or does so in a way that is known. */
const tried: ReadonlySet<string> = new Set([
  ...["name", "description", "tools", "agents", "handoffs", "argument-hint", "model", "target", "color"],
  ...["user-invocable", "disable-model-invocation", "infer", "disallowedTools", "permissionMode", "mcp-servers"],
]);

/** A file without frontmatter is whole: it limits nothing. */
function whyUnsure(file: AgentFile): Provenance | undefined {
  if (file.broken && file.keys.length > 0) return file.where("name", "the frontmatter cannot be read as it is");
  const key = file.keys.find((one) => !tried.has(one));
  return key === undefined ? undefined : file.where(key, `${key}: what it decides was not observed`);
}

/** What the names of Claude Code's tools mean in a file of its folder; any other name there means nothing. */
const claudeTools: ReadonlyMap<string, readonly string[]> = new Map([
  ["Bash", ["execute"]],
  ["Edit", ["edit/editNotebook", "edit/editFiles"]],
  ["Glob", ["search/fileSearch"]],
  ["Grep", ["search/textSearch"]],
  ["Read", ["read/readFile", "read/getNotebookSummary"]],
  ["Write", ["edit/createDirectory", "edit/createFile", "edit/createJupyterNotebook"]],
  ["WebFetch", ["web"]],
  ["WebSearch", ["web"]],
  ["Task", ["agent"]],
  ["NotebookEdit", ["edit/editNotebook"]],
  ["AskUserQuestion", ["vscode/askQuestions"]],
]);
