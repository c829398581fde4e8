/** What a sub-agent of Claude Code may do. Tried with 2.1.329 on 2026-11-26. */
import type { Action } from "../../core/model/action.ts";
import type { Acting, Closed, Explanation, Named, Provenance } from "../../core/model/permission.ts";
import { at, itemsOf, membersOf } from "../../core/parse/value.ts";
import { actingWith, closedBy, noAction } from "../../core/permissions/acting.ts";
import { type AgentFile, readAgentFile } from "../../core/permissions/agentFile.ts";
import type { ConfigFile, PermissionInput, Place } from "../../core/permissions/input.ts";
import { joinNative } from "../../core/permissions/paths.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { matchesWildcard } from "../../core/permissions/wildcard.ts";
import type { SkillInUse } from "../agent.ts";
import { explainIn, grantsIn } from "./permissions.ts";
import { parseRule } from "./rule.ts";
import { type ClaudeSettings, modes, readClaudeSettings, userFolder } from "./settings.ts";
import { settingsWith } from "./skills.ts";
import { useOf } from "./toolUse.ts";

/** The strongest last. */
export function delegateFiles(place: Place): readonly ConfigFile[] {
  const { platform, workspace } = place;
  const folder = (layer: ConfigFile["layer"], root: string): ConfigFile => ({
    layer,
    path: joinNative(platform, root, "agents"),
    dropIns: ".md",
    deep: true,
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
const notTried = ["hooks", "isolation", "background", "observer"];

/** With a memory of its own it has these, whatever its list says. */
const withMemory: ReadonlySet<string> = new Set(["Read", "Write", "Edit"]);

/** What took a tool. `partly`: a server whose tools are not known is there if one of them may be. */
type Gone = (tool: string, partly?: boolean) => Provenance | undefined;

/** How a sub-agent acts: under these settings, with the tools that nothing took from it. Or why it cannot be, or is not known. */
type Standing = { readonly settings: ClaudeSettings; gone: Gone } | Closed;

/**
 * What skills allow or take away holds in every sub-agent that is started afterwards, and in one that loads them itself.
 * @param chain the names, the one that the session starts first
 */
export function explainDelegate(
  chain: readonly string[],
  action: Action,
  input: PermissionInput,
  skill?: SkillInUse,
): Explanation {
  const agent = "claude-code";
  const standing = standingUsing(chain, action, input, skill);
  if ("outcome" in standing) return { agent, outcome: standing.outcome, decidedBy: standing.by, lost: [] };
  const found = useOf(action, input.place);
  const gone = "missing" in found ? undefined : standing.gone(found.use.tool);
  if (gone) return { agent, outcome: "unreachable", decidedBy: gone, lost: [] };
  return explainIn(action, input, standing.settings);
}

function standingUsing(
  chain: readonly string[],
  action: Action,
  input: PermissionInput,
  skill: SkillInUse | undefined,
): Standing {
  const unknown = (by: Provenance): Standing => ({ outcome: "unknown", by });
  if (skill && !skill.within) {
    const session = settingsWith(skill.name, input);
    return "unsure" in session ? unknown(session.unsure) : standingOf(chain, action, input, session.settings);
  }
  const standing = standingOf(chain, action, input);
  if (!skill || "outcome" in standing || standing.gone("Skill")) return standing;
  const used = settingsWith(skill.name, input, standing.settings);
  return "unsure" in used ? unknown(used.unsure) : { ...standing, settings: used.settings };
}

/** Those that files define. */
export function configuredDelegates(input: PermissionInput): readonly Named[] {
  const files = agentFiles(input).filter(({ named }) => named);
  const names = [...new Set(files.map(({ name }) => name))];
  return names.flatMap((name) => {
    const file = files.findLast((one) => one.name === name);
    return file ? [{ name, source: file.where("name", `name: ${name}`) }] : [];
  });
}

/** What the sub-agent that the session starts may do, tool by tool. */
export function delegateActing(name: string, input: PermissionInput): Acting {
  const standing = standingOf([name], noAction(input.place), input);
  if ("outcome" in standing) return closedBy(standing);
  return actingWith(grantsIn(input, standing.settings), (grant) => standing.gone(grant.tool, true));
}

function agentFiles(input: PermissionInput): readonly AgentFile[] {
  return (input.agentFiles ?? []).flatMap((file) => readAgentFile(file) ?? []);
}

function standingOf(
  chain: readonly string[],
  action: Action,
  input: PermissionInput,
  session = readClaudeSettings(input),
): Standing {
  let settings = session;
  const files = agentFiles(input);
  let gone: Gone = () => undefined;
  for (const name of chain) {
    const taken = gone("Agent");
    if (taken) return { outcome: "unreachable", by: taken };
    const started = explainIn({ ...action, ...{ kind: "subagent_start", name } } as Action, input, settings);
    if (started.outcome === "unknown") return { outcome: "unknown", by: started.decidedBy };
    if (started.outcome === "deny" || started.outcome === "unreachable")
      return { outcome: "unreachable", by: started.decidedBy };
    const file = files.findLast((one) => one.name === name && one.named);
    const known = Object.hasOwn(builtIn, name) ? builtIn[name] : undefined;
    const unsure = file
      ? whyUnsure(file, action)
      : known
        ? undefined
        : defaultProvenance(`no sub-agent ${name} is found in the files that are read`);
    if (unsure) return { outcome: "unknown", by: unsure };
    gone = file
      ? (tool, partly) => notOffered(file, tool, partly)
      : (tool) => builtInGone(name, known?.without ?? [], tool);
    if (file) settings = inMode(settings, file);
  }
  return { settings, gone };
}

function whyUnsure(file: AgentFile, action: Action): Provenance | undefined {
  if (file.broken) return file.where("name", "the frontmatter cannot be read as it is");
  const own = file.keys.includes("mcpServers") && action.kind === "mcp_call" && !isByName(file, action.server);
  if (own) return file.where("mcpServers", `mcpServers: what its own server ${action.server} may do was not observed`);
  const unsure =
    file.text("memory") !== undefined && file.list("disallowedTools")?.find((entry) => withMemory.has(entry));
  if (unsure) return file.where("memory", `memory: whether ${unsure} can be taken away was not observed`);
  const key = file.keys.find((one) => notTried.includes(one));
  return key === undefined ? undefined : file.where(key, `${key}: what it decides was not observed`);
}

/** A list of names changes nothing: it has the servers of the session all the same. */
function isByName(file: AgentFile, server: string): boolean {
  return !itemsOf(at(file.root, "mcpServers")).some(({ value }) => membersOf(value).some(({ key }) => key === server));
}

/** A scope in parentheses is ignored: `Bash(git *)` is all of Bash. */
function notOffered(file: AgentFile, tool: string, partly = false): Provenance | undefined {
  const listed = file.list("tools");
  const isListed = (entry: string) => names(entry, tool) || (partly && entry.startsWith(`${tool}__`));
  const isRemembering = file.text("memory") !== undefined && withMemory.has(tool);
  if (listed && !isRemembering && !listed.some(isListed)) return file.where("tools", `tools: ${listed.join(", ")}`);
  // A star takes nothing away.
  const refused = file.list("disallowedTools")?.find((entry) => entry !== "*" && names(entry, tool));
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

function builtInGone(name: string, without: readonly string[], tool: string): Provenance | undefined {
  return without.includes(tool) ? defaultProvenance(`the built-in agent ${name} has no ${tool}`) : undefined;
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
