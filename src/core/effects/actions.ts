/** What one action of any kind would do. */
import type { Action } from "../model/action.ts";
import type { Parsers } from "../parse/parsers.ts";
import { type Act, act } from "./act.ts";
import { judgeEditorCommand } from "./editor/commands.ts";
import { judgeClipboard, judgeDelegate } from "./editor/delegate.ts";
import { judgeMarkdown } from "./editor/markdown.ts";
import { judgeNotebook } from "./editor/notebook.ts";
import { judgeDebug, judgeTask } from "./editor/tasks.ts";
import { judgeTyped } from "./editor/terminal.ts";
import { judgeFileAction } from "./files.ts";
import { judgeMcpCall } from "./mcp/call.ts";
import { huntsSecrets } from "./mcp/texts.ts";
import { judgeFetch } from "./network.ts";
import type { Place } from "./place.ts";
import { judgeLine } from "./shell/line.ts";

export function judgeAction(action: Action, place: Place, parsers: Parsers): Act[] {
  switch (action.kind) {
    case "command":
      return judgeLine(action.shell, action.command, place, parsers);
    case "file_write":
    case "file_edit":
    case "file_delete":
    case "file_read":
    case "dir_create":
    case "file_rename":
    case "symlink":
      return judgeFileAction(action, place);
    case "url_fetch":
      return judgeFetch(action.url, place);
    case "mcp_call":
      return judgeMcpCall(action, place, parsers);
    case "terminal_input":
      return judgeTyped(action.command ?? action.text ?? action.content ?? "", place, parsers);
    case "notebook_run":
      return judgeNotebook(action.code ?? action.content, place, parsers);
    case "task_run":
      return judgeTask(action.command ?? action.content, action.name, place, parsers);
    case "debug_start":
      return judgeDebug(action.name, action.content, place, parsers);
    case "subagent_start":
      return judgeDelegate(action.prompt ?? action.content ?? "", action.name);
    case "clipboard_write":
      return judgeClipboard(action.content ?? "", place, parsers);
    case "markdown_render":
      return judgeMarkdown(action.content ?? "");
    case "workspace_search":
      return [act(huntsSecrets(action.query ?? "") ? "reads-secret" : "reads-files", { target: "the workspace" })];
    case "diagnostics_read":
      return [act("reads-files", { target: "the workspace" })];
    case "todo_update":
      return [act("edits-in-editor")];
    case "vscode_command":
      return judgeEditorCommand(action.command, action.args, place, parsers);
    case "unknown_tool":
      return [act("unknown-tool", { target: action.tool })];
  }
}
