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

/** Keys that change what it does in a way that was not tried. */
const notTried = ["hooks", "isolation", "background", "observer"];

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

/** Modes of the session that an agent's own cannot replace. */
const strong: ReadonlySet<string> = new Set(["bypassPermissions", "acceptEdits", "auto", "plan"]);

function inMode(settings: ClaudeSettings, file: AgentFile): ClaudeSettings {
  const written = file.text("permissionMode");
  const name = modes.find((mode) => mode === written);
  if (name === undefined || name === "bypassPermissions" || name === "auto" || strong.has(settings.mode.name))
    return settings;
  return { ...settings, mode: { name, source: file.where("permissionMode", `permissionMode: ${name}`) } };
}
