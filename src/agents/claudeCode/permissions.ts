/** Effective permissions of Claude Code: its configuration files, what they come to, and why. */
import type { Action } from "../../core/model/action.ts";
import { sortEffects } from "../../core/model/effect.ts";
import type { AgentPermissions, Explanation, Grant, Provenance } from "../../core/model/permission.ts";
import { at, membersOf } from "../../core/parse/value.ts";
import { delegatesOf } from "../../core/permissions/delegates.ts";
import type { ConfigFile, PermissionInput, Place } from "../../core/permissions/input.ts";
import { joinNative, resolveFrom } from "../../core/permissions/paths.ts";
import { ruleOfTwo } from "../../core/permissions/ruleOfTwo.ts";
import { defaultProvenance, readSettingsFile } from "../../core/permissions/settingsFile.ts";
import { listed, valuesOf } from "../flags.ts";
import { grantsOf } from "./grants.ts";
import { hookAnswers, hooksSay, rowAfterHooks } from "./hookRules.ts";
import { deadReason, effectiveRules, judge, matches, orDenied, type ToolUse } from "./judge.ts";
import { mainAgent } from "./mainAgent.ts";
import type { Rule } from "./rule.ts";
import { parseRule } from "./rule.ts";
import { readClaudeRun, serverFilesNamed, serversInline, settingsNamed } from "./run.ts";
import { managedServersFile, readServers } from "./servers.ts";
import { type ClaudeSettings, folderVariable, managedFolder, readClaudeSettings, userFolder } from "./settings.ts";
import { ineffectiveRules } from "./shadow.ts";
import { skillAllowances } from "./skillFile.ts";
import { builtInTool, facts, mcpToolName } from "./tools.ts";
import { useOf } from "./toolUse.ts";

const agent = "claude-code";

/**
 * Every file that can decide something, weakest layer first. MDM profiles and the Windows registry are not read.
 * @param flags of a run: they may name more files
 * @param variables one may name the folder of the user's (tried on 2026-11-26)
 */
export function configFiles(
  place: Place,
  flags?: readonly string[],
  variables: PermissionInput["variables"] = {},
): readonly ConfigFile[] {
  const { platform, home, workspace } = place;
  const run = readClaudeRun(flags);
  const user = userFolder(place, variables);
  const managed = managedFolder(place);
  const files: ConfigFile[] = [
    { layer: "user", path: joinNative(platform, variables[folderVariable] ? user : home, ".claude.json") },
    { layer: "user", path: joinNative(platform, user, "settings.json") },
  ];
  if (workspace !== undefined) {
    files.push(
      { layer: "project", path: joinNative(platform, workspace, ".claude/settings.json") },
      ...foldersUp(workspace).map(
        (folder): ConfigFile => ({ layer: "project", path: joinNative(platform, folder, ".mcp.json") }),
      ),
      { layer: "local", path: joinNative(platform, workspace, ".claude/settings.local.json") },
    );
  }
  return [
    ...files,
    ...[...settingsNamed(run), ...serverFilesNamed(run)].map(
      (name): ConfigFile => ({
        layer: "flag",
        path: resolveFrom(workspace ?? home, name, place),
      }),
    ),
    { layer: "managed", path: joinNative(platform, managed, managedServersFile) },
    { layer: "managed", path: joinNative(platform, managed, "managed-settings.json") },
    { layer: "managed", path: joinNative(platform, managed, "managed-settings.d"), dropIns: ".json" },
  ];
}

/** The folder and those above it, in which servers of a project are looked for too (tried on 2026-11-26). */
function foldersUp(folder: string): readonly string[] {
  const above = folder.replace(/[/\\][^/\\]*$/, "");
  return above === "" || above === folder ? [folder] : [folder, ...foldersUp(above)];
}

