/** Windsurf's Cascade, from its documents (read 2026-11-21). Not proven: no Windsurf was run here. */
import type { Action } from "../../core/model/action.ts";
import type { HeldCall } from "../../core/model/heldCall.ts";
import { type HookAgent, passThrough } from "../hookAgent.ts";
import { type Fields, fieldsOf, list, optional, shellFor, text, withContext } from "../payload.ts";

export const windsurfHook: HookAgent = {
  id: "windsurf",
  title: "Windsurf",
  readPayload,
  allow: () => passThrough,
  // Exit code 2 alone blocks; stdout is not read.
  deny: (_call, reason) => ({ stdout: "", stderr: `${reason}\n`, exitCode: 2 }),
};

function readPayload(payload: unknown): HeldCall | undefined {
  const fields = fieldsOf(payload);
  const name = text(fields?.agent_action_name);
  if (!fields || name === undefined) return undefined;
  const silent = /^post_|^pre_user_prompt$/.test(name);
  const info = fieldsOf(fields.tool_info) ?? {};
  // Only a command says where it runs; the hook itself is started in the folder.
  const cwd = text(info.cwd);
  const read = Object.hasOwn(readers, name) ? readers[name]?.(info, cwd) : undefined;
  const unknown: Action = { kind: "unknown_tool", tool: name, args: info };
  return {
    agent: "windsurf",
    event: silent ? "other" : "pre-tool",
    tool: name,
    actions: silent ? [] : withContext(read && read.length > 0 ? read : [unknown], "windsurf", cwd),
    ...optional("sessionId", text(fields.trajectory_id)),
    ...optional("callId", text(fields.execution_id)),
    ...optional("cwd", cwd),
  };
}

const readers: Readonly<Record<string, (info: Fields, cwd: string | undefined) => readonly Action[] | undefined>> = {
  pre_run_command(info, cwd) {
    const command = text(info.command_line);
    return command === undefined ? undefined : [{ kind: "command", shell: shellFor(cwd), command }];
  },
  pre_read_code(info) {
    const path = text(info.file_path);
    return path === undefined ? undefined : [{ kind: "file_read", path }];
  },
  pre_write_code(info) {
    const path = text(info.file_path);
    if (path === undefined) return undefined;
    return list(info.edits).map((part) => {
      const edit = fieldsOf(part) ?? {};
      return {
        kind: "file_edit",
        path,
        new_text: text(edit.new_string) ?? "",
        ...optional("old_text", text(edit.old_string)),
      };
    });
  },
  pre_mcp_tool_use(info) {
    const [server, tool] = [text(info.mcp_server_name), text(info.mcp_tool_name)];
    return server && tool ? [{ kind: "mcp_call", server, tool, args: info.mcp_tool_arguments }] : undefined;
  },
};
