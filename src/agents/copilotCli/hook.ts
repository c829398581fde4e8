/** GitHub Copilot CLI 1.0.102 and the same runtime in VS Code's Agent Host, seen 2026-11-21. */
import type { Action } from "../../core/model/action.ts";
import type { HeldCall } from "../../core/model/heldCall.ts";
import type { HookAnswer } from "../agent.ts";
import { readPatch } from "../applyPatch.ts";
import {
  becameOf,
  denial,
  endsOf,
  eventOf,
  type HookAgent,
  isToolEvent,
  nestedDecision,
  passThrough,
} from "../hookAgent.ts";
import {
  type Fields,
  fieldsOf,
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

export const copilotCliHook: HookAgent = {
  id: "copilot-cli",
  title: "GitHub Copilot CLI",
  readPayload,
  // Its `allow` would beat the user's own `--deny-tool`, so also a person's yes is said by saying nothing.
  allow: () => passThrough,
  deny,
};

/**
 * The event's spelling selects the shape: flat for camelCase, nested or flat for PascalCase. Both are said. With exit
 * code 2 the model is told "hook exited with code 2" and nothing else, so the reason goes with code 0 (1.0.102, seen
 * 2026-11-25); every failure of the hook ends in another code, which denies here too.
 */
function deny({ event }: HeldCall, reason: string): HookAnswer {
  const body = { permissionDecision: "deny", permissionDecisionReason: reason, ...nestedDecision("deny", reason) };
  const answer = denial(reason, body);
  return event === "pre-tool" ? { ...answer, stderr: "", exitCode: 0 } : answer;
}

/** camelCase payloads have `toolName`; PascalCase ones look like VS Code's and have no `tool_use_id`. */
function readPayload(payload: unknown): HeldCall | undefined {
  const fields = fieldsOf(payload);
  if (!fields || fields.timestamp === undefined) return undefined;
  const tool = text(fields.toolName) ?? text(fields.tool_name);
  const session = text(fields.sessionId) ?? text(fields.session_id);
  const event = eventOf(text(fields.hook_event_name), tool);
  if (!event || event === "config-change" || session === undefined) return undefined;
  const cwd = text(fields.cwd);
  const input = fields.toolName === undefined ? fields.tool_input : fields.toolArgs;
  return {
    agent: "copilot-cli",
    event,
    tool: tool ?? text(fields.hook_event_name) ?? "",
    sessionId: session,
    actions: isToolEvent(event) ? withContext(actionsOf(tool ?? "", input, cwd), "copilot-cli", cwd) : [],
    ...optional("callId", text(fields.tool_use_id) ?? text(fields.toolCallId)),
    ...optional("cwd", cwd),
    ...becameOf(fields, resultOf(fields.tool_result)),
    ...optional("transcript", text(fields.transcript_path)),
    ...endsOf(text(fields.hook_event_name)),
    ...optional("subagent", text(fields.agentType) ?? text(fields.agent_type)),
  };
}

/** "success" is also said of a command that ended with an error, so it only tells that it ran (1.0.102, seen 2026-11-25). */
function resultOf(result: unknown): HeldCall["became"] {
  const type = text(fieldsOf(result)?.result_type);
  return type === "failure" ? "failed" : type === "denied" || type === "rejected" ? "not-run" : undefined;
}

function actionsOf(tool: string, input: unknown, cwd: string | undefined): readonly Action[] {
  if (Object.hasOwn(readers, tool)) return readTool(readers, tool, typeof input === "string" ? { input } : input, cwd);
  // `server-tool`. Either may hold "-"; splitting early keeps every word of the tool's name in `tool`.
  const mcp = /^([^-]+)-(.+)$/s.exec(tool);
  if (mcp) return [{ kind: "mcp_call", server: mcp[1] as string, tool: mcp[2] as string, args: input }];
  return [{ kind: "unknown_tool", tool, args: input }];
}

const runs = one("command", (command) => ({ kind: "command", shell: "bash", command }));
const runsPowerShell = one("command", (command) => ({ kind: "command", shell: "powershell", command }));
const creates = one("path", (path, input) => ({ kind: "file_write", path, content: text(input.file_text) ?? "" }));
const edits = one("path", (path, input) => ({
  kind: "file_edit",
  path,
  new_text: text(input.new_str) ?? "",
  ...optional("old_text", text(input.old_str)),
}));
const views = one("path", (path) => ({ kind: "file_read", path }));
const fetches = one("url", (url) => ({ kind: "url_fetch", url }));
const patches: ToolReader = (input) => readPatch(text(input.input) ?? text(input.patch) ?? "");

/** Both spellings: native names for `preToolUse`, Claude-like ones for `PreToolUse`; the arguments stay native. */
const readers: Readonly<Record<string, ToolReader>> = {
  bash: runs,
  Bash: runs,
  powershell: runsPowerShell,
  PowerShell: runsPowerShell,
  write_bash: one("input", (typed) => ({ kind: "terminal_input", text: typed })),
  write_powershell: one("input", (typed) => ({ kind: "terminal_input", text: typed })),
  read_bash: readsState,
  read_powershell: readsState,
  list_bash: readsState,
  list_powershell: readsState,
  create: creates,
  Write: creates,
  edit: edits,
  Edit: edits,
  apply_patch: patches,
  view: views,
  Read: views,
  grep: searches("pattern"),
  Grep: searches("pattern"),
  glob: searches("pattern"),
  Glob: searches("pattern"),
  web_fetch: fetches,
  WebFetch: fetches,
  task: subagent,
  Task: subagent,
  Agent: subagent,
  read_agent: readsState,
  list_agents: readsState,
  ask_user: planning,
  report_intent: planning,
  update_todo: planning,
  TodoWrite: planning,
  fetch_copilot_cli_documentation: readsState,
};

/** Names that VS Code's own agent does not use: they tell the two apart where both call the same hook. */
export const copilotToolNames: ReadonlySet<string> = new Set(
  Object.keys(readers).filter((name) => name !== "apply_patch"),
);

function subagent(input: Fields): readonly Action[] {
  return [
    {
      kind: "subagent_start",
      ...optional("prompt", text(input.prompt)),
      ...optional("name", text(input.agent_type) ?? text(input.name)),
    },
  ];
}
