import assert from "node:assert/strict";
import { qwenHook } from "../../../../src/agents/qwen/hook.ts";

/** The frame that Qwen Code 0.24.4 sends (seen 2026-11-25; whole payloads are in test/fixtures/agents/qwen). */
function sent(tool_name: string, tool_input: unknown): object {
  const frame = { session_id: "s", cwd: "/w", hook_event_name: "PreToolUse", timestamp: "2026-11-25T20:24:06.810Z" };
  return { ...frame, tool_name, tool_input, tool_use_id: "u" };
}

function check(name: string, payload: object, ...expected: readonly object[]): void {
  it(name, () => {
    assert.deepEqual(
      qwenHook.readPayload(payload)?.actions,
      expected.map((action) => ({ cwd: "/w", ...action, agent: "qwen" })),
    );
  });
}

describe("Qwen Code payloads", () => {
  check("a command with a folder of its own", sent("run_shell_command", { command: "ls", directory: "/x" }), {
    kind: "command",
    shell: "bash",
    command: "ls",
    cwd: "/x",
  });
  check("a command that watches in the background", sent("monitor", { command: "tail -f x" }), {
    kind: "command",
    shell: "bash",
    command: "tail -f x",
  });
  check("notebook_edit", sent("notebook_edit", { notebook_path: "/w/a.ipynb", new_source: "x" }), {
    kind: "file_edit",
    path: "/w/a.ipynb",
    new_text: "x",
  });
  check("agent", sent("agent", { subagent_type: "t", description: "d", prompt: "p" }), {
    kind: "subagent_start",
    prompt: "p",
    name: "t",
  });
  check("web_fetch", sent("web_fetch", { url: "https://x.test", prompt: "sum up" }), {
    kind: "url_fetch",
    url: "https://x.test",
  });
  check("a tool that no one knows", sent("cron_create", { at: "daily" }), {
    kind: "unknown_tool",
    tool: "cron_create",
    args: { at: "daily" },
  });
});
