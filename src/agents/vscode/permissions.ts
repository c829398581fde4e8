/** Effective permissions of VS Code's built-in agent (Local harness): its settings, what they come to, and why. */
import type { Action } from "../../core/model/action.ts";
import { type Effect, sortEffects } from "../../core/model/effect.ts";
import type { AgentPermissions, Explanation, Provenance } from "../../core/model/permission.ts";
import { delegatesOf } from "../../core/permissions/delegates.ts";
import type { ConfigFile, PermissionInput, Place } from "../../core/permissions/input.ts";
import { joinNative } from "../../core/permissions/paths.ts";
import { ruleOfTwo } from "../../core/permissions/ruleOfTwo.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { deadEntries } from "./deadEntries.ts";
import { editEntries } from "./edits.ts";
import { grantsOf } from "./grants.ts";
import { ineffectiveSettings } from "./ineffective.ts";
import { agentModeOff, globalApproval, judge, levelOf, useOf } from "./judge.ts";
import { npmScripts } from "./npmScripts.ts";
import { readServers } from "./servers.ts";
import { deadSettings, readVsCodeSettings, type VsCodeSettings } from "./settings.ts";
import { ruleMatches, terminalRules } from "./terminalRules.ts";
import { builtInTools, facts, toolsOfEntry } from "./tools.ts";
import { userFolder } from "./userFolder.ts";

const agent = "vscode";

export function configFiles(place: Place): readonly ConfigFile[] {
  const { platform, workspace } = place;
  const user = userFolder(place);
  const files: ConfigFile[] = [
    { layer: "user", path: joinNative(platform, user, "settings.json") },
    { layer: "user", path: joinNative(platform, user, "mcp.json") },
  ];
  if (workspace === undefined) return files;
  const own = [".vscode/settings.json", ".vscode/mcp.json", "package.json"];
  return [
    ...files,
    ...own.map((path): ConfigFile => ({ layer: "project", path: joinNative(platform, workspace, path) })),
  ];
}

/** Never throws. Policies set by an organisation, session choices and other harnesses are not seen here. */
export function permissions(input: PermissionInput): AgentPermissions {
  const settings = readVsCodeSettings(input);
  const scripts = npmScripts(input);
  const { servers, problems } = readServers(input, settings);
  const grants = agentModeOff(settings) ? [] : grantsOf(settings, servers, scripts);
  const inherited = sortEffects(grants.flatMap((grant) => grant.effects));
  const delegates = delegatesOf(input.documents, input.place, {
    isAgentFile: (path) => /(^|\/)(\.github\/agents|\.claude\/agents)\/.*\.md$|\.(chatmode|agent)\.md$/.test(path),
    inherited,
    effectsOf: (entry) => effectsOfEntry(entry, grants),
  });
  return {
    agent,
    title: "VS Code agent",
    factsVersion: facts.version,
    factsDate: facts.date,
    installed: input.installed,
    mode: modeOf(settings),
    grants,
    servers: servers.map(({ sandboxed: _, closed: __, ...server }) => server),
    delegates,
    credentials: input.credentials,
    ineffective: [...ineffectiveSettings(settings), ...deadEntries(input)],
    ruleOfTwo: ruleOfTwo(grants, input.credentials),
    problems: [...settings.problems, ...problems],
  };
}

/** What VS Code's own settings do with the action. Answers given during a session are not seen here. */
export function explain(action: Action, input: PermissionInput): Explanation {
  const settings = readVsCodeSettings(input);
  const off = agentModeOff(settings);
  if (off) return { agent, outcome: "unreachable", decidedBy: off, lost: [] };
  const found = useOf(action, settings);
  if ("missing" in found)
    return { agent, outcome: "unreachable", decidedBy: defaultProvenance(found.missing), lost: [] };
  let use = found;
  if (use.kind === "mcp") {
    const name = use.server;
    const server = readServers(input, settings).servers.find((candidate) => candidate.name === name);
    if (!server)
      return {
        agent,
        outcome: "unknown",
        decidedBy: defaultProvenance(`no server “${name}” in mcp.json: extensions and other programs may bring one`),
        lost: [],
      };
    if (server.closed) return { agent, outcome: server.closed.outcome, decidedBy: server.closed.by, lost: [] };
    use = { ...use, sandboxed: server.sandboxed };
  }
  const { decision, by } = judge(use, settings, npmScripts(input));
  return { agent, outcome: decision, decidedBy: by, lost: lostFor(found, settings, by) };
}

function modeOf(settings: VsCodeSettings): AgentPermissions["mode"] {
  const off = agentModeOff(settings);
  if (off) return { name: "ask", source: off };
  const level = levelOf(settings);
  if (level.name !== "default") return { name: level.name, source: level.source };
  const all = globalApproval(settings);
  return all.value === true
    ? { name: "global auto-approve", source: all.source }
    : { name: "default", source: level.source };
}

function effectsOfEntry(entry: string, grants: AgentPermissions["grants"]): readonly Effect[] {
  const own = toolsOfEntry(entry).flatMap((tool) => [...tool.effects]);
  if (own.length > 0) return own;
  const [server = "", tool = "*"] = entry
    .replace(/^mcp__(.+?)(__|$)/, "$1/")
    .replace(/\/$/, "")
    .split("/");
  return grants
    .filter(
      (grant) => grant.specifier === `${server}/${tool}` || (tool === "*" && grant.specifier?.startsWith(`${server}/`)),
    )
    .flatMap((grant) => grant.effects);
}

/** Settings that speak of the call and did not decide. */
function lostFor(
  use: Exclude<ReturnType<typeof useOf>, { missing: string }>,
  settings: VsCodeSettings,
  by: Provenance,
): Explanation["lost"] {
  const lost: (Provenance & { why: string })[] = deadSettings(settings).map((source) => ({
    ...source,
    why: "Only user settings count for this; a workspace's value is not read.",
  }));
  if (use.kind === "command") {
    for (const rule of terminalRules(settings)) {
      if (rule.entry.source === by || rule.entry.source.layer === "default") continue;
      const why = ruleMatches(rule, use.command)
        ? "Another rule decided first: refusals come before approvals."
        : "It does not match the command.";
      lost.push({ ...rule.entry.source, why });
    }
  }
  if (use.kind === "path" && builtInTools.some((tool) => tool.name === use.tool && tool.default === "edit")) {
    for (const entry of editEntries(settings)) {
      if (entry.source.text === by.text || entry.source.layer === "default") continue;
      lost.push({ ...entry.source, why: "The last pattern that matches decides, and this is not it." });
    }
  }
  return lost;
}
