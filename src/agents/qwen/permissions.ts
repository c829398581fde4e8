/** Effective permissions of Qwen Code: what its settings come to, and why. */
import type { Action } from "../../core/model/action.ts";
import type { Effect } from "../../core/model/effect.ts";
import type {
  AgentPermissions,
  Explanation,
  Grant,
  Provenance,
  ServerPermissions,
} from "../../core/model/permission.ts";
import { at, itemsOf, textOf, type ValueNode } from "../../core/parse/value.ts";
import { delegatesByGrants } from "../../core/permissions/delegates.ts";
import type { PermissionInput } from "../../core/permissions/input.ts";
import { resolveFrom, slashed } from "../../core/permissions/paths.ts";
import { ruleOfTwo } from "../../core/permissions/ruleOfTwo.ts";
import { toolsOfServer } from "../../core/permissions/serverTools.ts";
import { defaultProvenance, provenanceOf } from "../../core/permissions/settingsFile.ts";
import { asFlag } from "../flags.ts";
import { afterHooks, type HookQuestion } from "../foreignHooks.ts";
import { because, type Judgement } from "../judgement.ts";
import { whyIgnored } from "./ignored.ts";
import { judge } from "./judge.ts";
import { lastOf, textsOf } from "./merged.ts";
import { covers, matches, namesOf, parseRule, type Rule, type Use } from "./rule.ts";
import { type QwenServer, stateOfServer, trustOfServer, withoutServerTool } from "./servers.ts";
import { type QwenSettings, readQwenSettings } from "./settings.ts";
import { subAgentNamed, toolOfEntry } from "./subAgents.ts";

const agent = "qwen";
const shell = "run_shell_command";
export const facts = { version: "0.24.4", date: "2026-11-25" } as const;

/** Never throws: broken files are in `problems`. */
export function permissions(input: PermissionInput): AgentPermissions {
  const settings = readQwenSettings(input);
  const servers = settings.servers.map((server) => serverOf(server, input, settings));
  const stopped = settings.refused;
  const grants = stopped ? [] : grantsOf(settings, servers);
  return {
    agent,
    title: "Qwen Code",
    factsVersion: facts.version,
    factsDate: facts.date,
    installed: input.installed,
    mode: stopped ? { name: "does not start", source: stopped } : settings.mode,
    grants,
    servers,
    delegates: settings.trust.trusted
      ? delegatesByGrants(
          input,
          grants,
          (path) => /(^|\/)\.qwen\/agents\/[^/]+\.md$/.test(path),
          (entry) => [toolOfEntry(entry)],
        )
      : [],
    credentials: input.credentials,
    ineffective: settings.dead.map((source) => ({
      kind: "dead" as const,
      source,
      message: "A rule whose bracket is not closed at its end matches nothing in Qwen Code.",
    })),
    ruleOfTwo: ruleOfTwo(grants, input.credentials),
    problems: settings.problems,
  };
}

/** The tree's rows in a mode that is not the session's own, as that of a sub-agent. */
export function grantsIn(input: PermissionInput, settings: QwenSettings): readonly Grant[] {
  return grantsOf(
    settings,
    settings.servers.map((server) => serverOf(server, input, settings)),
  );
}

function serverOf(
  { name, entry, file }: QwenServer,
  input: PermissionInput,
  settings: QwenSettings,
): ServerPermissions {
  const args = itemsOf(at(entry.value, "args")).flatMap(({ value }) => textOf(value) ?? []);
  const launch = { command: textOf(at(entry.value, "command")), args, cwd: textOf(at(entry.value, "cwd")) };
  const tools = toolsOfServer(launch, input.documents, input.place);
  return { name, source: provenanceOf(file, entry.keySpan, name), state: stateOfServer(name, settings), tools };
}

const tools: readonly (readonly [tool: string, effects: readonly Effect[]])[] = [
  ["run_shell_command", ["run-code"]],
  ["write_file", ["write-files"]],
  ["edit", ["write-files"]],
  ["read_file", ["read-files"]],
  ["web_fetch", ["fetch-network"]],
];

