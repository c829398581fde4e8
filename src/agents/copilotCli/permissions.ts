/**
 * GitHub Copilot CLI 1.0.102: what its files decide, as seen over ACP, the form in which editors run it (2026-11-25).
 * Other permission modes were not observed: they make the answer unknown.
 */
import type { Action } from "../../core/model/action.ts";
import type { AgentPermissions, Explanation, Grant, ServerPermissions } from "../../core/model/permission.ts";
import { at, itemsOf, textOf } from "../../core/parse/value.ts";
import { delegatesByGrants } from "../../core/permissions/delegates.ts";
import type { PermissionInput } from "../../core/permissions/input.ts";
import { ruleOfTwo } from "../../core/permissions/ruleOfTwo.ts";
import { toolsOfServer } from "../../core/permissions/serverTools.ts";
import { defaultProvenance, provenanceOf } from "../../core/permissions/settingsFile.ts";
import { afterHooks } from "../foreignHooks.ts";
import { because, type Judgement } from "../judgement.ts";
import { overBroad, writingOf } from "./approvals.ts";
import { asks, judgeInRun, readable } from "./judge.ts";
import { everythingByFlag, pathsByFlag, rulesByFlag } from "./run.ts";
import { countingFiles, entriesOf } from "./servers.ts";
import { type CopilotSettings, readCopilotSettings } from "./settings.ts";

const agent = "copilot-cli";
export const facts = { version: "1.0.102", date: "2026-11-25" } as const;

/** Never throws: broken files are in `problems`. */
export function permissions(input: PermissionInput): AgentPermissions {
  const settings = readCopilotSettings(input);
  const { unknown } = settings;
  const servers = serversOf(settings, input);
  const grants = unknown ? [] : grantsOf(settings, servers);
  return {
    agent,
    title: "GitHub Copilot CLI",
    factsVersion: facts.version,
    factsDate: facts.date,
    installed: input.installed,
    mode: unknown
      ? { name: "not proven", source: unknown }
      : { name: "manual", source: defaultProvenance("what is not saved as allowed is asked about") },
    grants,
    servers,
    delegates: unknown ? [] : delegatesByGrants(input, grants, isAgentFile, toolsNamed),
    credentials: input.credentials,
    ineffective: settings.approvals.flatMap(overBroad),
    ruleOfTwo: ruleOfTwo(grants, input.credentials),
    problems: settings.files.flatMap((file) => file.problems),
  };
}

const isAgentFile = (path: string) => /(^|\/)\.github\/agents\/.+\.md$|\.agent\.md$/.test(path);

/** Words of a tool list, and the tools they stand for: with `read` alone a delegate had `view` and nothing else (tried). */
const aliases: Readonly<Record<string, readonly string[]>> = {
  execute: ["bash"],
  shell: ["bash"],
  read: ["view"],
  search: ["view"],
  edit: ["create, edit"],
  agent: ["task"],
};

function toolsNamed(entry: string): readonly string[] {
  return Object.hasOwn(aliases, entry) ? (aliases[entry] ?? []) : [entry.replace("/", "-")];
}

function serversOf(settings: CopilotSettings, input: PermissionInput): ServerPermissions[] {
  return entriesOf(countingFiles(settings)).map(({ entry, file }) => {
    const args = itemsOf(at(entry.value, "args")).flatMap(({ value }) => textOf(value) ?? []);
    const launch = { command: textOf(at(entry.value, "command")), args };
    const tools = toolsOfServer(launch, input.documents, input.place);
    return { name: entry.key, source: provenanceOf(file, entry.keySpan, entry.key), state: "enabled", tools };
  });
}

/** Rows by the kinds of rules; any other kind is the name of a server. */
const toolsOfRules: Readonly<Record<string, readonly [tool: string, effects: Grant["effects"]]>> = {
  shell: ["bash", ["run-code"]],
  write: ["create, edit", ["write-files"]],
  read: ["view", ["read-files"]],
  url: ["web_fetch", ["fetch-network"]],
};

function grantsOf({ approvals, run }: CopilotSettings, servers: readonly ServerPermissions[]): Grant[] {
  const all = everythingByFlag(run);
  const paths = pathsByFlag(run);
  const writes = all ?? writingOf(approvals);
  const row = (tool: string, effects: Grant["effects"], { outcome, by }: Judgement, specifier?: string): Grant => ({
    decision: outcome === "allow" || outcome === "deny" ? outcome : "ask",
    effects,
    tool,
    ...(specifier === undefined ? {} : { specifier }),
    source: by,
    overrides: [],
  });
  const written = writes ? because("allow", writes) : asks("create and edit");
  return [
    row("bash", ["run-code"], all ? because("allow", all) : asks("bash")),
    ...approvals.flatMap(({ by, commands }) =>
      commands.map((command) => row("bash", ["run-code"], because("allow", by), command)),
    ),
    ...rulesByFlag(run).flatMap(({ name, inner, outcome, source }) => {
      const known = Object.hasOwn(toolsOfRules, name) ? toolsOfRules[name] : undefined;
      const [tool, effects] = known ?? [`${name}-${inner ?? "*"}`, ["read-untrusted"] as const];
      return [row(tool, effects, because(outcome, source), known ? inner : undefined)];
    }),
    row("create, edit", ["write-files"], written, "in the workspace"),
    row("create, edit", ["write-files"], paths ? written : asks("writing elsewhere"), "elsewhere"),
    row("view", ["read-files"], readable, "in the workspace"),
    row("view", ["read-files"], paths ? because("allow", paths) : asks("reading elsewhere"), "elsewhere"),
    ...servers.map(({ name, source }) =>
      row(`${name}-*`, ["read-untrusted"], because(all ? "allow" : "ask", all ?? source)),
    ),
    ...approvals.flatMap(({ by, server, tool }) =>
      server === undefined ? [] : [row(`${server}-${tool ?? "*"}`, ["read-untrusted"], because("allow", by))],
    ),
  ];
}

/** What Copilot CLI itself does with the action. What a hook of somebody else answers is not known. */
export function explain(action: Action, input: PermissionInput): Explanation {
  const settings = readCopilotSettings(input);
  const { outcome, by } = settings.unknown
    ? because("unknown", settings.unknown)
    : afterHooks(judgeInRun(action, settings), { files: settings.files, events: hookEvents, tools: hookNames(action) });
  const lost = settings.approvals.map((approval) => approval.by).filter((one) => one !== by && one.text !== by.text);
  return {
    agent,
    outcome,
    decidedBy: by,
    lost: lost.map((source) => ({ ...source, why: "It does not cover this call." })),
  };
}

/** The spelling of the event selects by which names a matcher knows a tool. */
const hookEvents = ["preToolUse", "PreToolUse"];

function hookNames(action: Action): readonly string[] {
  if (action.kind === "mcp_call") return [`${action.server}-${action.tool}`];
  return Object.hasOwn(namesInHooks, action.kind) ? (namesInHooks[action.kind] ?? []) : [];
}

const namesInHooks: Readonly<Partial<Record<Action["kind"], readonly string[]>>> = {
  command: ["bash", "Bash"],
  file_write: ["create", "Write"],
  file_edit: ["edit", "Edit"],
  file_read: ["view", "Read"],
  url_fetch: ["web_fetch", "WebFetch"],
  subagent_start: ["task", "Task"],
  workspace_search: ["grep", "glob", "Grep", "Glob"],
};
