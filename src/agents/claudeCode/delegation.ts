/** What a sub-agent of Claude Code may do. Tried with 2.1.329 on 2026-11-26. */
import type { Action } from "../../core/model/action.ts";
import type { Explanation, Provenance } from "../../core/model/permission.ts";
import { type AgentFile, readAgentFile } from "../../core/permissions/agentFile.ts";
import type { ConfigFile, PermissionInput, Place } from "../../core/permissions/input.ts";
import { joinNative } from "../../core/permissions/paths.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { matchesWildcard } from "../../core/permissions/wildcard.ts";
import { explainIn } from "./permissions.ts";
import { parseRule } from "./rule.ts";
import { type ClaudeSettings, modes, readClaudeSettings, userFolder } from "./settings.ts";
import { useOf } from "./toolUse.ts";

/** The strongest last. */
export function delegateFiles(place: Place): readonly ConfigFile[] {
  const { platform, workspace } = place;
  const folder = (layer: ConfigFile["layer"], root: string): ConfigFile => ({
    layer,
    path: joinNative(platform, root, "agents"),
    dropIns: ".md",
  });
  return [
    folder("user", userFolder(place)),
    ...(workspace === undefined ? [] : [folder("project", joinNative(platform, workspace, ".claude"))]),
  ];
}

/** Built in, with the tools they have; undefined: all. */
const builtIn: Readonly<Record<string, { readonly without: readonly string[] }>> = {
  "general-purpose": { without: [] },
  Explore: { without: ["Agent", "Edit", "Write", "NotebookEdit", "ExitPlanMode"] },
  Plan: { without: ["Agent", "Edit", "Write", "NotebookEdit", "ExitPlanMode"] },
};

/** Keys that change what it does in a way that was not tried. */
const notTried = ["mcpServers", "hooks", "isolation", "background", "observer", "memory"];

/** @param chain the names, the one that the session starts first */
export function explainDelegate(chain: readonly string[], action: Action, input: PermissionInput): Explanation {
  const agent = "claude-code";
  let settings = readClaudeSettings(input);
  const files = (input.agentFiles ?? []).flatMap((file) => readAgentFile(file) ?? []);
  let gone: Provenance | undefined;
  for (const [depth, name] of chain.entries()) {
    const started = explainIn({ ...action, ...{ kind: "subagent_start", name } } as Action, input, settings);
    if (started.outcome === "deny" || started.outcome === "unreachable" || started.outcome === "unknown")
      return {
        agent,
        outcome: started.outcome === "unknown" ? "unknown" : "unreachable",
        decidedBy: started.decidedBy,
        lost: [],
      };
    if (gone) return { agent, outcome: "unreachable", decidedBy: gone, lost: [] };
    const file = files.findLast((one) => one.name === name && one.named);
    const known = Object.hasOwn(builtIn, name) ? builtIn[name] : undefined;
    const unsure = file
      ? whyUnsure(file)
      : known
        ? undefined
        : defaultProvenance(`no sub-agent ${name} is found in the files that are read`);
    if (unsure) return { agent, outcome: "unknown", decidedBy: unsure, lost: [] };
    const wanted =
      depth === chain.length - 1 ? action : ({ ...action, kind: "subagent_start", name: chain[depth + 1] } as Action);
    gone = file ? notOffered(file, wanted, input) : builtInGone(name, known?.without ?? [], wanted, input);
    if (file) settings = inMode(settings, file);
  }
  if (gone) return { agent, outcome: "unreachable", decidedBy: gone, lost: [] };
  return explainIn(action, input, settings);
}

function whyUnsure(file: AgentFile): Provenance | undefined {
  if (file.broken) return file.where("name", "the frontmatter cannot be read as it is");
  const key = file.keys.find((one) => notTried.includes(one));
  return key === undefined ? undefined : file.where(key, `${key}: what it decides was not observed`);
}

/** A scope in parentheses is ignored: `Bash(git *)` is all of Bash. */
function notOffered(file: AgentFile, action: Action, { place }: PermissionInput): Provenance | undefined {
  const found = useOf(action, place);
  if ("missing" in found) return undefined;
  const { tool } = found.use;
  const listed = file.list("tools");
  if (listed && !listed.some((entry) => names(entry, tool))) return file.where("tools", `tools: ${listed.join(", ")}`);
  const refused = file.list("disallowedTools")?.find((entry) => names(entry, tool));
  return refused === undefined ? undefined : file.where("disallowedTools", `disallowedTools: ${refused}`);
}

function names(entry: string, tool: string): boolean {
  const { tool: named } = parseRule(entry);
  return (
    named === "*" ||
    named === tool ||
    (named.startsWith("mcp__") && (matchesWildcard(named, tool) || tool.startsWith(`${named}__`)))
  );
}

function builtInGone(
  name: string,
  without: readonly string[],
  action: Action,
  { place }: PermissionInput,
): Provenance | undefined {
  const found = useOf(action, place);
  if ("missing" in found || !without.includes(found.use.tool)) return undefined;
  return defaultProvenance(`the built-in agent ${name} has no ${found.use.tool}`);
}

/** Modes of the session that an agent's own cannot replace. */
const strong: ReadonlySet<string> = new Set(["bypassPermissions", "acceptEdits", "auto", "plan"]);

function inMode(settings: ClaudeSettings, file: AgentFile): ClaudeSettings {
  const written = file.text("permissionMode");
  const name = modes.find((mode) => mode === written);
  if (name === undefined || name === "bypassPermissions" || name === "auto" || strong.has(settings.mode.name))
    return settings;
  return { ...settings, mode: { name, source: file.where("permissionMode", `permissionMode: ${name}`) } };
}
