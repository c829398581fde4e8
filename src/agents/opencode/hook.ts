/** OpenCode 1.18.33, seen 2026-11-21 and 2026-11-25: the calls its plugin hook `tool.execute.before` sees. */
import type { Action } from "../../core/model/action.ts";
import { readPatch } from "../applyPatch.ts";
import { pluginAgent } from "../heldPluginCall.ts";
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
  searches,
  shellFor,
  type ToolReader,
  text,
} from "../payload.ts";

/** `server_tool`; the server's own name may hold "_" too, and splitting early keeps every word of the tool's name. */
export function opencodeServerTool(name: string): { readonly server: string; readonly tool: string } | undefined {
  const split = name.indexOf("_");
  return split < 1 || split === name.length - 1
    ? undefined
    : { server: name.slice(0, split), tool: name.slice(split + 1) };
}

/** Built-in tools; Kilo has them too, with a few of its own. */
export const opencodeReaders: Readonly<Record<string, ToolReader>> = {
  bash: (input, cwd) => {
    const command = text(input.command);
    if (command === undefined) return undefined;
    return [{ kind: "command", shell: shellFor(cwd), command, ...inFolder(text(input.workdir), cwd) }];
  },
  write: one("filePath", (path, input) => ({ kind: "file_write", path, content: text(input.content) ?? "" })),
  edit: one("filePath", edit),
  multiedit: (input) => {
    const path = text(input.filePath);
    return path === undefined ? undefined : list(input.edits).map((part) => edit(path, fieldsOf(part) ?? {}));
  },
  apply_patch: (input) => readPatch(text(input.patchText) ?? text(input.input) ?? ""),
  read: one("filePath", (path) => ({ kind: "file_read", path })),
  glob: searches("pattern"),
  grep: (input) => {
    const path = text(input.path);
    return path === undefined ? searches("pattern")(input, undefined) : [{ kind: "file_read", path }];
  },
  list: searches("path"),
  webfetch: one("url", (url) => ({ kind: "url_fetch", url })),
  task: (input) => [
    {
      kind: "subagent_start",
      ...optional("prompt", text(input.prompt)),
      ...optional("name", text(input.subagent_type) ?? text(input.description)),
    },
  ],
  skill: readsState,
  lsp: readsState,
  todowrite: planning,
  todoread: planning,
  question: planning,
  plan_enter: planning,
  plan_exit: planning,
  invalid: planning,
};

function edit(path: string, input: Fields): Action {
  return {
    kind: "file_edit",
    path,
    new_text: text(input.newString) ?? "",
    ...optional("old_text", text(input.oldString)),
  };
}

export const opencodeHook: HookAgent = pluginAgent({
  id: "opencode",
  title: "OpenCode",
  readers: opencodeReaders,
  serverTool: opencodeServerTool,
});
