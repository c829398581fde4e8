/**
 * The tools of VS Code's built-in agent (Local harness), what each can do, and what happens without any setting.
 * Names are the model's, as hooks see them. VS Code 1.139.1 with Copilot extension 0.67.0.
 */
import type { Effect } from "../../core/model/effect.ts";

export const facts = { version: "1.139.1", date: "2026-11-21" } as const;

/**
 * - `free`: runs without asking. `ask`: asks.
 * - `read`: runs inside the workspace, asks elsewhere. `edit`: by `chat.tools.edits.autoApprove`.
 * - `terminal`: by `chat.tools.terminal.autoApprove`. `fetch`: by `chat.tools.urls.autoApprove`.
 */
export type ToolDefault = "free" | "ask" | "read" | "edit" | "terminal" | "fetch";

export interface BuiltInTool {
  readonly name: string;
  /** Its name in `tools:` lists and in `chat.tools.eligibleForAutoApproval`, with the tool set it belongs to. */
  readonly reference: string;
  readonly set: string;
  readonly effects: readonly Effect[];
  readonly default: ToolDefault;
  /** "measured": seen in a real agent turn; "read": from the bundle or documentation; "assumed": the careful answer. */
  readonly proof: "measured" | "read" | "assumed";
}

const row = (
  name: string,
  reference: string,
  set: string,
  effects: readonly Effect[],
  fallback: ToolDefault,
  proof: BuiltInTool["proof"],
): BuiltInTool => ({ name, reference, set, effects, default: fallback, proof });

export const builtInTools: readonly BuiltInTool[] = [
  row("read_file", "readFile", "read", ["read-files"], "read", "measured"),
  row("list_dir", "listDirectory", "search", ["read-files"], "read", "read"),
  row("file_search", "fileSearch", "search", ["read-files"], "free", "read"),
  row("grep_search", "textSearch", "search", ["read-files"], "free", "read"),
  row("semantic_search", "codebase", "search", ["read-files"], "free", "read"),
  row("get_errors", "problems", "read", ["read-files"], "free", "read"),
  row("get_changed_files", "changes", "search", ["read-files"], "free", "read"),
  row("view_image", "viewImage", "read", ["read-files"], "read", "read"),
  row("get_terminal_output", "getTerminalOutput", "execute", ["read-files"], "free", "read"),
  row("create_file", "createFile", "edit", ["write-files"], "edit", "measured"),
  row("replace_string_in_file", "replaceString", "edit", ["write-files"], "edit", "measured"),
  row("multi_replace_string_in_file", "multiReplaceString", "edit", ["write-files"], "edit", "read"),
  row("insert_edit_into_file", "insertEdit", "edit", ["write-files"], "edit", "measured"),
  row("apply_patch", "applyPatch", "edit", ["write-files", "delete-files"], "edit", "measured"),
  row("edit_notebook_file", "editNotebook", "edit", ["write-files"], "edit", "read"),
  row("create_directory", "createDirectory", "edit", ["write-files"], "edit", "measured"),
  row("create_new_workspace", "newWorkspace", "vscode", ["write-files"], "ask", "assumed"),
  row("run_in_terminal", "runInTerminal", "execute", ["run-code"], "terminal", "measured"),
  row("send_to_terminal", "sendToTerminal", "execute", ["run-code"], "ask", "assumed"),
  row("kill_terminal", "killTerminal", "execute", ["kill-process"], "ask", "assumed"),
  row("run_task", "runTask", "execute", ["run-code"], "ask", "read"),
  row("create_and_run_task", "createAndRunTask", "execute", ["run-code", "write-files"], "ask", "measured"),
  row("runTests", "runTests", "execute", ["run-code"], "ask", "assumed"),
  row("run_notebook_cell", "runNotebookCell", "execute", ["run-code"], "ask", "assumed"),
  row("run_vscode_command", "runCommand", "vscode", ["run-code"], "ask", "measured"),
  row("install_extension", "installExtension", "vscode", ["install-package"], "ask", "measured"),
  row("fetch_webpage", "fetch", "web", ["fetch-network", "read-untrusted"], "fetch", "read"),
  row("github_repo", "githubRepo", "web", ["fetch-network", "read-untrusted"], "ask", "assumed"),
  row("runSubagent", "runSubagent", "agent", ["delegate"], "free", "measured"),
  row("search_subagent", "searchSubagent", "search", ["delegate"], "free", "read"),
  row("execution_subagent", "executionSubagent", "execute", ["delegate"], "free", "read"),
  row("switch_agent", "switchAgent", "vscode", ["delegate"], "ask", "assumed"),
  row("memory", "memory", "vscode", ["write-files"], "free", "read"),
  row("manage_todo_list", "todo", "todo", [], "free", "read"),
];

const byName: ReadonlyMap<string, BuiltInTool> = new Map(builtInTools.map((tool) => [tool.name, tool]));

export function builtInTool(name: string): BuiltInTool | undefined {
  return byName.get(name);
}

/** Names of Claude Code's tools, which VS Code understands in agent files of that format, by the tool set they mean. */
const claudeNames: Readonly<Record<string, string>> = {
  Read: "read",
  Glob: "search",
  Grep: "search",
  Write: "edit",
  Edit: "edit",
  NotebookEdit: "edit",
  Bash: "execute",
  WebFetch: "web",
  WebSearch: "web",
  Agent: "agent",
  Task: "agent",
};

/** The tools an entry of a `tools:` list stands for: a tool set, a reference name, `set/name`, or a Claude tool's name. */
export function toolsOfEntry(entry: string): BuiltInTool[] {
  const claude = entry.replace(/\(.*$/, "");
  const set = Object.hasOwn(claudeNames, claude) ? claudeNames[claude] : entry;
  const name = entry.split("/").at(-1) ?? "";
  return builtInTools.filter((tool) => tool.set === set || tool.reference === name || tool.name === entry);
}

/**
 * The model's name of an MCP tool: the prefix with the server's name is cut to 18 characters. It is the name that the
 * server says of itself, where it says one, and a second server of that name has a number behind it: five servers that
 * call themselves alike have `mcp_lab_…`, `mcp_lab2_…` and so on (seen and read, 1.139.1, 2026-11-26).
 */
export function mcpToolName(server: string, tool: string): string {
  const clean = server.toLowerCase().replace(/[^a-z0-9_.-]/g, "_");
  return `${`mcp_${clean}`.slice(0, 17)}_${tool}`;
}
