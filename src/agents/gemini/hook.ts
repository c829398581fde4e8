/** Gemini CLI 0.61.0, seen 2026-11-25: payloads of its hooks, and the answers it obeys. */
import type { Action } from "../../core/model/action.ts";
import type { HeldCall } from "../../core/model/heldCall.ts";
import { becameOf, denial, eventOf, type HookAgent, isToolEvent, passThrough } from "../hookAgent.ts";
import {
  type Fields,
  fieldsOf,
  list,
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

export const geminiHook: HookAgent = {
  id: "gemini",
  title: "Gemini CLI",
  readPayload,
  // Its `allow` only goes on to its own policy, which saying nothing does as well.
  allow: () => passThrough,
  // Claude's nested form is ignored here, and the tool then runs.
  deny: (_call, reason) => denial(reason, { decision: "deny", reason }),
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
    agent: "gemini",
    event,
    tool: tool ?? text(fields.hook_event_name) ?? "",
    sessionId: session,
    actions: isToolEvent(event) ? withContext(actionsOf(tool ?? "", fields, cwd), "gemini", cwd) : [],
    ...optional("cwd", cwd),
    ...becameOf(fields, errorIn(fields.tool_response)),
    ...optional("transcript", text(fields.transcript_path)),
  };
}

/** It tells an error of its tool; of a command that ends with one it only tells the text (0.61.0, seen 2026-11-25). */
function errorIn(response: unknown): HeldCall["became"] {
  return fieldsOf(response)?.error === undefined ? undefined : "failed";
}

function actionsOf(tool: string, fields: Fields, cwd: string | undefined): readonly Action[] {
  const input = fields.tool_input;
  const server = fieldsOf(fields.mcp_context);
  const [name, named] = [text(server?.server_name), text(server?.tool_name)];
  if (name !== undefined && named !== undefined) return [{ kind: "mcp_call", server: name, tool: named, args: input }];
  // `mcp_server_tool`: without its context; splitting early keeps every word of the tool's name in `tool`.
  const mcp = /^mcp_([^_]+)_(.+)$/s.exec(tool);
  if (mcp) return [{ kind: "mcp_call", server: mcp[1] as string, tool: mcp[2] as string, args: input }];
  return readTool(readers, tool, input, cwd);
}

const reads = one("file_path", (path) => ({ kind: "file_read", path }));

const readers: Readonly<Record<string, ToolReader>> = {
  // `dir_path` is the folder it runs in, below the workspace.
  run_shell_command: runsIn("dir_path"),
  write_file: one("file_path", (path, input) => ({ kind: "file_write", path, content: text(input.content) ?? "" })),
  replace: one("file_path", (path, input) => ({
    kind: "file_edit",
    path,
    new_text: text(input.new_string) ?? "",
    ...optional("old_text", text(input.old_string)),
  })),
  read_file: reads,
  // Patterns, each of which may name any file.
  read_many_files: (input) => {
    const patterns = list(input.include ?? input.paths).map(text);
    return patterns.every((path) => path !== undefined)
      ? patterns.map((path) => ({ kind: "file_read", path }) as const)
      : undefined;
  },
  list_directory: searches("dir_path", "path"),
  glob: searches("pattern"),
  grep_search: searches("pattern"),
  search_file_content: searches("pattern"),
  // The addresses are inside a text for the model.
  web_fetch: (input) => {
    const prompt = text(input.prompt);
    return prompt === undefined ? undefined : addresses(prompt).map((url) => ({ kind: "url_fetch", url }));
  },
  google_web_search: one("query", (query) => ({
    kind: "url_fetch",
    url: `https://www.google.com/search?q=${encodeURIComponent(query.replace(/\p{Surrogate}/gu, ""))}`,
  })),
  invoke_agent: (input) => [
    {
      kind: "subagent_start",
      ...optional("prompt", text(input.prompt)),
      ...optional("name", text(input.agent_name)),
    },
  ],
  list_background_processes: readsState,
  read_background_output: readsState,
  get_internal_docs: readsState,
  list_mcp_resources: readsState,
  ask_user: planning,
  write_todos: planning,
  enter_plan_mode: planning,
  exit_plan_mode: planning,
  update_topic: planning,
  complete_task: planning,
};

/** None is told as none: the call is then an unknown tool, and asked. */
function addresses(prompt: string): readonly string[] {
  return prompt.match(/https?:\/\/[^\s"'<>)]+/gi) ?? [];
}
