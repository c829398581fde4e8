/** What a sub-agent of Claude Code may do. Tried with 2.1.329 on 2026-11-26. */
import type { Action } from "../../core/model/action.ts";
import type { Acting, Closed, Explanation, Named, Provenance } from "../../core/model/permission.ts";
import { at, itemsOf, membersOf } from "../../core/parse/value.ts";
import { actingWith, closedBy, noAction } from "../../core/permissions/acting.ts";
import type { AgentFile } from "../../core/permissions/agentFile.ts";
import type { ConfigFile, PermissionInput, Place } from "../../core/permissions/input.ts";
import { joinNative } from "../../core/permissions/paths.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import type { SkillInUse } from "../agent.ts";
import { agentFiles, builtInGone, type Gone, goneByFile, withMemory } from "./agentTools.ts";
import { mainAgent } from "./mainAgent.ts";
import { explainIn, grantsIn } from "./permissions.ts";
import { type ClaudeSettings, modes, readClaudeSettings, userFolder } from "./settings.ts";
import { settingsWith } from "./skills.ts";
import { useOf } from "./toolUse.ts";

/** The strongest last. */
export function delegateFiles(place: Place, variables?: PermissionInput["variables"]): readonly ConfigFile[] {
  const { platform, workspace } = place;
  const folder = (layer: ConfigFile["layer"], root: string): ConfigFile => ({
    layer,
    path: joinNative(platform, root, "agents"),
    dropIns: ".md",
    deep: true,
  });
  return [
    folder("user", userFolder(place, variables)),
    ...(workspace === undefined ? [] : [folder("project", joinNative(platform, workspace, ".claude"))]),
  ];
}

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
    if ("unsure" in session) return unknown(session.unsure);
    // Hooks of a skill that the session loaded do not hold in its sub-agents (tried).
    return standingOf(chain, action, input, { ...session.settings, ownHooks: [] });
  }
  const standing = standingOf(chain, action, input);
  if (!skill || "outcome" in standing || standing.gone("Skill")) return standing;
  const used = settingsWith(skill.name, input, standing.settings);
  if ("unsure" in used) return unknown(used.unsure);
  const added = used.settings.ownHooks.find((hooks) => !standing.settings.ownHooks.includes(hooks));
  if (added) return unknown(added.where("whether hooks of a skill hold in a sub-agent was not observed"));
  return { ...standing, settings: used.settings };
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

function standingOf(
  chain: readonly string[],
  action: Action,
  input: PermissionInput,
  session = readClaudeSettings(input),
): Standing {
  let settings = session;
  const files = agentFiles(input);
  const main = mainAgent(session, input);
  if ("unsure" in main) return { outcome: "unknown", by: main.unsure };
  let { gone } = main;
  for (const name of chain) {
    const taken = gone("Agent");
    if (taken) return { outcome: "unreachable", by: taken };
    const started = explainIn({ ...action, ...{ kind: "subagent_start", name } } as Action, input, settings);
    if (started.outcome === "unknown") return { outcome: "unknown", by: started.decidedBy };
    if (started.outcome === "deny" || started.outcome === "unreachable")
      return { outcome: "unreachable", by: started.decidedBy };
    const file = files.findLast((one) => one.name === name && one.named);
    const known = builtInGone(name);
    const unsure = file
      ? whyUnsure(file, action)
      : known
        ? undefined
        : defaultProvenance(`no sub-agent ${name} is found in the files that are read`);
    if (unsure) return { outcome: "unknown", by: unsure };
    gone = file ? goneByFile(file) : (known ?? gone);
    const [outer] = name === chain[0] ? [] : settings.ownHooks;
    if (outer)
      return { outcome: "unknown", by: outer.where("whether hooks of the outer sub-agent hold was not observed") };
    settings = { ...(file ? inMode(settings, file) : settings), ownHooks: file ? hooksOf(file, session) : [] };
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
  if (file.layer === "flag" && file.keys.includes("hooks"))
    return file.where("hooks", "hooks: whether those of the command line count was not observed");
  // Another word for it means nothing.
  const isolated = file.text("isolation") ?? "";
  if (!/^(?:worktree|remote)$/.test(isolated)) return undefined;
  return file.where("isolation", `isolation: ${isolated}: what it decides was not observed`);
}

/** A list of names changes nothing: it has the servers of the session all the same. */
function isByName(file: AgentFile, server: string): boolean {
  return !itemsOf(at(file.root, "mcpServers")).some(({ value }) => membersOf(value).some(({ key }) => key === server));
}

/** Those of a project's file count in a trusted folder alone, those of the user's everywhere (tried). */
function hooksOf(file: AgentFile, { trusted }: ClaudeSettings): ClaudeSettings["ownHooks"] {
  if (!file.keys.includes("hooks") || (file.layer === "project" && !trusted.value)) return [];
  return [{ root: file.root, where: (text) => file.where("hooks", text) }];
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
