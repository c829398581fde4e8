/**
 * Cline, seen 2026-11-21: CLI 3.0.65 (in runs) and the VS Code extension (its source of 2026-08-22). Nothing but
 * `cancel: true` on stdout with exit code 0 blocks in both; a denial ends the run.
 */
import type { Action } from "../../core/model/action.ts";
import type { HeldCall } from "../../core/model/heldCall.ts";
import { readPatch } from "../applyPatch.ts";
import { type HookAgent, passThrough } from "../hookAgent.ts";
import {
  type Fields,
  fieldsOf,
  list,
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

export const clineHook: HookAgent = {
  id: "cline",
  title: "Cline",
  readPayload,
  allow: () => passThrough,
  deny: (_call, reason) => ({
    stdout: `${JSON.stringify({ cancel: true, errorMessage: reason })}\n`,
    stderr: `${reason}\n`,
    exitCode: 2,
  }),
};

function readPayload(payload: unknown): HeldCall | undefined {
  const fields = fieldsOf(payload);
  const after = fieldsOf(fields?.postToolUse);
  const before = after ?? fieldsOf(fields?.preToolUse);
  const call = fieldsOf(fields?.tool_result) ?? fieldsOf(fields?.tool_call);
  const session = text(fields?.taskId);
  if (!fields || session === undefined || (!before && !call)) return undefined;
  const tool = text(call?.name) ?? text(before?.toolName) ?? "";
  const cwd = text(list(fields.workspaceRoots)[0]);
  // The extension sends texts only; what was no text is JSON in one.
  const input = call?.input ?? parsed(before?.parameters);
  return {
    agent: "cline",
    event: after ? "post-tool" : "pre-tool",
    tool,
    sessionId: session,
    actions: withContext(actionsOf(tool, input, cwd), "cline", cwd),
    ...optional("callId", text(call?.id)),
    ...optional("cwd", cwd),
    ...optional("agentVersion", text(fields.clineVersion) || undefined),
    ...(after && call ? { ...endOf(call), ...tookOf(call) } : {}),
  };
}

/** Several commands are one call, which failed as soon as one of them did. */
function endOf({ output, error }: Fields): Pick<HeldCall, "became"> {
  const parts = list(output).map((part) => fieldsOf(part)?.success);
  if (text(error) !== undefined || parts.includes(false)) return { became: "failed" };
  return parts.length > 0 && parts.every((success) => success === true) ? { became: "done" } : {};
}

function tookOf({ durationMs }: Fields): Pick<HeldCall, "durationMs"> {
  return typeof durationMs === "number" && durationMs >= 0 ? { durationMs } : {};
}

function parsed(parameters: unknown): Fields {
  const entries = Object.entries(fieldsOf(parameters) ?? {}).map(([key, value]) => [key, parsedText(key, value)]);
  return Object.fromEntries(entries);
}

/** Only fields that are lists by nature: a file's text may be valid JSON and is a text all the same. */
function parsedText(key: string, value: unknown): unknown {
  if (typeof value !== "string" || !listFields.has(key)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

const listFields: ReadonlySet<string> = new Set(["commands", "files", "requests", "edits", "paths"]);

function actionsOf(tool: string, input: unknown, cwd: string | undefined): readonly Action[] {
  const split = Object.hasOwn(readers, tool) ? -1 : tool.indexOf("__");
  if (split > 0 && split + 2 < tool.length) {
    return [{ kind: "mcp_call", server: tool.slice(0, split), tool: tool.slice(split + 2), args: input }];
  }
  return readTool(readers, tool, input, cwd);
}

const writes = one("path", (path, input) => ({
  kind: "file_write",
  path,
  content: text(input.content) ?? text(input.new_text) ?? "",
}));

const edits = one("path", (path, input) => {
  const old = text(input.old_text);
  const content = text(input.new_text) ?? "";
  // Without an old text, and without a line to insert at, the editor writes the whole file.
  if (old === undefined && input.insert_line === undefined) return { kind: "file_write", path, content };
  return { kind: "file_edit", path, new_text: content, ...optional("old_text", old) };
});

const readers: Readonly<Record<string, ToolReader>> = {
  run_commands: (input, cwd) => everyOne(several(input.commands), (part) => command(part, cwd)),
  execute_command: one("command", (line) => ({ kind: "command", shell: "bash", command: line })),
  editor: edits,
  apply_patch: (input) => readPatch(text(input.input) ?? ""),
  write_to_file: writes,
  new_rule: writes,
  replace_in_file: one("path", (path, input) => ({ kind: "file_edit", path, new_text: text(input.diff) ?? "" })),
  read_files: (input) => everyOne(several(input.files ?? input.paths), file),
  read_file: one("path", (path) => ({ kind: "file_read", path })),
  list_files: searches("path"),
  list_code_definition_names: searches("path"),
  search_files: one("path", (path) => ({ kind: "file_read", path })),
  search_codebase: searches("query", "queries", "pattern"),
  fetch_web_content: (input) => everyOne(several(input.requests), fetched),
  web_fetch: one("url", (url) => ({ kind: "url_fetch", url })),
  use_mcp_tool: (input) => {
    const [server, tool] = [text(input.server_name), text(input.tool_name)];
    return server && tool ? [{ kind: "mcp_call", server, tool, args: input.arguments }] : undefined;
  },
  access_mcp_resource: (input) => {
    const [server, uri] = [text(input.server_name), text(input.uri)];
    return server && uri ? [{ kind: "mcp_call", server, tool: "read_resource", args: { uri } }] : undefined;
  },
  spawn_agent: (input) => [{ kind: "subagent_start", ...optional("prompt", text(input.task) ?? text(input.prompt)) }],
  ask_question: planning,
  ask_followup_question: planning,
  plan_mode_respond: planning,
  attempt_completion: planning,
  submit_and_exit: planning,
  focus_chain: planning,
};

/** A list, or one thing where Cline takes it without brackets. */
function several(value: unknown): readonly unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** All parts, or undefined when one is not understood: nothing of a call may be judged without the rest. */
function everyOne(
  parts: readonly unknown[],
  read: (part: unknown) => Action | undefined,
): readonly Action[] | undefined {
  const actions = parts.map(read);
  return actions.every((action) => action !== undefined) ? actions : undefined;
}

/** A line for the shell, or `{command}`. A program with a list of words is not understood, and asked. */
function command(part: unknown, cwd: string | undefined): Action | undefined {
  const fields = fieldsOf(part);
  const line = text(part) ?? (fields?.args === undefined ? text(fields?.command) : undefined);
  return line === undefined ? undefined : { kind: "command", shell: shellFor(cwd), command: line };
}

function file(part: unknown): Action | undefined {
  const path = text(part) ?? text(fieldsOf(part)?.path);
  return path === undefined ? undefined : { kind: "file_read", path };
}

function fetched(part: unknown): Action | undefined {
  const url = text(part) ?? text(fieldsOf(part)?.url);
  return url === undefined ? undefined : { kind: "url_fetch", url };
}
