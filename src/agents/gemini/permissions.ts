/** Effective permissions of Gemini CLI: what its settings and policy files come to, and why. */
import type { Action } from "../../core/model/action.ts";
import type { AgentPermissions, Explanation, IneffectiveRule, Provenance } from "../../core/model/permission.ts";
import { at, itemsOf, textOf } from "../../core/parse/value.ts";
import { delegatesByGrants } from "../../core/permissions/delegates.ts";
import type { PermissionInput } from "../../core/permissions/input.ts";
import { resolveFrom, slashed } from "../../core/permissions/paths.ts";
import { ruleOfTwo } from "../../core/permissions/ruleOfTwo.ts";
import { toolsOfServer } from "../../core/permissions/serverTools.ts";
import { defaultProvenance, provenanceOf } from "../../core/permissions/settingsFile.ts";
import { asFlag, lastGiven } from "../flags.ts";
import { afterHooks, type HookQuestion } from "../foreignHooks.ts";
import { because, type Judgement } from "../judgement.ts";
import { grantsOf } from "./grants.ts";
import { firstRule, judge, speaksOf, type ToolCall } from "./judge.ts";
import { deadExclusions, listed, type Policy, readPolicy } from "./policy.ts";
import { type GeminiServer, type GeminiSettings, lastOf, readGeminiSettings } from "./settings.ts";
import { subAgentNamed } from "./subAgents.ts";

const agent = "gemini";
export const facts = { version: "0.61.0", date: "2026-11-25" } as const;

/** Never throws: broken files are in `problems`. */
export function permissions(input: PermissionInput): AgentPermissions {
  const settings = readGeminiSettings(input);
  const policy = readPolicy(input, settings);
  const servers = settings.servers.map((server) => serverOf(server, settings, input));
  const grants = settings.stopped ? [] : grantsOf(settings, policy, servers);
  const { mode, stopped } = settings;
  return {
    agent,
    title: "Gemini CLI",
    factsVersion: facts.version,
    factsDate: facts.date,
    installed: input.installed,
    mode: stopped ? { name: "does not start", source: stopped } : mode,
    grants,
    servers,
    // Each starts as a tool of its own name: without a rule that allows it, a session that cannot ask refuses it (tried).
    delegates: settings.trust.trusted
      ? delegatesByGrants(
          input,
          grants,
          (path) => /(^|\/)\.gemini\/agents\/[^/]+\.md$/.test(path),
          (entry) => [entry],
        )
      : [],
    credentials: input.credentials,
    ineffective: deadExclusions(settings.files).map(
      ({ source }): IneffectiveRule => ({ kind: "dead", source, message: deadMessage }),
    ),
    ruleOfTwo: ruleOfTwo(grants, input.credentials),
    problems: [...settings.problems, ...policy.problems],
  };
}

/** The tree's rows under a policy that is not the session's own, as that of a sub-agent. */
export function grantsUnder(input: PermissionInput, settings: GeminiSettings, policy: Policy) {
  return grantsOf(
    settings,
    policy,
    settings.servers.map((server) => serverOf(server, settings, input)),
  );
}

const deadMessage =
  "tools.exclude knows whole tools only: an entry with brackets names no tool and excludes nothing. Write a deny rule with a commandPrefix into a policy file.";

function serverOf({ name, entry, file }: GeminiServer, settings: GeminiSettings, input: PermissionInput) {
  const args = itemsOf(at(entry.value, "args")).flatMap(({ value }) => textOf(value) ?? []);
  const launch = { command: textOf(at(entry.value, "command")), args, cwd: textOf(at(entry.value, "cwd")) };
  return {
    name,
    source: provenanceOf(file, entry.keySpan, name),
    state: whyOff(name, settings) ? ("disabled" as const) : ("enabled" as const),
    tools: toolsOfServer(launch, input.documents, input.place),
  };
}

/** Servers start in a trusted folder only, and only those that the lists let through. */
function whyOff(name: string, { files, trust }: GeminiSettings): Provenance | undefined {
  if (!trust.trusted) return { ...trust.source, text: `${trust.source.text}: no server starts` };
  const excluded = listed(files, "mcp", "excluded").find(({ text }) => text === name || text === "*");
  if (excluded) return excluded.source;
  const allowed = listed(files, "mcp", "allowed");
  const [first] = allowed;
  if (first && !allowed.some(({ text }) => text === name || text === "*"))
    return { ...first.source, text: `mcp.allowed does not name ${name}` };
  return undefined;
}

/** What Gemini CLI itself does with the action. What a session saw before is not seen here. */
export function explain(action: Action, input: PermissionInput): Explanation {
  const settings = readGeminiSettings(input);
  const policy = readPolicy(input, settings);
  const call = callOf(action, settings);
  const { outcome, by } = settings.stopped
    ? because("unreachable", settings.stopped)
    : sessionJudgement(
        settings.run.strange
          ? because("unknown", settings.run.strange)
          : afterHooks(judgeStartOr(action, settings, policy, input), hooksOn(call, settings)),
        settings,
      );
  const lost = (call ? policy.rules.filter((rule) => speaksOf(rule, call)) : [])
    .filter(({ source }) => source.text !== by.text)
    .map(({ source }) => ({ ...source, why: "A rule of a higher priority decided, or it does not match this call." }));
  return { agent, outcome, decidedBy: asFlag(by), lost: lost.map(asFlag) };
}

