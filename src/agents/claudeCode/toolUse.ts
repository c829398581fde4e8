/** Which of Claude Code's tools would carry out a normalised action. */
import type { Action } from "../../core/model/action.ts";
import type { Place } from "../../core/permissions/input.ts";
import { resolveFrom, slashed } from "../../core/permissions/paths.ts";
import { type CommandLine, splitCommand } from "../../core/permissions/shellSegments.ts";
import type { ToolUse } from "./judge.ts";
import { canonicalTool, editTools, mcpToolName, readTools } from "./tools.ts";

/** `missing`: Claude Code has no tool for this; the text says what it would do instead. */
export type UseOfAction = { readonly use: ToolUse } | { readonly missing: string };

export function useOf(action: Action, place: Place): UseOfAction {
  const cwd = slashed(action.cwd ?? place.workspace ?? place.home, place.platform);
  const path = (tool: string, written: string): UseOfAction => ({
    use: { kind: "path", tool, path: resolveFrom(cwd, written, place) },
  });
  switch (action.kind) {
    case "command":
      return command(action.shell, action.command, cwd, place);
    case "file_write":
      return path("Write", action.path);
    case "file_edit":
      return path("Edit", action.path);
    case "file_read":
      return path("Read", action.path);
    case "workspace_search":
      return path("Grep", cwd);
    case "url_fetch":
      return { use: { kind: "url", tool: "WebFetch", host: hostOf(action.url) } };
    case "mcp_call":
      return { use: { kind: "mcp", tool: mcpToolName(action.server, action.tool) } };
    case "subagent_start":
      return { use: { kind: "named", tool: "Agent", name: action.name } };
    case "todo_update":
      return { use: { kind: "other", tool: "TaskCreate" } };
    case "diagnostics_read":
      return { use: { kind: "path", tool: "LSP", path: cwd } };
    case "unknown_tool":
      return unknownTool(action.tool, action.args, cwd, place);
    default:
      return { missing: missing[action.kind] };
  }
}

type Missing = Exclude<
  Action["kind"],
  | "command"
  | "file_write"
  | "file_edit"
  | "file_read"
  | "workspace_search"
  | "url_fetch"
  | "mcp_call"
  | "subagent_start"
  | "todo_update"
  | "diagnostics_read"
  | "unknown_tool"
>;

const missing: Readonly<Record<Missing, string>> = {
  file_delete: "Claude Code has no tool that deletes a file; it runs a command such as rm.",
  dir_create: "Claude Code has no tool that creates a folder; it runs mkdir, or writes a file in it.",
  file_rename: "Claude Code has no tool that renames a file; it runs a command such as mv.",
  symlink: "Claude Code has no tool that creates links; it runs ln.",
  terminal_input: "Claude Code has no tool that types into a running terminal.",
  notebook_run: "Claude Code edits notebooks but has no tool that runs a cell; it runs a command.",
  task_run: "Claude Code has no tool that runs an editor task; it runs a command.",
  debug_start: "Claude Code has no tool that starts a debugger.",
  clipboard_write: "Claude Code has no tool that writes to the clipboard; it runs a command.",
  markdown_render: "Claude Code shows text in its own window without a tool.",
  vscode_command: "Claude Code has no tool that runs an editor command.",
};

function command(shell: string, text: string, cwd: string, place: Place): UseOfAction {
  if (shell === "cmd") return { missing: "Claude Code has no tool that runs cmd.exe." };
  if (shell === "powershell" && place.platform !== "win32")
    return { missing: "Claude Code offers PowerShell on Windows only." };
  const tool = shell === "powershell" ? "PowerShell" : "Bash";
  return { use: { kind: "command", tool, line: lineOf(text), cwd } };
}

function unknownTool(name: string, args: unknown, cwd: string, place: Place): UseOfAction {
  const tool = canonicalTool(name);
  if (tool.startsWith("mcp__")) return { use: { kind: "mcp", tool } };
  const path = textField(args, "file_path") ?? textField(args, "notebook_path") ?? textField(args, "path");
  if ((editTools.has(tool) || readTools.has(tool)) && path !== undefined) {
    return { use: { kind: "path", tool, path: resolveFrom(cwd, path, place) } };
  }
  const line = textField(args, "command");
  if (tool === "Monitor" && line !== undefined) return { use: { kind: "command", tool, line: lineOf(line), cwd } };
  const named = textField(args, tool === "Skill" ? "skill" : "subagent_type");
  return { use: named === undefined ? { kind: "other", tool } : { kind: "named", tool, name: named } };
}

function textField(args: unknown, key: string): string | undefined {
  if (typeof args !== "object" || args === null || !Object.hasOwn(args, key)) return undefined;
  const value: unknown = (args as Record<string, unknown>)[key];
  return typeof value === "string" ? value : undefined;
}

/** The host of an address, without user, port and the like; undefined when it cannot be told. */
function hostOf(url: string): string | undefined {
  return /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?(\[[^\]]+\]|[^/?#:]+)/i.exec(url)?.[1]?.toLowerCase();
}

/** A backslash that goes on in the next line right behind a word, or ends all: it asks (tried with 2.1.329 on 2026-11-26). */
function lineOf(text: string): CommandLine {
  const line = splitCommand(text);
  return /[^ \t\n]\\(?:\n|$)/.test(text) ? { ...line, obstacles: new Set([...line.obstacles, "control"]) } : line;
}
