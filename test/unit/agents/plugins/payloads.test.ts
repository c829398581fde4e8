import assert from "node:assert/strict";
import { clineHook } from "../../../../src/agents/cline/hook.ts";
import { cursorHook } from "../../../../src/agents/cursor/hook.ts";
import type { HookAgent } from "../../../../src/agents/hookAgent.ts";
import { kiloHook } from "../../../../src/agents/kilo/hook.ts";
import { kiroHook } from "../../../../src/agents/kiro/hook.ts";
import { openclawHook } from "../../../../src/agents/openclaw/hook.ts";
import { opencodeHook } from "../../../../src/agents/opencode/hook.ts";
import { windsurfHook } from "../../../../src/agents/windsurf/hook.ts";

/** What each agent sends, and the actions it comes to; `agent` and `cwd` are on each and left out here. */
type Row = readonly [name: string, agent: HookAgent, sent: object, ...expected: readonly object[]];

const plugin = (agent: HookAgent, tool: string, args: unknown) => ({
  plugin: agent.id,
  tool,
  sessionId: "s",
  callId: "c",
  cwd: "/w",
  args,
});

const cline = (name: string, input: unknown) => ({
  taskId: "t",
  workspaceRoots: ["/w"],
  hookName: "tool_call",
  tool_call: { id: "c", name, input },
  preToolUse: { toolName: name, parameters: {} },
});

/** The VS Code extension sends texts only, and no id of the call. */
const clineExtension = (toolName: string, parameters: object) => ({
  taskId: "t",
  workspaceRoots: ["/w"],
  hookName: "PreToolUse",
  preToolUse: { toolName, parameters },
});

const command = (text: string) => ({ kind: "command", shell: "bash", command: text });
const patch = "*** Begin Patch\n*** Delete File: /w/a\n*** End Patch";
const deleted = { kind: "file_delete", path: "/w/a" };
const mcp = (server: string, tool: string) => ({ kind: "mcp_call", server, tool, args: { x: 1 } });
const unknown = (tool: string, args: unknown) => ({ kind: "unknown_tool", tool, args });

const rows: readonly Row[] = [
  ["OpenCode bash", opencodeHook, plugin(opencodeHook, "bash", { command: "ls", description: "d" }), command("ls")],
  [
    "OpenCode bash elsewhere",
    opencodeHook,
    plugin(opencodeHook, "bash", { command: "ls", workdir: "sub" }),
    { ...command("ls"), cwd: "/w/sub" },
  ],
  [
    "OpenCode edit",
    opencodeHook,
    plugin(opencodeHook, "edit", { filePath: "/w/a", oldString: "a", newString: "b" }),
    { kind: "file_edit", path: "/w/a", new_text: "b", old_text: "a" },
  ],
  ["OpenCode apply_patch", opencodeHook, plugin(opencodeHook, "apply_patch", { patchText: patch }), deleted],
  ["OpenCode server", opencodeHook, plugin(opencodeHook, "forum_post_reply", { x: 1 }), mcp("forum", "post_reply")],
  [
    "OpenCode unknown",
    opencodeHook,
    plugin(opencodeHook, "websearch", { query: "q" }),
    unknown("websearch", { query: "q" }),
  ],
  [
    "Kilo skill, which may run something",
    kiloHook,
    plugin(kiloHook, "skill", { name: "n" }),
    unknown("skill", { name: "n" }),
  ],
  ["OpenClaw exec", openclawHook, plugin(openclawHook, "exec", { command: "ls" }), command("ls")],
  [
    "OpenClaw edit with several parts",
    openclawHook,
    plugin(openclawHook, "edit", {
      path: "/w/a",
      edits: [
        { oldText: "a", newText: "b" },
        { oldText: "c", newText: "d" },
      ],
    }),
    { kind: "file_edit", path: "/w/a", new_text: "b", old_text: "a" },
    { kind: "file_edit", path: "/w/a", new_text: "d", old_text: "c" },
  ],
  ["OpenClaw server", openclawHook, plugin(openclawHook, "forum__post_reply", { x: 1 }), mcp("forum", "post_reply")],
  [
    "OpenClaw's way to call a tool, which comes again as itself",
    openclawHook,
    plugin(openclawHook, "tool_call", { id: "forum__post_reply", args: { x: 1 } }),
    { kind: "diagnostics_read" },
  ],
  [
    "OpenClaw message",
    openclawHook,
    plugin(openclawHook, "message", { action: "send" }),
    unknown("message", { action: "send" }),
  ],
  [
    "Cline commands are one call with a part each",
    clineHook,
    cline("run_commands", { commands: ["ls", "pwd"] }),
    command("ls"),
    command("pwd"),
  ],
  [
    "Cline command with words of its own",
    clineHook,
    cline("run_commands", { commands: ["ls", { command: "x", args: ["y"] }] }),
    unknown("run_commands", { commands: ["ls", { command: "x", args: ["y"] }] }),
  ],
  [
    "Cline editor writes without an old text",
    clineHook,
    cline("editor", { path: "/w/a", new_text: "b" }),
    { kind: "file_write", path: "/w/a", content: "b" },
  ],
  ["Cline server", clineHook, cline("forum__post_reply", { x: 1 }), mcp("forum", "post_reply")],
  ["Cline extension commands", clineHook, clineExtension("run_commands", { commands: '["ls"]' }), command("ls")],
  [
    "Cline extension writes JSON as the text it is",
    clineHook,
    clineExtension("write_to_file", { path: "/w/a", content: '["x"]' }),
    { kind: "file_write", path: "/w/a", content: '["x"]' },
  ],
  [
    "Cursor delete",
    cursorHook,
    {
      conversation_id: "s",
      workspace_roots: ["/w"],
      hook_event_name: "preToolUse",
      tool_name: "Delete",
      tool_input: { file_path: "/w/a" },
    },
    deleted,
  ],
  [
    "Kiro write of CLI 2",
    kiroHook,
    {
      hook_event_name: "preToolUse",
      cwd: "/w",
      tool_name: "fs_write",
      tool_input: { command: "create", path: "/w/a", file_text: "x" },
    },
    { kind: "file_write", path: "/w/a", content: "x" },
  ],
  [
    "Kiro server",
    kiroHook,
    { hook_event_name: "preToolUse", cwd: "/w", tool_name: "@forum/post_reply", tool_input: { x: 1 } },
    mcp("forum", "post_reply"),
  ],
];

describe("payloads of agents with plugins and hooks of their own", () => {
  for (const [name, agent, sent, ...expected] of rows) {
    it(name, () => {
      assert.deepEqual(
        agent.readPayload(sent)?.actions,
        expected.map((action) => ({ cwd: "/w", ...action, agent: agent.id })),
      );
    });
  }

  it("are not taken from another plugin", () => {
    assert.equal(kiloHook.readPayload(plugin(opencodeHook, "bash", { command: "ls" })), undefined);
  });

  it("of a plugin that starts prove that it is live, and ask nothing", () => {
    assert.equal(opencodeHook.readPayload({ plugin: "opencode", event: "start", cwd: "/w" })?.event, "other");
  });

  it("of Windsurf that come after the deed ask nothing, and one it may add is asked", () => {
    const event = (name: string) =>
      windsurfHook.readPayload({ agent_action_name: name, trajectory_id: "t", tool_info: {} });
    assert.equal(event("post_run_command")?.event, "other");
    assert.equal(event("pre_new_thing")?.actions[0]?.kind, "unknown_tool");
  });
});
