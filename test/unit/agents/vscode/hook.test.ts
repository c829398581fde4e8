import assert from "node:assert/strict";
import { vscodeHook } from "../../../../src/agents/vscode/hook.ts";

/** A payload as VS Code 1.139.1 sends it in its Local harness (measured 2026-11-21). */
function payload(tool_name: string, tool_input: unknown, over: object = {}): object {
  return {
    timestamp: "2026-11-21T00:38:42.859Z",
    hook_event_name: "PreToolUse",
    session_id: "6f1c",
    transcript_path: "/u/workspaceStorage/x/GitHub.copilot-chat/transcripts/6f1c.jsonl",
    tool_name,
    tool_input,
    tool_use_id: "call_x__vscode-1795221500690",
    cwd: "/w",
    ...over,
  };
}

function check(name: string, sent: object, ...expected: readonly object[]): void {
  it(name, () => {
    assert.deepEqual(
      vscodeHook.readPayload(sent)?.actions,
      expected.map((action) => ({ ...action, agent: "vscode", cwd: "/w" })),
    );
  });
}

const patch = `*** Begin Patch
*** Update File: /w/a.ts
@@ class A
 keep
-old
+new
*** Add File: /w/b.ts
+one
+two
*** Delete File: /w/c.ts
*** Update File: /w/d.ts
*** Move to: /w/e.ts
-x
+y
*** End Patch`;

describe("VS Code payloads", () => {
  check("create_file", payload("create_file", { filePath: "/w/b.txt", content: "one\n" }), {
    kind: "file_write",
    path: "/w/b.txt",
    content: "one\n",
  });
  check(
    "replace_string_in_file",
    payload("replace_string_in_file", { filePath: "/w/a", oldString: "a", newString: "b" }),
    { kind: "file_edit", path: "/w/a", new_text: "b", old_text: "a" },
  );
  check(
    "multi_replace_string_in_file is one action a file",
    payload("multi_replace_string_in_file", {
      replacements: [
        { filePath: "/w/a", oldString: "a", newString: "b" },
        { filePath: "/h/.bashrc", oldString: "", newString: "evil" },
      ],
    }),
    { kind: "file_edit", path: "/w/a", new_text: "b", old_text: "a" },
    { kind: "file_edit", path: "/h/.bashrc", new_text: "evil", old_text: "" },
  );
  check(
    "insert_edit_into_file",
    payload("insert_edit_into_file", { explanation: "e", filePath: "/w/a", code: "// ...existing code...\nx" }),
    { kind: "file_edit", path: "/w/a", new_text: "// ...existing code...\nx", how: { by: "merge" } },
  );
  check(
    "apply_patch is one action a file",
    payload("apply_patch", { input: patch, explanation: "e" }),
    {
      kind: "file_edit",
      path: "/w/a.ts",
      old_text: "keep\nold",
      new_text: "keep\nnew",
      how: { by: "hunks", hunks: [{ anchors: ["class A"], lines: [" keep", "-old", "+new"] }] },
    },
    { kind: "file_write", path: "/w/b.ts", content: "one\ntwo" },
    { kind: "file_delete", path: "/w/c.ts" },
    {
      kind: "file_edit",
      path: "/w/d.ts",
      old_text: "x",
      new_text: "y",
      how: { by: "hunks", hunks: [{ anchors: [], lines: ["-x", "+y"] }] },
    },
    { kind: "file_rename", path: "/w/d.ts", to: "/w/e.ts" },
  );
  check("a patch that is not one", payload("apply_patch", { input: "rm" }), {
    kind: "unknown_tool",
    tool: "apply_patch",
    args: { input: "rm" },
  });
  check(
    "edit_notebook_file with lines",
    payload("edit_notebook_file", { filePath: "/w/n.ipynb", editType: "edit", cellId: "1", newCode: ["a", "b"] }),
    { kind: "file_edit", path: "/w/n.ipynb", new_text: "a\nb", how: { by: "merge" } },
  );
  check("create_directory", payload("create_directory", { dirPath: "/w/d" }), { kind: "dir_create", path: "/w/d" });
  check(
    "run_in_terminal",
    payload("run_in_terminal", { command: "npm test", explanation: "e", goal: "g", mode: "sync" }),
    { kind: "command", shell: "bash", command: "npm test" },
  );
  check("send_to_terminal", payload("send_to_terminal", { id: "1", command: "y", waitForOutput: true }), {
    kind: "terminal_input",
    command: "y",
  });
  check(
    "create_and_run_task",
    payload("create_and_run_task", {
      workspaceFolder: "/w",
      task: { label: "l", type: "shell", command: "make", args: ["all"] },
    }),
    { kind: "task_run", command: "make all", name: "l" },
  );
  check(
    "run_vscode_command",
    payload("run_vscode_command", { commandId: "workbench.action.quit", name: "n", args: [] }),
    { kind: "vscode_command", command: "workbench.action.quit", args: [] },
  );
  check("install_extension", payload("install_extension", { id: "a.b", name: "n" }), {
    kind: "vscode_command",
    command: "workbench.extensions.installExtension",
    args: ["a.b"],
  });
  check(
    "fetch_webpage is one action an address",
    payload("fetch_webpage", { urls: ["https://a.test", "https://b.test"], query: "q" }),
    { kind: "url_fetch", url: "https://a.test" },
    { kind: "url_fetch", url: "https://b.test" },
  );
  check(
    "fetch_webpage with something else among the addresses",
    payload("fetch_webpage", { urls: ["https://a.test", 1] }),
    { kind: "unknown_tool", tool: "fetch_webpage", args: { urls: ["https://a.test", 1] } },
  );
  check("runSubagent", payload("runSubagent", { prompt: "p", description: "d", agentName: "n" }), {
    kind: "subagent_start",
    prompt: "p",
    name: "n",
  });
  check("read_file", payload("read_file", { filePath: "/w/.env", startLine: 1, endLine: 9 }), {
    kind: "file_read",
    path: "/w/.env",
  });
  check("grep_search", payload("grep_search", { query: "x" }), { kind: "workspace_search", query: "x" });
  check("manage_todo_list", payload("manage_todo_list", { todoList: [] }), { kind: "todo_update" });
  check("an MCP tool", payload("mcp_labsrv_danger_zone", { x: 1 }), {
    kind: "mcp_call",
    server: "labsrv",
    tool: "danger_zone",
    args: { x: 1 },
  });
  check("a tool of another extension", payload("lab_echo", { t: 1 }), {
    kind: "unknown_tool",
    tool: "lab_echo",
    args: { t: 1 },
  });

  it("take the shell of Windows from the folder", () => {
    const call = vscodeHook.readPayload(payload("run_in_terminal", { command: "gci" }, { cwd: "C:\\w" }));
    assert.equal(call?.actions[0]?.kind === "command" && call.actions[0].shell, "powershell");
  });

  it("are not taken from Claude Code or Copilot CLI", () => {
    assert.equal(vscodeHook.readPayload(payload("create_file", {}, { timestamp: undefined })), undefined);
    assert.equal(vscodeHook.readPayload(payload("create_file", {}, { tool_use_id: undefined })), undefined);
    assert.equal(vscodeHook.readPayload(payload("Bash", { command: "ls" })), undefined);
  });
});