function grantsOf(settings: QwenSettings, servers: readonly ServerPermissions[]): Grant[] {
  const row = (tool: string, effects: readonly Effect[], { outcome, by }: Judgement): Grant => ({
    // What cannot be told may well run.
    decision: outcome === "ask" || outcome === "deny" ? outcome : "allow",
    effects,
    tool,
    source: by,
    overrides: [],
  });
  const own = tools.map(([tool, effects]) => row(tool, effects, judge({ tool }, settings)));
  const all = judge({ tool: shell }, settings);
  const reads = judge({ tool: shell, command: "pwd" }, settings);
  // What only reads is answered otherwise than other commands.
  if (all.outcome !== "allow" && reads.outcome === "allow" && reads.by.layer === "default")
    own.unshift({ ...row(shell, ["read-files"], reads), specifier: "commands that only read" });
  // In plan mode what it cannot tell is asked about, and only what writes is refused.
  const unclear = judge({ tool: shell, command: "unheard-of" }, settings);
  if (settings.mode.name === "plan" && unclear.outcome === "ask")
    own.unshift({
      ...row(shell, ["run-code"], unclear),
      specifier: "commands of which it cannot tell whether they write",
    });
  const narrowed = settings.rules
    .filter(({ specifier }) => specifier !== undefined)
    .flatMap(({ list, tool, specifier = "", source }) => {
      // A rule for edits speaks of all that writes files.
      const spoken = tools.filter(([name]) => covers(tool, name));
      const rows = spoken.length > 0 ? spoken : [[tool, ["run-code"]] as const];
      return rows.map(([name, effects]) => ({ ...row(name, effects, because(list, source)), specifier }));
    });
  const called = servers.flatMap((server) => {
    const known = server.tools.length > 0 ? server.tools : [{ name: "*", effects: ["read-untrusted"] as const }];
    return known.flatMap(({ name, effects }) => {
      // Of one that waits: what holds once it is approved.
      const waits = server.state === "needs-approval";
      const judged = waits ? judgeRules(server.name, name, settings) : judgeServerTool(server.name, name, settings);
      return judged.outcome === "unreachable" ? [] : [row(`mcp__${server.name}__${name}`, effects, judged)];
    });
  });
  return [...own, ...narrowed, ...called];
}

/** What Qwen Code itself does with the action. Extensions are not seen here. */
export function explain(action: Action, input: PermissionInput): Explanation {
  const settings = readQwenSettings(input);
  const use = useOf(action, settings);
  const unclear = settings.run.strange;
  const { outcome, by } = settings.refused
    ? because("unreachable", settings.refused)
    : unclear
      ? because("unknown", unclear)
      : afterHooks(judgeIn(action, settings, input), hooksOn(use, settings), ["unreachable", "deny"]);
  const speaks = (rule: Rule) => use !== undefined && (rule.tool === use.tool || matches(rule, use, settings));
  const lost = settings.rules
    .filter((rule) => rule.source !== by && rule.source.text !== by.text && speaks(rule))
    .map(({ source }) => ({ ...source, why: "It does not match this call, or deny and ask rules come first." }));
  return { agent, outcome, decidedBy: asFlag(by), lost };
}

/** None where they are switched off. */
function hooksOn(use: Use | undefined, { files }: QwenSettings): HookQuestion {
  const off = isTrue(lastOf(files, "disableAllHooks")?.value);
  return { files: off ? [] : files, events: ["PreToolUse"], tools: use ? namesOf(use.tool) : [] };
}

/** Files of the session, in the mode of whoever acts. */
export function judgeIn(action: Action, settings: QwenSettings, input: PermissionInput): Judgement {
  const use = useOf(action, settings);
  const judged = judgeAction(action, use, settings);
  const { alone } = settings;
  const answer = alone ? whenAlone(judged, alone) : judged;
  // It is looked for after the question.
  if (action.kind !== "subagent_start" || answer.outcome !== "allow") return answer;
  const found = subAgentNamed(action.name ?? "general-purpose", input.agentFiles);
  return "outcome" in found ? because(found.outcome, found.by) : answer;
}

/** With nobody to ask what would be asked is refused. */
function whenAlone(judged: Judgement, alone: Provenance): Judgement {
  return judged.outcome === "ask" ? because("deny", alone, `${alone.text}: nobody is asked`) : judged;
}

