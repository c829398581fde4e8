import assert from "node:assert/strict";
import { geminiHook } from "../../../../src/agents/gemini/hook.ts";

/** The frame that Gemini CLI 0.61.0 sends (seen 2026-11-25; whole payloads are in test/fixtures/agents/gemini). */
function sent(tool_name: string, tool_input: unknown, over: object = {}): object {
  const frame = { session_id: "s", cwd: "/w", hook_event_name: "BeforeTool", timestamp: "2026-11-25T20:24:06.810Z" };
  return { ...frame, tool_name, tool_input, ...over };
}

function check(name: string, payload: object, ...expected: readonly object[]): void {
  it(name, () => {
    assert.deepEqual(
      geminiHook.readPayload(payload)?.actions,
      expected.map((action) => ({ cwd: "/w", ...action, agent: "gemini" })),
    );
  });
}

describe("Gemini CLI payloads", () => {
  check("a command with a folder of its own", sent("run_shell_command", { command: "ls", dir_path: "it's" }), {
    kind: "command",
    shell: "bash",
    command: "ls",
    cwd: "/w/it's",
  });
  check(
    "a server's tool is told by its context, whatever its name looks like",
    sent("mcp_a_b_c", { x: 1 }, { mcp_context: { server_name: "a_b", tool_name: "c" } }),
    { kind: "mcp_call", server: "a_b", tool: "c", args: { x: 1 } },
  );
  check("a server's tool without a context keeps every word", sent("mcp_a_b_c", {}), {
    kind: "mcp_call",
    server: "a",
    tool: "b_c",
    args: {},
  });
  check("web_fetch: the address inside the text", sent("web_fetch", { prompt: "Sum up https://x.test/a please" }), {
    kind: "url_fetch",
    url: "https://x.test/a",
  });
  check(
    "web_fetch of two addresses names both",
    sent("web_fetch", { prompt: "https://a.test and https://b.test" }),
    { kind: "url_fetch", url: "https://a.test" },
    { kind: "url_fetch", url: "https://b.test" },
  );
  check("a search carries what is searched for", sent("google_web_search", { query: "a b" }), {
    kind: "url_fetch",
    url: "https://www.google.com/search?q=a%20b",
  });
  check(
    "read_many_files is one action a pattern",
    sent("read_many_files", { include: ["a", "b"] }),
    { kind: "file_read", path: "a" },
    { kind: "file_read", path: "b" },
  );
  check("invoke_agent", sent("invoke_agent", { agent_name: "n", prompt: "p" }), {
    kind: "subagent_start",
    prompt: "p",
    name: "n",
  });
  check("a tool that no one knows", sent("activate_skill", { name: "x" }), {
    kind: "unknown_tool",
    tool: "activate_skill",
    args: { name: "x" },
  });
});
