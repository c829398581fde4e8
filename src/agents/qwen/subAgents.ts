/** Which sub-agents Qwen Code has, in which mode each runs, and with which tools. Tried with 0.24.4 on 2026-11-26. */
import type { Closed, Named, Provenance } from "../../core/model/permission.ts";
import { at, membersOf, textOf } from "../../core/parse/value.ts";
import { type AgentFile, readAgentFile } from "../../core/permissions/agentFile.ts";
import type { ConfigFile, LoadedConfig, PermissionInput, Place } from "../../core/permissions/input.ts";
import { joinNative } from "../../core/permissions/paths.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { matchesWildcard } from "../../core/permissions/wildcard.ts";
import type { QwenSettings } from "./settings.ts";

export interface SubAgent {
  /** Undefined: every tool of the session. */
  readonly tools: readonly string[] | undefined;
  readonly without: readonly string[];
  /** The mode that it asks for itself. */
  readonly mode: string | undefined;
  /** Where the model does not say, a session's sub-agent runs in the background: nobody is asked there. */
  readonly background: boolean;
  /** Names of servers of its own. */
  readonly servers: readonly string[];
  readonly where: (key: string, text: string) => Provenance;
}

const builtIn: ReadonlyMap<string, readonly string[] | undefined> = new Map([
  ["general-purpose", undefined],
  ["explore", ["read_file", "grep_search", "glob", "run_shell_command", "web_fetch", "skill", "lsp"]],
  ["statusline-setup", ["read_file", "write_file", "edit"]],
]);

export function subAgentFiles(
  { platform, home, workspace }: Place,
  variables: PermissionInput["variables"] = {},
): readonly ConfigFile[] {
  const folder = (root: string) => ({ path: joinNative(platform, root, "agents"), dropIns: ".md" });
  return [
    { layer: "user", ...folder(variables.QWEN_HOME || joinNative(platform, home, ".qwen")) },
    // In the home folder there are no files of a project.
    ...(workspace === undefined || workspace === home
      ? []
      : [{ layer: "project" as const, ...folder(joinNative(platform, workspace, ".qwen")) }]),
  ];
}

/** Those that files define, by small letters; a file that is left out says so when it is asked for. */
export function namedSubAgents(files: PermissionInput["agentFiles"] = []): readonly Named[] {
  const own = files
    .flatMap((file) => ownAgent(file)?.file ?? [])
    .filter(({ named }) => named)
    .map((file): Named => ({ name: file.name, source: file.where("name", `name: ${file.name}`) }));
  return [...new Map(own.map((one) => [one.name.toLowerCase(), one])).values()];
}

/** By small letters; the project's come before the user's, and both before the built-in ones. */
export function subAgentNamed(name: string, files: PermissionInput["agentFiles"]): SubAgent | Closed {
  if (!files)
    return { outcome: "unknown", by: defaultProvenance(`whether there is a sub-agent “${name}” was not looked for`) };
  const lower = name.toLowerCase();
  const own = files
    .flatMap((file) => ownAgent(file) ?? [])
    .filter((file) => file.named && file.name.toLowerCase() === lower);
  const valid = own.filter((file) => whyNotLoaded(file.file, file.body) === undefined);
  const layer = ["project", "user"].find((one) => valid.some(({ file }) => file.layer === one));
  const [found, second] = valid.filter(({ file }) => file.layer === layer);
  if (found) return second ? unknownBy(found.file, "name", "two files define it") : loadedAgent(found.file);
  if (builtIn.has(lower)) return builtInAgent(lower);
  const broken = own[0] && whyNotLoaded(own[0].file, own[0].body);
  return { outcome: "unreachable", by: broken ?? defaultProvenance(`no sub-agent “${name}” in the files that count`) };
}

function ownAgent(config: LoadedConfig) {
  const file = readAgentFile(config);
  const body = /^---\n[\s\S]*?\n---\n([\s\S]*)$/.exec((config.text ?? "").replaceAll("\r\n", "\n"))?.[1];
  return file && { file, body, name: file.name, named: file.named };
}

/** Of a file that is not valid there is no sub-agent, and one of another layer or a built-in one takes its place. */
function whyNotLoaded(file: AgentFile, body: string | undefined): Provenance | undefined {
  const not = (key: string, text: string) => file.where(key, `${text}: Qwen Code does not load the file`);
  if (!file.text("description")) return not("name", "no description");
  if (body === undefined || body.trim().length < 10) return not("name", "its text has fewer than 10 characters");
  const mode = file.text("approvalMode");
  return mode === undefined || modes.has(mode) ? undefined : not("approvalMode", `approvalMode: ${mode}`);
}