/** Never throws: broken files are in `problems`, with what Claude Code does about them. */
export function permissions(input: PermissionInput): AgentPermissions {
  const settings = readClaudeSettings(input);
  const rules = effectiveRules(settings);
  const { servers, problems } = readServers(input, settings);
  const grants = grantsOf(settings, rules, servers);
  const inherited = sortEffects(grants.filter((grant) => grant.decision !== "deny").flatMap((grant) => grant.effects));
  const delegates = delegatesOf(input.documents, input.place, {
    isAgentFile: (path) => /(^|\/)\.claude\/agents\/.*\.md$/.test(path),
    inherited,
    // A scope in parentheses is ignored in an agent's list: `Bash(git *)` grants all of Bash (lab).
    effectsOf: (entry) => {
      const { tool } = parseRule(entry.trim());
      const ofServer = grants.filter(
        (grant) => grant.tool === tool || grant.tool.startsWith(`${tool.replace(/__\*$/, "")}__`),
      );
      return builtInTool(tool)?.effects ?? ofServer.flatMap((grant) => grant.effects);
    },
  });
  return {
    agent,
    title: "Claude Code",
    factsVersion: facts.version,
    factsDate: facts.date,
    installed: input.installed,
    mode: settings.mode,
    grants,
    servers,
    delegates,
    skills: skillAllowances(input.documents, input.place),
    credentials: input.credentials,
    ineffective: ineffectiveRules(settings, rules),
    ruleOfTwo: ruleOfTwo(grants, input.credentials),
    problems: [...settings.problems, ...problems],
  };
}

/** The tree's rows under settings that are not the session's own. */
export function grantsIn(input: PermissionInput, settings: ClaudeSettings): readonly Grant[] {
  const grants = grantsOf(settings, effectiveRules(settings), readServers(input, settings).servers);
  return grants.map((grant) => rowAfterHooks(grant, settings));
}

/** What Claude Code's own configuration does with the action. Sandboxes are not seen here. */
export function explain(action: Action, input: PermissionInput): Explanation {
  const settings = readClaudeSettings(input);
  const main = mainAgent(settings, input);
  if ("unsure" in main) return { agent, outcome: "unknown", decidedBy: main.unsure, lost: [] };
  const found = useOf(action, input.place);
  const gone = "missing" in found ? undefined : main.gone(found.use.tool);
  if (gone) return { agent, outcome: "unreachable", decidedBy: gone, lost: [] };
  return explainIn(action, input, settings);
}

/** The same under settings that are not the session's own, as those of a sub-agent. */
export function explainIn(action: Action, input: PermissionInput, settings: ClaudeSettings): Explanation {
  const found = useOf(action, input.place);
  if ("missing" in found)
    return { agent, outcome: "unreachable", decidedBy: defaultProvenance(found.missing), lost: [] };
  const rules = effectiveRules(settings);
  const { strange } = settings.run;
  if (strange) return { agent, outcome: "unknown", decidedBy: strange, lost: [] };
  const gone = notOffered(found.use, settings) ?? whyUnreachable(found.use, action, input, settings, rules);
  const judgement = withHooks(found.use.tool, judge(found.use, settings, rules), rules, settings);
  const lost = lostRules(found.use, settings, rules, gone ?? judgement.by);
  if (gone) return { agent, outcome: "unreachable", decidedBy: gone, lost };
  return { agent, outcome: judgement.decision, decidedBy: judgement.by, lost };
}

/** A hook's denial comes first; what it allows or asks gives way to rules that deny or ask. */
function withHooks(
  tool: string,
  judged: ReturnType<typeof judge>,
  rules: readonly Rule[],
  settings: ClaudeSettings,
): ReturnType<typeof judge> {
  const said = hooksSay(tool, settings);
  if (said?.decision === "deny") return said;
  const byRule = rules.some(({ source, list }) => source === judged.by && list !== "allow");
  if (judged.decision === "deny" && (byRule || !said)) return judged;
  if (said && !(byRule && said.decision !== "unknown")) return orDenied(said, settings);
  const answers = judged.decision === "ask" ? hookAnswers(tool, settings) : undefined;
  return answers ? { decision: "unknown", by: answers } : judged;
}

