/** Codex 0.169.0, seen 2026-11-25: payloads of its hooks, and the answers it obeys. */
import type { Action } from "../../core/model/action.ts";
import type { HeldCall } from "../../core/model/heldCall.ts";
import { readPatch } from "../applyPatch.ts";
import { becameOf, eventOf, type HookAgent, isToolEvent, nestedDeny, passThrough } from "../hookAgent.ts";
import {
  type Fields,
  fieldsOf,
  mcpByUnderscores,
  one,
  optional,
  planning,
  readsState,
  readTool,
  type ToolReader,
  text,
  withContext,
} from "../payload.ts";

export const codexHook: HookAgent = {
  id: "codex",
  title: "Codex",
  readPayload,
  // It knows no `allow`: it reports the hook as failed, and goes on. A person's yes is said by saying nothing.
  allow: () => passThrough,
  // A denial without a reason runs; ours always has one.
  deny: nestedDeny,
};

/** Codex says which `turn_id` the call belongs to; with Claude's field names and without a `timestamp`. */
function readPayload(payload: unknown): HeldCall | undefined {
  const fields = fieldsOf(payload);
  const session = text(fields?.session_id);
  if (!fields || session === undefined || fields.timestamp !== undefined) return undefined;
  const tool = text(fields.tool_name);
  const event = eventOf(text(fields.hook_event_name), tool);
  if (!event || event === "config-change") return undefined;
  const cwd = text(fields.cwd);
  return {
    agent: "codex",
    event,
    tool: tool ?? text(fields.hook_event_name) ?? "",
    sessionId: session,
    actions: isToolEvent(event) ? withContext(actionsOf(tool ?? "", fields, cwd), "codex", cwd) : [],
    ...optional("callId", text(fields.tool_use_id)),
    ...optional("cwd", cwd),
    ...becameOf(fields),
    ...optional("transcript", text(fields.transcript_path)),
    ...optional("subagent", text(fields.agent_type) ?? text(fields.agent_id)),
  };
}

function actionsOf(tool: string, { tool_input: input }: Fields, cwd: string | undefined): readonly Action[] {
  if (tool.startsWith("mcp__")) return [mcpByUnderscores(tool, input)];
  // Some of those for sub-agents come with the name of their group before them (0.169.0, seen 2026-11-26).
  return readTool(readers, tool.replace(/^multi_agent_v1(?=[a-z])/, ""), input, cwd);
}

const readers: Readonly<Record<string, ToolReader>> = {
  // Whether it opens a terminal is not told; a shell or console that reads from one is asked about by what it is.
  Bash: one("command", (command) => ({ kind: "command", shell: "bash", command })),
  // One patch may add, change, move and delete many files.
  apply_patch: (input) => readPatch(text(input.command) ?? text(input.input) ?? ""),
  view_image: one("path", (path) => ({ kind: "file_read", path })),
  spawn_agent: subagent,
  send_input: subagent,
  resume_agent: subagent,
  wait_agent: readsState,
  close_agent: readsState,
  list_mcp_resources: readsState,
  list_mcp_resource_templates: readsState,
  update_plan: planning,
  get_goal: planning,
  create_goal: planning,
  update_goal: planning,
  request_user_input: planning,
  tool_search: readsState,
};

function subagent(input: Fields): readonly Action[] {
  return [
    {
      kind: "subagent_start",
      ...optional("prompt", text(input.message) ?? text(input.prompt)),
      ...optional("name", text(input.agent_type)),
    },
  ];
}