/** None where they are switched off. */
function hooksOn(call: ToolCall | undefined, { files }: GeminiSettings): HookQuestion {
  const enabled = lastOf(files, "hooksConfig", "enabled")?.value;
  const off = enabled?.kind === "scalar" && enabled.value === false;
  return { files: off ? [] : files, events: ["BeforeTool"], tools: call ? [call.tool] : [] };
}

/** What would be asked is refused where nobody is there; a folder that is not trusted is then not worked in at all. */
export function sessionJudgement(judgement: Judgement, { alone, trust }: GeminiSettings): Judgement {
  if (!alone) return judgement;
  if (!trust.trusted) return because("unreachable", trust.source, `${trust.source.text}: it ends without a person`);
  return judgement.outcome === "ask" ? because("deny", alone, `${alone.text}: nobody is asked`) : judgement;
}

function judgeStartOr(action: Action, settings: GeminiSettings, policy: Policy, input: PermissionInput): Judgement {
  if (action.kind !== "subagent_start" || action.name === undefined) return judgeIn(action, settings, policy);
  const found = subAgentNamed(action.name, settings, input.agentFiles);
  if ("outcome" in found && found.outcome === "unreachable") return because("unreachable", found.by);
  // Over ACP it is looked at by its own name alone, and what no rule speaks of is refused.
  const acp = lastGiven(settings.run, "acp");
  if (acp && firstRule({ tool: action.name }, settings, policy) === undefined)
    return because("deny", acp.source, `${acp.source.text}: no rule allows the sub-agent ${action.name}`);
  const judged = judgeIn(action, settings, policy);
  return judged.outcome === "allow" && "outcome" in found ? because(found.outcome, found.by) : judged;
}

export function judgeIn(action: Action, settings: GeminiSettings, policy: Policy): Judgement {
  const call = callOf(action, settings);
  if (!call)
    return because(
      "unknown",
      defaultProvenance(`what Gemini CLI does with ${action.kind.replace("_", " ")} was not observed`),
    );
  if (action.kind === "command" && (settings.place.platform === "win32" || /^(powershell|cmd)$/.test(action.shell)))
    return because("unknown", defaultProvenance("Gemini CLI was not observed with this shell"));
  if (lastOf(settings.files, "tools", "sandbox"))
    return because("unknown", defaultProvenance("tools.sandbox was not observed"));
  if (action.kind !== "mcp_call") return judge(call, settings, policy);
  return whyUnreachable(action.server, action.tool, settings) ?? judge(call, settings, policy);
}

export function callOf(action: Action, { place, run }: GeminiSettings): ToolCall | undefined {
  const cwd = slashed(action.cwd ?? place.workspace ?? place.home, place.platform);
  // A tilde is a name like any other to its file tools.
  const reached = (path: string) => resolveFrom(cwd, path.startsWith("~") ? `./${path}` : path, place);
  switch (action.kind) {
    case "command":
      return { tool: "run_shell_command", command: action.command, args: { command: action.command } };
    case "file_write":
      return {
        tool: "write_file",
        path: reached(action.path),
        args: { content: action.content, file_path: action.path },
      };
    case "file_edit":
      return {
        tool: "replace",
        path: reached(action.path),
        args: { file_path: action.path, new_string: action.new_text, old_string: action.old_text ?? "" },
      };
    case "file_read":
      return {
        tool: "read_file",
        path: reached(action.path),
        args: { file_path: action.path },
      };
    case "url_fetch":
      return { tool: "web_fetch" };
    case "workspace_search":
      return { tool: "grep_search" };
    case "todo_update":
      return { tool: "write_todos" };
    case "mcp_call":
      return { tool: `mcp_${action.server}_${action.tool}`, server: action.server };
    case "subagent_start":
      return lastGiven(run, "acp")
        ? { tool: action.name ?? "" }
        : { tool: "invoke_agent", ...(action.name === undefined ? {} : { starts: action.name }) };
    default:
      return undefined;
  }
}

function whyUnreachable(name: string, tool: string, settings: GeminiSettings): Judgement | undefined {
  const server = settings.servers.find((candidate) => candidate.name === name);
  if (!server) return because("unreachable", defaultProvenance(`no server “${name}” in the settings that count`));
  const off = whyOff(name, settings);
  if (off) return because("unreachable", off);
  const { entry, file } = server;
  const names = (key: string) => itemsOf(at(entry.value, key)).flatMap(({ value }) => textOf(value) ?? []);
  const source = (key: string) => provenanceOf(file, entry.keySpan, `mcpServers.${name}.${key}`);
  if (names("excludeTools").includes(tool)) return because("unreachable", source("excludeTools"));
  if (at(entry.value, "includeTools") && !names("includeTools").some((name) => name.replace(/\(.*$/, "") === tool))
    return because("unreachable", source("includeTools"));
  return undefined;
}
