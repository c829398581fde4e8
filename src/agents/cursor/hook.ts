/**
 * Cursor, from its local-agent runtime (`@cursor/sdk` 1.0.32, read 2026-11-21). Not proven: no Cursor was run here.
 * A command passes `preToolUse` and then `beforeShellExecution`; both are read into the same call, so that the second
 * is answered by the first. A server's tool is held in `beforeMCPExecution` alone, the only one that names the server.
 */
import type { Action } from "../../core/model/action.ts";
import type { HeldCall } from "../../core/model/heldCall.ts";
import type { HookAnswer } from "../agent.ts";
import type { HookAgent } from "../hookAgent.ts";
import {
  type Fields,
  fieldsOf,
  inFolder,
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

export const cursorHook: HookAgent = {
  id: "cursor",
  title: "Cursor",
  readPayload,
  // With `failClosed` an empty answer is a denial; an empty object is no opinion, and Cursor's own rules hold.
  allow: () => ({ stdout: "{}\n", stderr: "", exitCode: 0 }),
  deny,
};

/** Exit code 2 denies by itself; the JSON says the same to a build that reads stdout first. */
function deny(_call: HeldCall, reason: string): HookAnswer {
  const answer = { permission: "deny", user_message: reason, agent_message: reason };
  return { stdout: `${JSON.stringify(answer)}\n`, stderr: `${reason}\n`, exitCode: 2 };
}

interface Step {
  readonly tool: string;
  readonly actions: readonly Action[];
}

function readPayload(payload: unknown): HeldCall | undefined {
  const fields = fieldsOf(payload);
  const session = text(fields?.conversation_id);
  const event = text(fields?.hook_event_name);
  if (!fields || session === undefined || event === undefined) return undefined;
  const cwd = text(list(fields.workspace_roots)[0]);
  const step = Object.hasOwn(steps, event) ? steps[event]?.(fields, cwd) : undefined;
  if (!step) return undefined;
  return {
    agent: "cursor",
    event: "pre-tool",
    tool: step.tool,
    sessionId: session,
    actions: withContext(step.actions, "cursor", cwd),
    ...optional("agentVersion", text(fields.cursor_version)),
    // Only one of a call's two hooks knows the id of the call; both know the turn.
    ...optional("callId", text(fields.generation_id)),
    ...optional("cwd", cwd),
  };
}

const steps: Readonly<Record<string, (fields: Fields, cwd: string | undefined) => Step>> = {
  preToolUse(fields, cwd) {
    const tool = text(fields.tool_name) ?? "";
    return { tool, actions: readTool(readers, tool, fields.tool_input, cwd) };
  },
  beforeShellExecution: (fields, cwd) => ({ tool: "Shell", actions: readTool(readers, "Shell", fields, cwd) }),
  beforeMCPExecution(fields) {
    const tool = text(fields.tool_name) ?? "";
    const server = text(fields.mcp_server_name) ?? text(fields.mcp_server_url) ?? text(fields.url);
    const args = argumentsOf(fields.tool_input);
    if (server === undefined || tool === "") return { tool, actions: [{ kind: "unknown_tool", tool, args }] };
    return { tool, actions: [{ kind: "mcp_call", server, tool, args }] };
  },
};

/** A JSON text here, an object in `preToolUse`. */
function argumentsOf(input: unknown): unknown {
  if (typeof input !== "string") return input;
  try {
    return JSON.parse(input);
  } catch {
    return input;
  }
}

const readers: Readonly<Record<string, ToolReader>> = {
  Shell: (input, cwd) => {
    const command = text(input.command);
    if (command === undefined) return undefined;
    const folder = text(input.cwd);
    return [{ kind: "command", shell: shellFor(cwd), command, ...(folder === cwd ? {} : inFolder(folder, cwd)) }];
  },
  Write: one("file_path", (path, input) => ({ kind: "file_write", path, content: text(input.content) ?? "" })),
  Delete: one("file_path", (path) => ({ kind: "file_delete", path })),
  Read: one("file_path", (path) => ({ kind: "file_read", path })),
  Grep: searches("pattern"),
  List: searches("path"),
  Fetch: one("url", (url) => ({ kind: "url_fetch", url })),
  Task: (input) => [
    {
      kind: "subagent_start",
      ...optional("prompt", text(input.prompt) ?? text(input.task)),
      ...optional("name", text(input.subagent_type)),
    },
  ],
  ReadLints: readsState,
  TodoWrite: planning,
};
