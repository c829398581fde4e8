/** Qwen Code 0.24.4, seen 2026-11-25: Claude's hooks with the tools of Gemini CLI. */
import type { Action } from "../../core/model/action.ts";
import type { HeldCall } from "../../core/model/heldCall.ts";
import { becameOf, eventOf, type HookAgent, isToolEvent, nestedDeny, passThrough } from "../hookAgent.ts";
import {
  type Fields,
  fieldsOf,
  list,
  mcpByUnderscores,
  one,
  optional,
  planning,
  readsState,
  readTool,
  runsIn,
  searches,
  type ToolReader,
  text,
  withContext,
} from "../payload.ts";

export const qwenHook: HookAgent = {
  id: "qwen",
  title: "Qwen Code",
  readPayload,
  // Whether its `allow` beats rules of the user's own was not seen, so a person's yes is said by saying nothing.
  allow: () => passThrough,
  deny: nestedDeny,
};

function readPayload(payload: unknown): HeldCall | undefined {
  const fields = fieldsOf(payload);
  const session = text(fields?.session_id);
  if (!fields || session === undefined || text(fields.timestamp) === undefined) return undefined;
  const tool = text(fields.tool_name);
  const event = eventOf(text(fields.hook_event_name), tool);
  if (!event || event === "config-change") return undefined;
  const cwd = text(fields.cwd);
  return {
    agent: "qwen",
    event,
    tool: tool ?? text(fields.hook_event_name) ?? "",
    sessionId: session,
    actions: isToolEvent(event) ? withContext(actionsOf(tool ?? "", fields, cwd), "qwen", cwd) : [],
    ...optional("callId", text(fields.tool_use_id)),
    ...optional("cwd", cwd),
    ...becameOf(fields, "done"),
    ...optional("transcript", text(fields.transcript_path)),
    ...optional("subagent", text(fields.agent_type) ?? text(fields.agent_id)),
  };
}

function actionsOf(tool: string, { tool_input: input }: Fields, cwd: string | undefined): readonly Action[] {
  return tool.startsWith("mcp__") ? [mcpByUnderscores(tool, input)] : readTool(readers, tool, input, cwd);
}

const readers: Readonly<Record<string, ToolReader>> = {
  run_shell_command: runsIn("directory"),
  write_file: one("file_path", (path, input) => ({ kind: "file_write", path, content: text(input.content) ?? "" })),
  edit: one("file_path", (path, input) => ({
    kind: "file_edit",
    path,
    new_text: text(input.new_string) ?? "",
    ...optional("old_text", text(input.old_string)),
  })),
  read_file: one("file_path", (path) => ({ kind: "file_read", path })),
  read_many_files: (input) => {
    const paths = list(input.paths).map(text);
    return paths.every((path) => path !== undefined)
      ? paths.map((path) => ({ kind: "file_read", path }) as const)
      : undefined;
  },
  list_directory: searches("path"),
  glob: searches("pattern"),
  grep_search: searches("pattern"),
  web_fetch: one("url", (url) => ({ kind: "url_fetch", url })),
  agent: (input) => [
    {
      kind: "subagent_start",
      ...optional("prompt", text(input.prompt)),
      ...optional("name", text(input.subagent_type) ?? text(input.description)),
    },
  ],
  // Watches something by running a shell command in the background.
  monitor: runsIn("directory"),
  notebook_edit: one("notebook_path", (path, input) => ({
    kind: "file_edit",
    path,
    new_text: text(input.new_source) ?? "",
  })),
  todo_write: planning,
  enter_plan_mode: planning,
  exit_plan_mode: planning,
  ask_user_question: planning,
  tool_search: readsState,
  lsp: readsState,
};