/** Not in this version or this run; `--tools` names the built-in tools that are there. */
function notOffered(use: ToolUse, { run }: ClaudeSettings): Provenance | undefined {
  if (use.kind !== "mcp") {
    const tool = builtInTool(use.tool);
    if (!tool || tool.offered === false)
      return defaultProvenance(tool?.note ?? `Claude Code ${facts.version} has no tool of this name`);
    if (run.without.otherThan?.tools.has(use.tool) === false) return run.without.otherThan.source;
  }
  const given = valuesOf(run, "tools");
  const [first] = given;
  if (!first || use.kind === "mcp") return undefined;
  const names = given.flatMap(({ value }) => listed(value));
  return names.includes("default") || names.includes(use.tool) ? undefined : first.source;
}

/** Servers of plugins, of the account and of the editor have such names. */
const fromElsewhere = /^(?:plugin[_:]|claude[_.]ai|ide$|claude-in-chrome$|computer-use$)/;

/** A server that does not start has no tools, nor one that is defined nowhere. */
function whyUnreachable(
  use: ToolUse,
  action: Action,
  input: PermissionInput,
  settings: ClaudeSettings,
  rules: readonly Rule[],
): Provenance | undefined {
  if (action.kind !== "mcp_call" || use.kind !== "mcp") return undefined;
  const prefix = mcpToolName(action.server);
  const { without } = settings.run;
  const given = givenServers(input, settings.run);
  if (without.servers && !given.some((name) => mcpToolName(name) === prefix)) return without.servers;
  const server = readServers(input, settings).servers.find((candidate) => mcpToolName(candidate.name) === prefix);
  if (!server && !given.some((name) => mcpToolName(name) === prefix) && !fromElsewhere.test(action.server))
    return defaultProvenance(`no server “${action.server}” is defined in the files that are read`);
  if (server?.state !== "disabled" || rules.some((rule) => rule.list === "deny" && matches(rule, use, settings)))
    return undefined;
  return { ...server.source, text: `server ${action.server} is switched off` };
}

/** Names of servers that the command line gives, in words or by a file. */
function givenServers({ configs, place }: PermissionInput, run: ClaudeSettings["run"]): readonly string[] {
  const base = place.workspace ?? place.home;
  const paths = serverFilesNamed(run).map((name) => resolveFrom(base, name, place));
  const files = [...serversInline(run), ...configs.filter(({ path }) => paths.includes(path))].map(readSettingsFile);
  return files.flatMap(({ root }) => membersOf(at(root, "mcpServers")).map(({ key }) => key));
}

const beaten = {
  allow: "Deny and ask rules, and a protected file, come before allow rules.",
  ask: "Deny rules come before ask rules.",
  deny: "Another deny rule was met first.",
} as const;

/** Every rule of the same tool that did not decide, and why; then the mode. */
function lostRules(
  use: ToolUse,
  settings: ClaudeSettings,
  rules: readonly Rule[],
  decider: Provenance,
): Explanation["lost"] {
  const related = settings.rules.filter(
    (rule) => rule.source !== decider && (speaksOf(rule, use) || matches(rule, use, settings)),
  );
  const lost = related.map((rule) => ({ ...rule.source, why: whyLost(rule, use, settings, rules) }));
  const mode = settings.mode.source;
  const modes = settings.lostModes.map(({ source, why }) => ({ ...source, why }));
  return mode === decider
    ? [...lost, ...modes]
    : [...lost, ...modes, { ...mode, why: "The mode decides only where no rule does." }];
}

function speaksOf(rule: Rule, use: ToolUse): boolean {
  if (rule.tool === use.tool || rule.tool === "*") return true;
  if (use.kind === "mcp")
    return (
      rule.tool.startsWith("mcp__") &&
      use.tool.startsWith(rule.tool.split("__").slice(0, 2).join("__").replace(/\*.*$/, ""))
    );
  return use.kind === "path" && (rule.tool === "Read" || rule.tool === "Edit");
}

function whyLost(rule: Rule, use: ToolUse, settings: ClaudeSettings, rules: readonly Rule[]): string {
  const dead = rule.ignored ?? deadReason(rule);
  if (dead !== undefined) return dead;
  if (!matches(rule, use, settings)) return "It does not match this call.";
  if (rule.list === "allow" && rules.every((other) => other.list === "allow" || !matches(other, use, settings)))
    return "Another allow rule was met first, or the call needs more than this rule allows.";
  return beaten[rule.list];
}
