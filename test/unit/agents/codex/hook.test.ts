import assert from "node:assert/strict";
import { codexHook } from "../../../../src/agents/codex/hook.ts";

/** The frame that Codex 0.169.0 sends (seen 2026-11-25; whole payloads are in test/fixtures/agents/codex). */
function sent(tool_name: string, tool_input: unknown, over: object = {}): object {
  return {
    session_id: "s",
    turn_id: "t",
    cwd: "/w",
    hook_event_name: "PreToolUse",
    permission_mode: "bypassPermissions",
    tool_name,
    tool_input,
    tool_use_id: "call_1",
    ...over,
  };
}

function check(name: string, payload: object, ...expected: readonly object[]): void {
  it(name, () => {
    assert.deepEqual(
      codexHook.readPayload(payload)?.actions,
      expected.map((action) => ({ ...action, agent: "codex", cwd: "/w" })),
    );
  });
}

describe("Codex payloads", () => {
  const patch = [
    "*** Begin Patch",
    "*** Add File: a.txt",
    "+hi",
    "*** Delete File: b.txt",
    "*** Update File: c.txt",
    "*** Move to: d.txt",
    "@@",
    "-x",
    "+y",
    "*** End Patch",
  ].join("\n");
  check(
    "one patch is many actions",
    sent("apply_patch", { command: patch }),
    { kind: "file_write", path: "a.txt", content: "hi" },
    { kind: "file_delete", path: "b.txt" },
    {
      kind: "file_edit",
      path: "c.txt",
      old_text: "x",
      new_text: "y",
      how: { by: "hunks", hunks: [{ anchors: [], lines: ["-x", "+y"] }] },
    },
    { kind: "file_rename", path: "c.txt", to: "d.txt" },
  );
  check("a patch that is not understood is asked as a whole", sent("apply_patch", { command: "rm" }), {
    kind: "unknown_tool",
    tool: "apply_patch",
    args: { command: "rm" },
  });
  check("a server's tool keeps every word of its name", sent("mcp__mail__send__all", { to: "x" }), {
    kind: "mcp_call",
    server: "mail",
    tool: "send__all",
    args: { to: "x" },
  });
  check("a name that only begins like a server's tool", sent("mcp__mail", {}), {
    kind: "unknown_tool",
    tool: "mcp__mail",
    args: {},
  });
  it("tools for sub-agents that come with the name of their group", () => {
    const read = (tool: string) => codexHook.readPayload(sent(tool, { targets: ["a"] }))?.actions;
    assert.deepEqual(read("multi_agent_v1wait_agent"), read("wait_agent"));
    assert.notDeepEqual(read("multi_agent_v1wait_agent"), read("unheard_of"));
  });
  check("spawn_agent", sent("spawn_agent", { message: "do", agent_type: "worker" }), {
    kind: "subagent_start",
    prompt: "do",
    name: "worker",
  });
  check("view_image", sent("view_image", { path: "/x.png" }), { kind: "file_read", path: "/x.png" });
  check("update_plan", sent("update_plan", { plan: [] }), { kind: "todo_update" });
  check("a wish for more rights", sent("request_permissions", { write: "/" }), {
    kind: "unknown_tool",
    tool: "request_permissions",
    args: { write: "/" },
  });
  check("a command that is no text", sent("Bash", { command: ["rm"] }), {
    kind: "unknown_tool",
    tool: "Bash",
    args: { command: ["rm"] },
  });

  it("name the sub-agent and the call", () => {
    const call = codexHook.readPayload(sent("Bash", { command: "x" }, { agent_id: "a", agent_type: "worker" }));
    assert.deepEqual([call?.subagent, call?.callId], ["worker", "call_1"]);
  });
});
