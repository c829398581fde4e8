/** OpenClaw 2026.9.6, seen 2026-11-21 and 2026-11-25: the calls its plugin hook `before_tool_call` sees. */
import type { Action } from "../../core/model/action.ts";
import { readPatch } from "../applyPatch.ts";
import { pluginAgent } from "../heldPluginCall.ts";
import type { HookAgent } from "../hookAgent.ts";
import {
  type Fields,
  fieldsOf,
  inFolder,
  list,
  optional,
  planning,
  readsState,
  shellFor,
  type ToolReader,
  text,
} from "../payload.ts";

/** Models write either spelling, and OpenClaw takes both. */
const pathOf = (input: Fields): string | undefined => text(input.path) ?? text(input.file_path);

const runs: ToolReader = (input, cwd) => {
  const command = text(input.command);
  if (command === undefined) return undefined;
  return [{ kind: "command", shell: shellFor(cwd), command, ...inFolder(text(input.workdir), cwd) }];
};

const edits: ToolReader = (input) => {
  const path = pathOf(input);
  if (path === undefined) return undefined;
  const parts = list(input.edits).map((part) => fieldsOf(part) ?? {});
  return (parts.length > 0 ? parts : [input]).map((part) => edit(path, part));
};

function edit(path: string, part: Fields): Action {
  const old = text(part.oldText) ?? text(part.old_string);
  return {
    kind: "file_edit",
    path,
    new_text: text(part.newText) ?? text(part.new_string) ?? "",
    ...optional("old_text", old),
  };
}

/**
 * Everything else it can do (messages, cron, gateway, nodes, browser, sessions, code mode) leaves the machine, lasts or
 * cannot be read beforehand: it is not listed, so it is asked.
 */
const readers: Readonly<Record<string, ToolReader>> = {
  exec: runs,
  bash: runs,
  write: (input) => {
    const path = pathOf(input);
    return path === undefined ? undefined : [{ kind: "file_write", path, content: text(input.content) ?? "" }];
  },
  edit: edits,
  apply_patch: (input) => readPatch(text(input.input) ?? text(input.patch) ?? ""),
  read: (input) => {
    const path = pathOf(input);
    return path === undefined ? undefined : [{ kind: "file_read", path }];
  },
  web_fetch: (input) => {
    const url = text(input.url);
    return url === undefined ? undefined : [{ kind: "url_fetch", url }];
  },
  sessions_spawn: (input) => [
    {
      kind: "subagent_start",
      ...optional("prompt", text(input.task)),
      ...optional("name", text(input.agentId) ?? text(input.label)),
    },
  ],
  // What they call comes through the hook under its own name (seen 2026-11-25).
  tool_call: readsState,
  tool_search: readsState,
  tool_describe: readsState,
  session_status: readsState,
  sessions_list: readsState,
  agents_list: readsState,
  update_plan: planning,
};

export const openclawHook: HookAgent = pluginAgent({
  id: "openclaw",
  title: "OpenClaw",
  readers,
  /** Tools of servers are named `prefix__tool`. */
  serverTool(name) {
    const split = name.indexOf("__");
    return split < 1 || split + 2 >= name.length
      ? undefined
      : { server: name.slice(0, split), tool: name.slice(split + 2) };
  },
});
