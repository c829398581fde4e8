/** Claude Code 2.1.329, seen 2026-11-21: payloads of its hooks, and the answers it obeys. */
import type { Action, EditHow } from "../../core/model/action.ts";
import type { HeldCall } from "../../core/model/heldCall.ts";
import { becameOf, endsOf, eventOf, type HookAgent, isToolEvent, nestedAllow, nestedDeny } from "../hookAgent.ts";
import {
  type Fields,
  fieldsOf,
  list,
  one,
  optional,
  planning,
  readsState,
  readTool,
  searches,
  type ToolReader,
  text,
  withContext,
} from "../payload.ts";

export const claudeCodeHook: HookAgent = {
  id: "claude-code",
  title: "Claude Code",
  readPayload,
  // `allow` skips Claude's own prompt and beats neither its deny nor its ask rules.
  allow: nestedAllow,
  deny: nestedDeny,
};

/**
 * Claude's payload has no `timestamp`; VS Code and Copilot CLI, which read files of the same format, send one.
 */
function readPayload(payload: unknown): HeldCall | undefined {
  const fields = fieldsOf(payload);
  const session = text(fields?.session_id);
  if (!fields || session === undefined || fields.timestamp !== undefined) return undefined;
  const tool = text(fields.tool_name);
  const event = eventOf(text(fields.hook_event_name), tool);
  if (!event) return undefined;
  const cwd = text(fields.cwd);
  return {
    agent: "claude-code",
    event,
    tool: tool ?? text(fields.hook_event_name) ?? "",
    sessionId: session,
    actions: isToolEvent(event) ? withContext(actionsOf(tool ?? "", fields, cwd), "claude-code", cwd) : [],
    ...optional("callId", text(fields.tool_use_id)),
    ...optional("cwd", cwd),
    ...becameOf(fields, "done"),
    ...optional("transcript", text(fields.transcript_path)),
    ...endsOf(text(fields.hook_event_name)),
    ...optional("subagent", text(fields.agent_type) ?? text(fields.agent_id)),
    ...optional("changedPath", event === "config-change" ? text(fields.file_path) : undefined),
  };
}

function actionsOf(tool: string, fields: Fields, cwd: string | undefined): readonly Action[] {
  return tool.startsWith("mcp__") ? [mcpCall(tool, fields)] : readTool(readers, tool, fields.tool_input, cwd);
}

/** `mcp__server__tool`; the server's own name comes along since 2.1.329 and settles where the tool's name starts. */
function mcpCall(name: string, fields: Fields): Action {
  const named = text(fieldsOf(fields.mcp_server)?.name);
  const rest = name.slice("mcp__".length);
  const prefix = named && `${named.replace(/[^A-Za-z0-9_-]/g, "_")}__`;
  const split = prefix && rest.startsWith(prefix) ? prefix.length - 2 : rest.indexOf("__");
  const args = fields.tool_input;
  if (split < 1) return { kind: "unknown_tool", tool: name, args };
  return { kind: "mcp_call", server: named ?? rest.slice(0, split), tool: rest.slice(split + 2), args };
}

const readers: Readonly<Record<string, ToolReader>> = {
  Bash: one("command", (command) => ({ kind: "command", shell: "bash", command })),
  PowerShell: one("command", (command) => ({ kind: "command", shell: "powershell", command })),
  // Monitor watches something by running a shell command in the background.
  Monitor: one("command", (command) => ({ kind: "command", shell: "bash", command })),
  Write: one("file_path", (path, input) => ({ kind: "file_write", path, content: text(input.content) ?? "" })),
  Edit: one("file_path", edit),
  MultiEdit: (input) => {
    const path = text(input.file_path);
    return path === undefined ? undefined : list(input.edits).map((part) => edit(path, fieldsOf(part) ?? {}));
  },
  NotebookEdit: one("notebook_path", (path, input) => ({
    kind: "file_edit",
    path,
    new_text: text(input.new_source) ?? "",
    how: cellEdit(input),
  })),
  Read: one("file_path", (path) => ({ kind: "file_read", path })),
  NotebookRead: one("notebook_path", (path) => ({ kind: "file_read", path })),
  // Grep prints what it finds, so with a path of its own it reads there.
  Grep: (input) => {
    const path = text(input.path);
    return path === undefined ? searches("pattern")(input, undefined) : [{ kind: "file_read", path }];
  },
  Glob: searches("pattern"),
  LS: searches("path"),
  WebFetch: one("url", (url) => ({ kind: "url_fetch", url })),
  Agent: subagent,
  Task: subagent,
  LSP: readsState,
  ListMcpResourcesTool: readsState,
  ReadMcpResourceTool: (input) => {
    const [server, uri] = [text(input.server), text(input.uri)];
    return server && uri ? [{ kind: "mcp_call", server, tool: "read_resource", args: { uri } }] : undefined;
  },
  BashOutput: readsState,
  TaskOutput: readsState,
  ListAgents: readsState,
  ReadNotifications: readsState,
  WaitForMcpServers: readsState,
  ToolSearch: readsState,
  TodoWrite: planning,
  TaskCreate: planning,
  TaskUpdate: planning,
  TaskGet: planning,
  TaskList: planning,
  SetGoal: planning,
  EnterPlanMode: planning,
  ExitPlanMode: planning,
  AskUserQuestion: planning,
  ReportFindings: planning,
  EndConversation: planning,
};

function edit(path: string, input: Fields): Action {
  return {
    kind: "file_edit",
    path,
    new_text: text(input.new_string) ?? "",
    ...optional("old_text", text(input.old_string)),
    ...(input.replace_all === true ? { how: { by: "every" } } : {}),
  };
}

function cellEdit(input: Fields): EditHow {
  const mode = text(input.edit_mode) ?? "replace";
  if (mode !== "replace" && mode !== "insert" && mode !== "delete") return { by: "merge" };
  const type = text(input.cell_type);
  return {
    by: "cell",
    mode,
    ...optional("cell", text(input.cell_id)),
    ...(type === "code" || type === "markdown" ? { type } : {}),
  };
}

function subagent(input: Fields): readonly Action[] {
  return [
    {
      kind: "subagent_start",
      ...optional("prompt", text(input.prompt)),
      ...optional("name", text(input.subagent_type) ?? text(input.description)),
    },
  ];
}