function judgeAction(action: Action, use: Use | undefined, settings: QwenSettings): Judgement {
  if (action.kind === "url_fetch" && withCredentials.test(action.url))
    return because("unreachable", defaultProvenance("an address with a name or a password in it is not fetched"));
  if (!use)
    return because(
      "unknown",
      defaultProvenance(`what Qwen Code does with ${action.kind.replace("_", " ")} was not observed`),
    );
  const { sandbox } = settings;
  if (sandbox) return because("unknown", sandbox, `${sandbox.text} was not observed`);
  if (action.kind === "todo_update" && !isTrue(lastOf(settings.files, "tools", "todoWrite", "enabled")?.value))
    return because("unreachable", defaultProvenance("todo_write is off unless tools.todoWrite.enabled is true"));
  const gone = coreJudgement(use, settings) ?? switchedOff(use, settings) ?? ignored(use, settings);
  if (gone) return gone;
  if (action.kind === "command" && (settings.place.platform === "win32" || /^(powershell|cmd)$/.test(action.shell)))
    return because("unknown", defaultProvenance("Qwen Code was not observed with this shell"));
  return action.kind === "mcp_call" ? judgeServerTool(action.server, action.tool, settings) : judge(use, settings);
}

function isTrue(node: ValueNode | undefined): boolean {
  return node?.kind === "scalar" && node.value === true;
}

const coreTools: ReadonlySet<string> = new Set(
  "read_file write_file edit glob grep_search run_shell_command list_directory web_fetch todo_write".split(" "),
);

/** With a list of core tools the others of these are not there; an empty one counts as none. */
function coreJudgement({ tool }: Use, settings: QwenSettings): Judgement | undefined {
  const found = lastOf(settings.files, "tools", "core");
  const names = itemsOf(found?.value).flatMap(({ value }) => textOf(value) ?? []);
  if (!found || names.length === 0 || !coreTools.has(tool)) return undefined;
  const source = provenanceOf(found.file, found.value.span, "tools.core");
  const listed = names.some((name) => parseRule(name, "allow", source)?.tool === tool);
  return listed ? undefined : because("unreachable", source);
}

/** `tools.disabled` knows tools by their own names alone. */
function switchedOff({ tool }: Use, { files }: QwenSettings): Judgement | undefined {
  const found = textsOf(files, "tools", "disabled").find(({ text }) => text.trim() === tool);
  return found && because("unreachable", provenanceOf(found.file, found.span, "tools.disabled"));
}

/** An edit needs to have read the file. */
function ignored({ tool, path }: Use, { ignoreLists, files, place }: QwenSettings): Judgement | undefined {
  return path !== undefined && tool === "read_file" ? whyIgnored(path, ignoreLists, files, place) : undefined;
}

export function useOf(action: Action, { place }: QwenSettings): Use | undefined {
  const cwd = slashed(action.cwd ?? place.workspace ?? place.home, place.platform);
  const pathUse = (tool: string, path: string): Use => ({
    tool,
    path: resolveFrom(cwd, path, place),
    climbs: /(?:^|[/\\])\.\.(?:[/\\]|$)|[^:][/\\]{2}/.test(path),
  });
  switch (action.kind) {
    case "command":
      return { tool: "run_shell_command", command: action.command };
    case "file_write":
      return pathUse("write_file", action.path);
    case "file_edit":
      return pathUse("edit", action.path);
    case "file_read":
      return pathUse("read_file", action.path);
    case "url_fetch": {
      const host = hostOf(action.url);
      return host === undefined ? undefined : { tool: "web_fetch", host };
    }
    case "workspace_search":
      return { tool: "grep_search" };
    case "todo_update":
      return { tool: "todo_write" };
    case "subagent_start":
      return { tool: "agent", agent: action.name ?? "general-purpose" };
    case "mcp_call":
      return { tool: `mcp__${action.server}__${action.tool}` };
    default:
      return undefined;
  }
}

/** A name before the host (tried 2026-11-27). */
const withCredentials = /^https?:\/\/[^/?#\s@:]+(?::[^/?#\s@]*)?@[\w.-]+(?::\d+)?(?:[/?#]|$)/i;

function hostOf(url: string): string | undefined {
  return /^https?:\/\/([\w.-]+)(?::\d+)?(?:[/?#]|$)/i.exec(url)?.[1]?.toLowerCase();
}

function judgeServerTool(name: string, tool: string, settings: QwenSettings): Judgement {
  return withoutServerTool(name, tool, settings) ?? judgeRules(name, tool, settings);
}

function judgeRules(name: string, tool: string, settings: QwenSettings): Judgement {
  return judge({ tool: `mcp__${name}__${tool}` }, settings, trustOfServer(name, settings));
}
