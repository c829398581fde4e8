/** What VS Code's own settings do with one tool call of its agent (Local harness). VS Code 1.139.1. */
import type { Action } from "../../core/model/action.ts";
import type { Provenance } from "../../core/model/permission.ts";
import type { Decision } from "../../core/model/verdict.ts";
import { resolveFrom, slashed } from "../../core/permissions/paths.ts";
import { defaultProvenance } from "../../core/permissions/settingsFile.ts";
import { judgeEdit } from "./edits.ts";
import type { NpmScripts } from "./npmScripts.ts";
import { judgeRead } from "./reads.ts";
import { entriesOf, type SettingValue, settingOf, type VsCodeSettings } from "./settings.ts";
import { judgeTerminal } from "./terminal.ts";
import { builtInTool } from "./tools.ts";
import { judgeUrl } from "./urls.ts";

/** One call, reduced to what the settings look at. Paths absolute with forward slashes. */
export type ToolUse =
  | { readonly kind: "path"; readonly tool: string; readonly paths: readonly string[] }
  | { readonly kind: "command"; readonly tool: string; readonly command: string; readonly cwd: string }
  | { readonly kind: "url"; readonly tool: string; readonly url: string }
  | {
      readonly kind: "mcp";
      readonly tool: string;
      readonly server: string;
      readonly readOnly: boolean;
      readonly sandboxed: boolean;
    }
  | { readonly kind: "plain"; readonly tool: string };

export interface Judgement {
  readonly decision: Decision | "unknown";
  readonly by: Provenance;
}

/** The session level new chats start with; anything but `default` runs everything. */
export function levelOf(settings: VsCodeSettings): SettingValue & { readonly name: string } {
  const level = settingOf(settings, "chat.permissions.default", "default");
  const known = level.value === "autoApprove" || level.value === "autopilot";
  return { ...level, name: known ? String(level.value) : "default" };
}

/** Where agent mode is off, a chat only answers and has no tools (seen on 2026-11-26). */
export function agentModeOff(settings: VsCodeSettings): Provenance | undefined {
  const { value, source } = settingOf(settings, "chat.agent.enabled", true);
  return value ? undefined : source;
}

export function globalApproval(settings: VsCodeSettings): SettingValue {
  return settingOf(settings, "chat.tools.global.autoApprove", false);
}

export function judge(use: ToolUse, settings: VsCodeSettings, scripts: NpmScripts): Judgement {
  const level = levelOf(settings);
  if (level.name !== "default") return { decision: "allow", by: level.source };
  const barred = ineligible(use.tool, settings);
  if (barred) return { decision: "ask", by: barred };
  const all = globalApproval(settings);
  if (all.value === true) return { decision: "allow", by: all.source };
  if (typeof all.value === "object" && all.value !== null)
    return {
      decision: "unknown",
      by: { ...all.source, text: `${all.source.text}: which tools it names was not seen` },
    };
  switch (use.kind) {
    case "command": {
      const sandbox = settingOf(settings, "chat.agent.sandbox.enabled", "off");
      // What a sandbox holds back is not asked about; which commands that are was not seen.
      if (!["off", false, undefined].includes(sandbox.value as string))
        return { decision: "unknown", by: sandbox.source };
      return judgeTerminal(use.command, use.cwd, settings, scripts);
    }
    case "url":
      return judgeUrl(use.url, settings);
    case "mcp":
      return judgeMcp(use);
    case "path":
      return strictest(use.paths.map((path) => judgePath(use.tool, path, settings)));
    case "plain":
      return builtInTool(use.tool)?.default === "free"
        ? { decision: "allow", by: defaultProvenance(`${use.tool} runs without asking`) }
        : { decision: "ask", by: defaultProvenance(`${use.tool} asks`) };
  }
}

/** `chat.tools.eligibleForAutoApproval`: a tool set to false always asks, except in a session that bypasses approvals. */
export function ineligible(tool: string, settings: VsCodeSettings): Provenance | undefined {
  const reference = builtInTool(tool)?.reference ?? tool;
  // The name alone: one with its tool set before it counts for nothing (seen with `edit/createFile`).
  const entry = entriesOf(settings, "chat.tools.eligibleForAutoApproval", new Map()).find(
    ({ key }) => key === reference,
  );
  return entry?.value === false ? entry.source : undefined;
}

function judgePath(tool: string, path: string, settings: VsCodeSettings): Judgement {
  if (builtInTool(tool)?.default !== "read") return judgeEdit(path, settings, tool === "create_file");
  return judgeRead(path, settings);
}

function judgeMcp(use: Extract<ToolUse, { kind: "mcp" }>): Judgement {
  if (use.sandboxed)
    return { decision: "allow", by: defaultProvenance("sandboxEnabled: every tool of the server runs without asking") };
  // The server says so itself: its annotation is believed.
  if (use.readOnly)
    return {
      decision: "allow",
      by: defaultProvenance("the server declares the tool read-only (readOnlyHint), so it runs without asking"),
    };
  return { decision: "ask", by: defaultProvenance("tools of MCP servers ask") };
}

function strictest(judgements: readonly Judgement[]): Judgement {
  return (
    judgements.find(({ decision }) => decision !== "allow") ??
    judgements[0] ?? { decision: "ask", by: defaultProvenance("no path is named") }
  );
}

/** The call VS Code's agent would make for an action, or why it has no tool for it. */
export function useOf(action: Action, settings: VsCodeSettings): ToolUse | { readonly missing: string } {
  const { place } = settings;
  const cwd = slashed(action.cwd ?? place.workspace ?? place.home, place.platform);
  const path = (tool: string, ...paths: string[]): ToolUse => ({
    kind: "path",
    tool,
    paths: paths.map((written) => resolveFrom(cwd, written, place)),
  });
  switch (action.kind) {
    case "command":
      return { kind: "command", tool: "run_in_terminal", command: action.command, cwd };
    case "file_write":
      return path("create_file", action.path);
    case "file_edit":
      return path("replace_string_in_file", action.path);
    case "file_delete":
      return path("apply_patch", action.path);
    case "file_rename":
      return path("apply_patch", action.path, action.to);
    case "file_read":
      return path("read_file", action.path);
    case "dir_create":
      return path("create_directory", action.path);
    case "url_fetch":
      return { kind: "url", tool: "fetch_webpage", url: action.url };
    case "mcp_call":
      return {
        kind: "mcp",
        tool: action.tool,
        server: action.server,
        readOnly: action.annotations?.readOnlyHint === true,
        sandboxed: false,
      };
    case "unknown_tool":
      return { kind: "plain", tool: action.tool };
    default: {
      const tool = plainTools[action.kind];
      return tool === undefined
        ? { missing: `VS Code's agent has no tool of its own for this (${action.kind}).` }
        : { kind: "plain", tool };
    }
  }
}

const plainTools: Readonly<Partial<Record<Action["kind"], string>>> = {
  terminal_input: "send_to_terminal",
  notebook_run: "run_notebook_cell",
  task_run: "create_and_run_task",
  subagent_start: "runSubagent",
  workspace_search: "grep_search",
  diagnostics_read: "get_errors",
  todo_update: "manage_todo_list",
  vscode_command: "run_vscode_command",
};
