/**
 * Kiro IDE 1.x and CLI 3.x, from documents and third-party captures (read 2026-11-21). Not proven: no Kiro was run here.
 * Sources differ on how a write is spelled; both spellings are read, and anything else is asked.
 */
import type { Action } from "../../core/model/action.ts";
import type { HeldCall } from "../../core/model/heldCall.ts";
import { type HookAgent, passThrough } from "../hookAgent.ts";
import {
  type Fields,
  fieldsOf,
  inFolder,
  list,
  optional,
  planning,
  readTool,
  searches,
  shellFor,
  type ToolReader,
  text,
  withContext,
} from "../payload.ts";

export const kiroHook: HookAgent = {
  id: "kiro",
  title: "Kiro",
  readPayload,
  // What a hook prints with exit code 0 is added to the model's context, so nothing is printed.
  allow: () => passThrough,
  deny: (_call, reason) => ({ stdout: "", stderr: `${reason}\n`, exitCode: 2 }),
};

function readPayload(payload: unknown): HeldCall | undefined {
  const fields = fieldsOf(payload);
  const tool = text(fields?.tool_name);
  const event = text(fields?.hook_event_name)?.toLowerCase();
  if (!fields || tool === undefined || event !== "pretooluse") return undefined;
  const cwd = text(fields.cwd);
  return {
    agent: "kiro",
    event: "pre-tool",
    tool,
    actions: withContext(actionsOf(tool, fields.tool_input, cwd), "kiro", cwd),
    ...optional("sessionId", text(fields.session_id)),
    ...optional("callId", text(fields.tool_use_id)),
    ...optional("cwd", cwd),
  };
}

/** `@server/tool` */
function actionsOf(tool: string, input: unknown, cwd: string | undefined): readonly Action[] {
  const named = /^@([^/]+)\/(.+)$/s.exec(tool);
  if (named) return [{ kind: "mcp_call", server: named[1] as string, tool: named[2] as string, args: input }];
  return readTool(readers, tool, input, cwd);
}

const runs: ToolReader = (input, cwd) => {
  const command = text(input.command);
  if (command === undefined) return undefined;
  const folder = text(input.working_dir) ?? text(input.cwd);
  return [{ kind: "command", shell: shellFor(cwd), command, ...inFolder(folder, cwd) }];
};

const writes: ToolReader = (input) => {
  const path = text(input.path);
  if (path === undefined) return undefined;
  const content = text(input.content) ?? text(input.file_text);
  const old = text(input.old_str);
  if (content !== undefined && old === undefined) return [{ kind: "file_write", path, content }];
  const added = text(input.new_str);
  return added === undefined ? undefined : [{ kind: "file_edit", path, new_text: added, ...optional("old_text", old) }];
};

const reads: ToolReader = (input) => {
  const paths = [text(input.path), ...list(input.operations).map((part) => text(fieldsOf(part)?.path))];
  const known = paths.filter((path) => path !== undefined);
  return known.map((path) => ({ kind: "file_read", path }));
};

const fetches: ToolReader = (input: Fields) => {
  const url = text(input.url);
  return url === undefined ? undefined : [{ kind: "url_fetch", url }];
};

const readers: Readonly<Record<string, ToolReader>> = {
  shell: runs,
  execute_bash: runs,
  execute_cmd: runs,
  write: writes,
  fs_write: writes,
  read: reads,
  fs_read: reads,
  glob: searches("pattern"),
  grep: searches("pattern"),
  web_fetch: fetches,
  todo_list: planning,
  thinking: planning,
};
