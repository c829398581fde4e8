/**
 * Factory Droid, from its documents (read 2026-11-21). Not proven: no Droid was run here. Its hooks are Claude-like; the
 * arguments of its tools are not documented, and what is spelled otherwise than here is asked.
 */
import type { Action } from "../../core/model/action.ts";
import type { HeldCall } from "../../core/model/heldCall.ts";
import { readPatch } from "../applyPatch.ts";
import { eventOf, type HookAgent, nestedDeny, passThrough } from "../hookAgent.ts";
import {
  fieldsOf,
  one,
  optional,
  planning,
  readTool,
  searches,
  shellFor,
  type ToolReader,
  text,
  withContext,
} from "../payload.ts";

export const factoryDroidHook: HookAgent = {
  id: "factory-droid",
  title: "Factory Droid",
  readPayload,
  // Whether its `allow` would beat the user's own deny list is not known, so nothing is said.
  allow: () => passThrough,
  deny: nestedDeny,
};

function readPayload(payload: unknown): HeldCall | undefined {
  const fields = fieldsOf(payload);
  if (!fields) return undefined;
  const tool = text(fields.tool_name);
  const event = eventOf(text(fields.hook_event_name), tool);
  if (event === undefined || event === "config-change") return undefined;
  const cwd = text(fields.cwd);
  return {
    agent: "factory-droid",
    event,
    tool: tool ?? text(fields.hook_event_name) ?? "",
    actions:
      event === "pre-tool" ? withContext(actionsOf(tool ?? "", fields.tool_input, cwd), "factory-droid", cwd) : [],
    ...optional("sessionId", text(fields.session_id)),
    ...optional("callId", text(fields.tool_use_id)),
    ...optional("cwd", cwd),
  };
}

function actionsOf(tool: string, input: unknown, cwd: string | undefined): readonly Action[] {
  const named = /^mcp__(.+?)__(.+)$/s.exec(tool);
  if (named) return [{ kind: "mcp_call", server: named[1] as string, tool: named[2] as string, args: input }];
  return readTool(readers, tool, input, cwd);
}

const edits = one("file_path", (path, input) => {
  const old = text(input.old_str) ?? text(input.old_string);
  return {
    kind: "file_edit",
    path,
    new_text: text(input.new_str) ?? text(input.new_string) ?? "",
    ...optional("old_text", old),
  };
});

const readers: Readonly<Record<string, ToolReader>> = {
  Execute: (input, cwd) => {
    const command = text(input.command);
    return command === undefined ? undefined : [{ kind: "command", shell: shellFor(cwd), command }];
  },
  Create: one("file_path", (path, input) => ({ kind: "file_write", path, content: text(input.content) ?? "" })),
  Edit: edits,
  ApplyPatch: (input) => readPatch(text(input.input) ?? text(input.patch) ?? ""),
  Read: one("file_path", (path) => ({ kind: "file_read", path })),
  LS: searches("directory_path", "path"),
  Grep: searches("pattern"),
  Glob: searches("patterns", "pattern"),
  FetchUrl: one("url", (url) => ({ kind: "url_fetch", url })),
  Task: (input) => [
    {
      kind: "subagent_start",
      ...optional("prompt", text(input.prompt)),
      ...optional("name", text(input.subagent_type)),
    },
  ],
  TodoWrite: planning,
};
