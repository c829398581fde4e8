/**
 * Amp, from a copy of its manual (read 2026-11-21). Not proven: Amp does not start without its own server, and the
 * arguments of its tools are not documented, so most of them are shown as they come and asked.
 */
import type { Action } from "../../core/model/action.ts";
import type { HeldCall } from "../../core/model/heldCall.ts";
import { type HookAgent, passThrough } from "../hookAgent.ts";
import {
  fieldsOf,
  inFolder,
  one,
  optional,
  planning,
  readTool,
  shellFor,
  type ToolReader,
  text,
  withContext,
} from "../payload.ts";

export const ampHook: HookAgent = {
  id: "amp",
  title: "Amp",
  readPayload,
  allow: () => passThrough,
  deny: (_call, reason) => ({ stdout: "", stderr: `${reason}\n`, exitCode: 2 }),
};

/** What our helper makes of the variable and the arguments that Amp hands over. */
function readPayload(payload: unknown): HeldCall | undefined {
  const fields = fieldsOf(payload);
  const tool = text(fields?.tool);
  if (fields?.amp !== true || tool === undefined) return undefined;
  const cwd = text(fields.cwd) || undefined;
  return {
    agent: "amp",
    event: "pre-tool",
    tool,
    actions: withContext(actionsOf(tool, fields.input, cwd), "amp", cwd),
    ...optional("cwd", cwd),
  };
}

function actionsOf(tool: string, input: unknown, cwd: string | undefined): readonly Action[] {
  const named = /^mcp__(.+?)__(.+)$/s.exec(tool);
  if (named) return [{ kind: "mcp_call", server: named[1] as string, tool: named[2] as string, args: input }];
  return readTool(readers, tool, input, cwd);
}

const readers: Readonly<Record<string, ToolReader>> = {
  Bash: (input, cwd) => {
    const command = text(input.cmd) ?? text(input.command);
    if (command === undefined) return undefined;
    return [{ kind: "command", shell: shellFor(cwd), command, ...inFolder(text(input.cwd), cwd) }];
  },
  create_file: one("path", (path, input) => ({ kind: "file_write", path, content: text(input.content) ?? "" })),
  edit_file: one("path", (path, input) => {
    const old = text(input.old_str);
    return { kind: "file_edit", path, new_text: text(input.new_str) ?? "", ...optional("old_text", old) };
  }),
  Read: one("path", (path) => ({ kind: "file_read", path })),
  todo_read: planning,
  todo_write: planning,
};
