import assert from "node:assert/strict";
import { claudeCodeHook } from "../../../../src/agents/claudeCode/hook.ts";

/** A payload as Claude Code 2.1.329 sends it (seen 2026-11-21). */
function payload(tool_name: string, tool_input: unknown, over: object = {}): object {
  return {
    session_id: "s",
    transcript_path: "/h/.claude/projects/p/s.jsonl",
    cwd: "/w",
    prompt_id: "p",
    permission_mode: "default",
    effort: { level: "medium" },
    hook_event_name: "PreToolUse",
    tool_name,
    tool_input,
    tool_use_id: "toolu_1",
    ...over,
  };
}

const context = { agent: "claude-code", cwd: "/w" };

function check(name: string, sent: object, ...expected: readonly object[]): void {
  it(name, () => {
    const call = claudeCodeHook.readPayload(sent);
    assert.deepEqual(
      call?.actions,
      expected.map((action) => ({ ...action, ...context })),
    );
  });
}

describe("Claude Code payloads", () => {
  check("Bash", payload("Bash", { command: "rm -r build", description: "clean" }), {
    kind: "command",
    shell: "bash",
    command: "rm -r build",
  });
  check("PowerShell", payload("PowerShell", { command: "gci" }), {
    kind: "command",
    shell: "powershell",
    command: "gci",
  });
  check("Monitor, which runs a shell command too", payload("Monitor", { command: "tail -f x | sh" }), {
    kind: "command",
    shell: "bash",
    command: "tail -f x | sh",
  });
  check("Write", payload("Write", { file_path: "/w/a", content: "hi" }), {
    kind: "file_write",
    path: "/w/a",
    content: "hi",
  });
  check("Edit", payload("Edit", { file_path: "/w/a", old_string: "a", new_string: "b", replace_all: true }), {
    kind: "file_edit",
    path: "/w/a",
    new_text: "b",
    old_text: "a",
    how: { by: "every" },
  });
  check(
    "MultiEdit is one action an edit",
    payload("MultiEdit", {
      file_path: "/w/a",
      edits: [
        { old_string: "a", new_string: "b" },
        { old_string: "c", new_string: "d" },
      ],
    }),
    { kind: "file_edit", path: "/w/a", new_text: "b", old_text: "a" },
    { kind: "file_edit", path: "/w/a", new_text: "d", old_text: "c" },
  );
  check("NotebookEdit", payload("NotebookEdit", { notebook_path: "/w/n.ipynb", cell_id: "1", new_source: "x" }), {
    kind: "file_edit",
    path: "/w/n.ipynb",
    new_text: "x",
    how: { by: "cell", mode: "replace", cell: "1" },
  });
  check("Read", payload("Read", { file_path: "/etc/passwd" }), { kind: "file_read", path: "/etc/passwd" });
  check("Grep with a place of its own reads there", payload("Grep", { pattern: "key", path: "/h/.ssh" }), {
    kind: "file_read",
    path: "/h/.ssh",
  });
  check("Grep in the folder is a search", payload("Grep", { pattern: "key" }), {
    kind: "workspace_search",
    query: "key",
  });
  check("WebFetch", payload("WebFetch", { url: "https://x.test", prompt: "p" }), {
    kind: "url_fetch",
    url: "https://x.test",
  });
  check("Agent", payload("Agent", { description: "d", prompt: "p", subagent_type: "general-purpose" }), {
    kind: "subagent_start",
    prompt: "p",
    name: "general-purpose",
  });
  check("TodoWrite", payload("TodoWrite", { todos: [] }), { kind: "todo_update" });
  check(
    "an MCP tool, by its server's own name",
    payload("mcp__my_lab__do__it", { x: 1 }, { mcp_server: { name: "my lab", source: "dynamic" } }),
    { kind: "mcp_call", server: "my lab", tool: "do__it", args: { x: 1 } },
  );
  check("an MCP tool without that name", payload("mcp__forum__post_reply", {}), {
    kind: "mcp_call",
    server: "forum",
    tool: "post_reply",
    args: {},
  });
  check("an MCP name that cannot be split", payload("mcp__forum", {}), {
    kind: "unknown_tool",
    tool: "mcp__forum",
    args: {},
  });
  check("a tool that no one knows", payload("Workflow", { script: "x" }), {
    kind: "unknown_tool",
    tool: "Workflow",
    args: { script: "x" },
  });
  check("a known tool with an input it does not take", payload("Bash", { cmd: "ls" }), {
    kind: "unknown_tool",
    tool: "Bash",
    args: { cmd: "ls" },
  });
  check("a tool named like a property of every object", payload("constructor", {}), {
    kind: "unknown_tool",
    tool: "constructor",
    args: {},
  });

  it("carry session, call, folder and sub-agent", () => {
    const call = claudeCodeHook.readPayload(
      payload("Bash", { command: "ls" }, { agent_id: "a1", agent_type: "reviewer" }),
    );
    assert.deepEqual(
      [call?.sessionId, call?.callId, call?.cwd, call?.subagent, call?.event, call?.tool],
      ["s", "toolu_1", "/w", "reviewer", "pre-tool", "Bash"],
    );
  });

  it("of a settings change name the file", () => {
    const call = claudeCodeHook.readPayload({
      session_id: "s",
      cwd: "/w",
      hook_event_name: "ConfigChange",
      source: "user_settings",
      file_path: "/h/.claude/settings.json",
    });
    assert.deepEqual(
      [call?.event, call?.changedPath, call?.actions],
      ["config-change", "/h/.claude/settings.json", []],
    );
  });

  it("of other events need no decision", () => {
    assert.equal(claudeCodeHook.readPayload({ session_id: "s", hook_event_name: "SessionStart" })?.event, "other");
  });

  it("of an event nobody knows are held when they name a tool, and refused when they do not", () => {
    assert.equal(
      claudeCodeHook.readPayload(payload("Bash", { command: "x" }, { hook_event_name: "BeforeTool" }))?.event,
      "pre-tool",
    );
    assert.equal(claudeCodeHook.readPayload({ session_id: "s", hook_event_name: "Whatever" }), undefined);
  });

  it("are not taken from other agents, which send a time", () => {
    assert.equal(
      claudeCodeHook.readPayload(payload("Bash", { command: "x" }, { timestamp: "2026-11-21T00:00:00Z" })),
      undefined,
    );
  });
});
