import assert from "node:assert/strict";
import { claudeCodeHook } from "../../../src/agents/claudeCode/hook.ts";
import { vscodeHook } from "../../../src/agents/vscode/hook.ts";

const common = { session_id: "s", cwd: "/w" };

describe("what is over", () => {
  const events: readonly (readonly [string, string | undefined])[] = [
    ["UserPromptSubmit", "task"],
    ["Stop", "task"],
    ["SubagentStop", "subagent"],
    ["SessionEnd", "session"],
    ["SessionStart", undefined],
    ["constructor", undefined],
  ];
  for (const [name, ends] of events) {
    it(`is told by ${name}: ${ends ?? "nothing"}`, () => {
      const payload = { ...common, hook_event_name: name, tool_name: "Read", tool_input: { file_path: "/w/a" } };
      assert.equal(claudeCodeHook.readPayload(payload)?.ends, ends);
      const timestamp = "2026-11-25T00:00:00Z";
      assert.equal(vscodeHook.readPayload({ ...payload, timestamp, tool_use_id: "1" })?.ends, ends);
    });
  }
});
