/** Goose, from its source (read 2026-11-21). Not proven: no Goose was run here. */
import type { Action } from "../../core/model/action.ts";
import type { HeldCall } from "../../core/model/heldCall.ts";
import { type HookAgent, passThrough } from "../hookAgent.ts";
import {
  fieldsOf,
  inFolder,
  one,
  optional,
  readTool,
  shellFor,
  type ToolReader,
  text,
  withContext,
} from "../payload.ts";

export const gooseHook: HookAgent = {
  id: "goose",
  title: "Goose",
  readPayload,
  allow: () => passThrough,
  deny: (_call, reason) => ({
    stdout: `${JSON.stringify({ decision: "block", reason })}\n`,
    stderr: `${reason}\n`,
    exitCode: 2,
  }),
};

function readPayload(payload: unknown): HeldCall | undefined {
  const fields = fieldsOf(payload);
  const tool = text(fields?.tool_name);
  if (!fields || tool === undefined || text(fields.event) !== "PreToolUse") return undefined;
  const cwd = text(fields.working_dir);
  return {
    agent: "goose",
    event: "pre-tool",
    tool,
    actions: withContext(actionsOf(tool, fields.tool_input, cwd), "goose", cwd),
    ...optional("sessionId", text(fields.session_id)),
    ...optional("callId", text(fields.tool_call_id)),
    ...optional("cwd", cwd),
  };
}

/** Every tool is `extension__tool`; what is built in is `developer`, the rest comes from servers. */
function actionsOf(tool: string, input: unknown, cwd: string | undefined): readonly Action[] {
  const split = tool.indexOf("__");
  if (split < 1 || split + 2 >= tool.length || tool.startsWith("developer__")) {
    return readTool(readers, tool, input, cwd);
  }
  return [{ kind: "mcp_call", server: tool.slice(0, split), tool: tool.slice(split + 2), args: input }];
}

const readers: Readonly<Record<string, ToolReader>> = {
  developer__shell: (input, cwd) => {
    const command = text(input.command);
    if (command === undefined) return undefined;
    return [{ kind: "command", shell: shellFor(cwd), command, ...inFolder(text(input.working_dir), cwd) }];
  },
  developer__text_editor: one("path", (path, input) => edited(path, input)),
  developer__write: one("path", (path, input) => ({ kind: "file_write", path, content: text(input.content) ?? "" })),
  developer__edit: one("path", (path, input) => edited(path, { ...input, command: "str_replace" })),
  developer__read: one("path", (path) => ({ kind: "file_read", path })),
};

/** A command of the editor that is not known may do anything to the file. */
function edited(path: string, input: Readonly<Record<string, unknown>>): Action {
  const [added, old] = [
    text(input.new_str) ?? text(input.after) ?? text(input.insert_text) ?? text(input.diff),
    text(input.old_str) ?? text(input.before),
  ];
  switch (input.command) {
    case "view":
      return { kind: "file_read", path };
    case "write":
      return { kind: "file_write", path, content: text(input.file_text) ?? text(input.content) ?? "" };
    case "str_replace":
    case "insert":
    case "edit_file":
      return { kind: "file_edit", path, new_text: added ?? "", ...optional("old_text", old) };
  }
  return { kind: "unknown_tool", tool: "developer__text_editor", args: input };
}
