import assert from "node:assert/strict";
import { copilotCliHook } from "../../../../src/agents/copilotCli/hook.ts";

/** Payloads as Copilot CLI 1.0.102 sends them (seen 2026-11-21): one shape for each spelling of the event. */
function pascal(tool_name: string, tool_input: unknown): object {
  return {
    hook_event_name: "PreToolUse",
    session_id: "s",
    timestamp: "2026-11-21T00:00:00Z",
    cwd: "/w",
    tool_name,
    tool_input,
  };
}

function camel(toolName: string, toolArgs: unknown, over: object = {}): object {
  return { sessionId: "s", timestamp: 1795222168763, cwd: "/w", toolName, toolArgs, ...over };
}

function check(name: string, sent: object, ...expected: readonly object[]): void {
  it(name, () => {
    assert.deepEqual(
      copilotCliHook.readPayload(sent)?.actions,
      expected.map((action) => ({ ...action, agent: "copilot-cli", cwd: "/w" })),
    );
  });
}

describe("Copilot CLI payloads", () => {
  const run = { kind: "command", shell: "bash", command: "npm i" };
  check("bash, camelCase", camel("bash", { command: "npm i", description: "d", mode: "sync", initial_wait: 10 }), run);
  check("Bash, PascalCase", pascal("Bash", { command: "npm i" }), run);
  check("create", camel("create", { path: "/w/a.txt", file_text: "hi" }), {
    kind: "file_write",
    path: "/w/a.txt",
    content: "hi",
  });
  check("Write with native arguments", pascal("Write", { path: "/w/a.txt", file_text: "hi" }), {
    kind: "file_write",
    path: "/w/a.txt",
    content: "hi",
  });
  check("edit", camel("edit", { path: "/w/a", old_str: "a", new_str: "b" }), {
    kind: "file_edit",
    path: "/w/a",
    new_text: "b",
    old_text: "a",
  });
  check("write_bash", camel("write_bash", { shellId: "s1", input: "ls{enter}", delay: 1 }), {
    kind: "terminal_input",
    text: "ls{enter}",
  });
  check("web_fetch", camel("web_fetch", { url: "https://x.test" }), { kind: "url_fetch", url: "https://x.test" });
  check("task", camel("task", { agent_type: "general-purpose", description: "d", prompt: "p" }), {
    kind: "subagent_start",
    prompt: "p",
    name: "general-purpose",
  });
  check("an MCP tool keeps every word of its name", camel("github-mcp-server-create_issue", { x: "1" }), {
    kind: "mcp_call",
    server: "github",
    tool: "mcp-server-create_issue",
    args: { x: "1" },
  });
  check(
    "apply_patch, whose arguments are a text",
    camel("apply_patch", "*** Begin Patch\n*** Delete File: /w/a\n*** End Patch"),
    { kind: "file_delete", path: "/w/a" },
  );
  check("a tool that no one knows", camel("sql", { query: "drop" }), {
    kind: "unknown_tool",
    tool: "sql",
    args: { query: "drop" },
  });

  it("name the sub-agent", () => {
    const call = copilotCliHook.readPayload(
      camel("bash", { command: "x" }, { agentId: "a", agentType: "general-purpose" }),
    );
    assert.equal(call?.subagent, "general-purpose");
  });

  it("are not taken from Claude Code, which sends no time", () => {
    assert.equal(copilotCliHook.readPayload({ session_id: "s", tool_name: "Bash", tool_input: {} }), undefined);
  });
});
