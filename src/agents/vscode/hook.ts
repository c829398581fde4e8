/** VS Code's own agent, Local harness (VS Code 1.139.1, Copilot extension 0.67.0), measured 2026-11-21. */
import type { Action } from "../../core/model/action.ts";
import type { HeldCall } from "../../core/model/heldCall.ts";
import { readPatch } from "../applyPatch.ts";
import { copilotToolNames } from "../copilotCli/hook.ts";
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
  shellFor,
  type ToolReader,
  text,
  withContext,
} from "../payload.ts";

export const vscodeHook: HookAgent = {
  id: "vscode",
  title: "VS Code agent",
  readPayload,
  // `allow` skips VS Code's own prompt. The prompt would ask again what a person has just answered.
  allow: nestedAllow,
  deny: nestedDeny,
};

/**
 * Told from its neighbours by its fields: a `timestamp`, which Claude does not send, and a `tool_use_id`, which
 * Copilot CLI does not send. A call that carries a Copilot tool name is left to Copilot CLI, where an "allow" would
 * beat the user's own deny flags.
 */
function readPayload(payload: unknown): HeldCall | undefined {
  const fields = fieldsOf(payload);
  const session = text(fields?.session_id);
  if (!fields || session === undefined || text(fields.timestamp) === undefined) return undefined;
  const tool = text(fields.tool_name);
  const callId = text(fields.tool_use_id);
  const event = eventOf(text(fields.hook_event_name), tool);
  if (!event || event === "config-change") return undefined;
  if (isToolEvent(event) && (callId === undefined || copilotToolNames.has(tool ?? ""))) return undefined;
  const cwd = text(fields.cwd);
  return {
    agent: "vscode",
    event,
    tool: tool ?? text(fields.hook_event_name) ?? "",
    sessionId: session,
    actions: isToolEvent(event) ? withContext(actionsOf(tool ?? "", fields.tool_input, cwd), "vscode", cwd) : [],
    ...optional("callId", callId),
    ...optional("cwd", cwd),
    ...becameOf(fields, "done"),
    ...optional("transcript", text(fields.transcript_path)),
    ...endsOf(text(fields.hook_event_name)),
    ...optional("subagent", text(fields.agent_type)),
  };
}

function actionsOf(tool: string, input: unknown, cwd: string | undefined): readonly Action[] {
  const mcp = /^mcp_([^_]+)_(.+)$/s.exec(tool);
  // The server's name is cut and may hold "_" itself; splitting early keeps every word of the tool's name in `tool`.
  if (mcp) return [{ kind: "mcp_call", server: mcp[1] as string, tool: mcp[2] as string, args: input }];
  return readTool(readers, tool, input, cwd);
}

const readers: Readonly<Record<string, ToolReader>> = {
  create_file: one("filePath", (path, input) => ({ kind: "file_write", path, content: text(input.content) ?? "" })),
  replace_string_in_file: one("filePath", replacement),
  multi_replace_string_in_file: (input) => everyOne(list(input.replacements), replaceOne),
  // A second model merges `code` into the file, so the exact result is not known beforehand.
  insert_edit_into_file: one("filePath", (path, input) => ({
    kind: "file_edit",
    path,
    new_text: text(input.code) ?? "",
    how: { by: "merge" },
  })),
  apply_patch: (input) => readPatch(text(input.input) ?? ""),
  edit_notebook_file: one("filePath", (path, input) => ({
    kind: "file_edit",
    path,
    new_text: cellText(input.newCode),
    // No successful edit was seen, so how it writes the notebook is not known.
    how: { by: "merge" },
  })),
  create_directory: one("dirPath", (path) => ({ kind: "dir_create", path })),
  run_in_terminal: (input, cwd) =>
    one("command", (command) => ({ kind: "command", shell: shellFor(cwd), command }))(input, cwd),
  send_to_terminal: one("command", (command) => ({ kind: "terminal_input", command })),
  create_and_run_task: (input) => task(fieldsOf(input.task)),
  run_task: (input) => [{ kind: "task_run", ...optional("name", text(input.id) ?? text(input.taskId)) }],
  runTests: () => [{ kind: "task_run", name: "test" }],
  run_notebook_cell: one("filePath", (path) => ({ kind: "notebook_run", path })),
  run_vscode_command: one("commandId", (command, input) => ({ kind: "vscode_command", command, args: input.args })),
  install_extension: one("id", (id) => ({
    kind: "vscode_command",
    command: "workbench.extensions.installExtension",
    args: [id],
  })),
  fetch_webpage: (input) => everyOne(list(input.urls), (url) => urlFetch(text(url))),
  github_repo: one("repo", (repo) => ({ kind: "url_fetch", url: `https://github.com/${repo}` })),
  runSubagent: subagent,
  search_subagent: subagent,
  execution_subagent: subagent,
  switch_agent: subagent,
  read_file: one("filePath", (path) => ({ kind: "file_read", path })),
  view_image: one("filePath", (path) => ({ kind: "file_read", path })),
  list_dir: searches("path"),
  file_search: searches("query"),
  grep_search: searches("query"),
  semantic_search: searches("query"),
  get_errors: readsState,
  get_changed_files: readsState,
  get_terminal_output: readsState,
  manage_todo_list: planning,
  vscode_askQuestions: planning,
  tool_search: planning,
};

/** All parts, or undefined when one is not understood: nothing of a call may be judged without the rest. */
function everyOne(
  parts: readonly unknown[],
  read: (part: unknown) => Action | undefined,
): readonly Action[] | undefined {
  const actions = parts.map(read);
  return actions.every((action) => action !== undefined) ? actions : undefined;
}

function replacement(path: string, input: Fields): Action {
  return {
    kind: "file_edit",
    path,
    new_text: text(input.newString) ?? "",
    ...optional("old_text", text(input.oldString)),
  };
}

function replaceOne(part: unknown): Action | undefined {
  const fields = fieldsOf(part);
  const path = text(fields?.filePath);
  return fields && path !== undefined ? replacement(path, fields) : undefined;
}

function urlFetch(url: string | undefined): Action | undefined {
  return url === undefined ? undefined : { kind: "url_fetch", url };
}

/** A cell's text is written as one string or as its lines. */
function cellText(value: unknown): string {
  return (
    text(value) ??
    list(value)
      .filter((line) => typeof line === "string")
      .join("\n")
  );
}

function task(fields: Fields | undefined): readonly Action[] | undefined {
  const command = text(fields?.command);
  if (!fields || command === undefined) return undefined;
  const line = [command, ...list(fields.args).map(String)].join(" ");
  return [{ kind: "task_run", command: line, ...optional("name", text(fields.label)) }];
}

function subagent(input: Fields): readonly Action[] {
  return [
    {
      kind: "subagent_start",
      ...optional("prompt", text(input.prompt) ?? text(input.query)),
      ...optional("name", text(input.agentName) ?? text(input.description)),
    },
  ];
}
