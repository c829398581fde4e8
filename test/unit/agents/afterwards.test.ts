/** What the real programs tell after a call: one that succeeded, and one that failed (`test/agents` runs the same). */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { agentsBySource } from "../../../src/agents/hookCatalogue.ts";
import type { HeldCall } from "../../../src/core/model/heldCall.ts";
import type { HookSource } from "../../../src/protocol/messages.ts";

interface Observed {
  readonly agent: string;
  readonly payloads: readonly object[];
}

type Became = HeldCall["became"];

const files: readonly (readonly [file: string, source: HookSource, ends: readonly Became[]])[] = [
  ["claudeCode/after-2.1.329", "claude-settings", ["done", "failed"]],
  // These three do not say how a command ended.
  ["codex/after-0.169.0", "codex-config", [undefined, undefined]],
  ["gemini/after-0.61.0", "gemini-settings", [undefined, undefined]],
  ["copilotCli/after-1.0.102", "copilot-hooks", [undefined, undefined]],
  ["qwen/after-0.24.4", "qwen-settings", ["done", "failed"]],
  ["cline/after-3.0.65", "cline-hooks", ["done", "failed"]],
];

const read = (source: HookSource, payload: object) => {
  const agent = agentsBySource[source]?.find((candidate) => candidate.readPayload(payload));
  return { agent: agent?.id, call: agent?.readPayload(payload) };
};

describe("what agents tell after a call", () => {
  for (const [file, source, ends] of files) {
    it(`${file}: is understood as the end of the call it was, and is nothing to decide`, () => {
      const url = new URL(`../../fixtures/agents/${file}.json`, import.meta.url);
      const { agent, payloads } = JSON.parse(readFileSync(url, "utf8")) as Observed;
      const calls = payloads.map((payload) => {
        const found = read(source, payload);
        assert.equal(found.agent, agent);
        return found.call;
      });
      assert.deepEqual(
        calls.map((call) => [call?.event, call?.became]),
        ends.map((end) => ["post-tool", end]),
      );
      const command = "touch /home/u/project/shell.txt";
      assert.deepEqual(calls[0]?.actions, [{ kind: "command", shell: "bash", command, agent, cwd: "/home/u/project" }]);
    });
  }

  const plugin = { plugin: "opencode", tool: "bash", sessionId: "s", callId: "c", cwd: "/w", args: { command: "ls" } };
  it("OpenCode: what our plugin tells", () => {
    for (const [failed, became] of [
      [false, "done"],
      [true, "failed"],
    ] as const) {
      const { call } = read("opencode-plugin", { ...plugin, event: "after", failed });
      assert.deepEqual([call?.event, call?.became, call?.callId], ["post-tool", became, "c"]);
    }
  });

  it("OpenClaw: what our plugin tells of a call that ran, and of one that failed (2026.9.6, seen 2026-11-26)", () => {
    const told = { ...plugin, plugin: "openclaw", tool: "exec", event: "after", durationMs: 1363 };
    const ends = [false, true].map((failed) => read("openclaw-plugin", { ...told, failed }).call);
    assert.deepEqual(
      ends.map((call) => [call?.event, call?.became, call?.durationMs]),
      [
        ["post-tool", "done", 1363],
        ["post-tool", "failed", 1363],
      ],
    );
  });

  it("VS Code's agent: a call that came through", () => {
    const fields = { session_id: "s", timestamp: "2026-11-21T10:00:00.000Z", cwd: "/w", tool_use_id: "call_x" };
    const tool = { tool_name: "create_file", tool_input: { filePath: "/w/b.txt", content: "one\n" } };
    const before = read("vscode-plugin", { ...fields, ...tool, hook_event_name: "PreToolUse" });
    const told = read("vscode-plugin", { ...fields, ...tool, hook_event_name: "PostToolUse", tool_response: "" });
    assert.deepEqual([told.agent, told.call?.event, told.call?.became], ["vscode", "post-tool", "done"]);
    assert.deepEqual(told.call?.actions, before.call?.actions);
  });

  it("whatever agent: only an event that is known to come afterwards is taken for one", () => {
    const fields = { session_id: "s", cwd: "/w", tool_name: "Bash", tool_input: { command: "ls" } };
    for (const hook_event_name of ["PreToolUse", "posttooluse", "PostToolUse ", "Anything", undefined]) {
      assert.equal(read("claude-settings", { ...fields, hook_event_name }).call?.event, "pre-tool");
    }
    assert.equal(
      read("claude-settings", { ...fields, tool_name: undefined, hook_event_name: "PostToolUse" }).call?.event,
      "other",
    );
  });
});