const modes: ReadonlySet<string> = new Set(["plan", "default", "auto-edit", "auto", "yolo", "bubble"]);

/** Modes by Claude's names. */
const claudeModes: Readonly<Record<string, string>> = {
  ...{ default: "default", plan: "plan", acceptEdits: "auto-edit" },
  ...{ auto: "auto-edit", bypassPermissions: "yolo", dontAsk: "default" },
};

/** Keys that were tried, or decide nothing of what it may do by its code. */
const tried: ReadonlySet<string> = new Set(
  "name description tools disallowedTools approvalMode permissionMode background mcpServers model color maxTurns".split(
    " ",
  ),
);

function loadedAgent(file: AgentFile): SubAgent | Closed {
  if (file.broken) return unknownBy(file, "name", "the frontmatter cannot be read as it is");
  const strange = file.keys.find((key) => !tried.has(key));
  if (strange === "executor") return unknownBy(file, strange, "another program acts, which is not looked at here");
  if (strange !== undefined) return unknownBy(file, strange, "what it decides was not observed");
  const claude = file.text("permissionMode") ?? "";
  const own = file.text("approvalMode") ?? (Object.hasOwn(claudeModes, claude) ? claudeModes[claude] : undefined);
  const background = at(file.root, "background");
  const isFalse = (background?.kind === "scalar" && background.value === false) || textOf(background) === "false";
  return {
    tools: listOf(file, "tools"),
    without: file.list("disallowedTools") ?? [],
    mode: own === "bubble" ? "default" : own,
    background: !isFalse,
    servers: membersOf(at(file.root, "mcpServers")).map(({ key }) => key),
    where: file.where,
  };
}

/** An empty list counts as none. */
function listOf(file: AgentFile, key: string): readonly string[] | undefined {
  const list = file.list(key) ?? [];
  return list.length > 0 ? list : undefined;
}

function unknownBy(file: AgentFile, key: string, text: string): Closed {
  return { outcome: "unknown", by: file.where(key, `${key}: ${text}`) };
}

function builtInAgent(name: string): SubAgent {
  const where = (_key: string, text: string) => defaultProvenance(`${name}, which comes with Qwen Code: ${text}`);
  return { tools: builtIn.get(name), without: [], mode: undefined, background: true, servers: [], where };
}

/** Names that are shown for tools; those of Claude name none. */
const shown: Readonly<Record<string, string>> = {
  ...{ Shell: "run_shell_command", WriteFile: "write_file", Edit: "edit", ReadFile: "read_file" },
  ...{ WebFetch: "web_fetch", Grep: "grep_search", Glob: "glob", Agent: "agent" },
};

/** The tool that an entry of a list names. */
export function toolOfEntry(entry: string): string {
  return (Object.hasOwn(shown, entry) && shown[entry]) || entry;
}

/** Why a tool is not there. @param partly a row for all tools of a server is there if the list names one of them */
export function whyWithout({ tools, without, where }: SubAgent, tool: string, partly = false): Provenance | undefined {
  const names = (entry: string) => toolOfEntry(entry) === tool;
  const isOf = (entry: string) => partly && tool.endsWith("__*") && entry.startsWith(tool.slice(0, -1));
  if (tools && !tools.includes("*") && !tools.some((entry) => names(entry) || isOf(entry)))
    return where("tools", `tools: ${tools.join(", ")}`);
  const taken = without.find((entry) => names(entry) || isOfServer(entry, tool));
  return taken === undefined ? undefined : where("disallowedTools", `disallowedTools: ${taken}`);
}

/** With wildcards, and a server's name alone stands for its tools. */
function isOfServer(entry: string, tool: string): boolean {
  return entry.startsWith("mcp__") && (matchesWildcard(entry, tool) || tool.startsWith(`${entry}__`));
}

/**
 * A session that asks for nothing itself gives its mode to a sub-agent; else the file's own mode counts, and in a trusted
 * folder a sub-agent without one changes files unasked, whatever the session asks about.
 */
export function modeOfSubAgent(
  { mode: own, where }: SubAgent,
  { mode, trust }: Pick<QwenSettings, "mode" | "trust">,
): QwenSettings["mode"] {
  if (["yolo", "auto-edit", "auto"].includes(mode.name)) return mode;
  if (own !== undefined) {
    const raises = !["default", "plan"].includes(own);
    return raises && !trust.trusted ? mode : { name: own, source: where("approvalMode", `its own mode: ${own}`) };
  }
  if (mode.name === "plan" || !trust.trusted) return mode;
  const text = "in a trusted folder a sub-agent changes files without asking";
  return { name: "auto-edit", source: where("name", text) };
}
