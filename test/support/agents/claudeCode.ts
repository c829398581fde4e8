/** Claude Code 2.1.329, seen 2026-11-21. */
import { join } from "node:path";
import { agentProgram } from "../../../scripts/lib/agentTools.mjs";
import { claudeCodeInstall } from "../../../src/agents/claudeCode/install.ts";
import { type AgentFixture, installHooks, plainEnvironment } from "../agentLab.ts";
import type { ToolCall } from "../model.ts";

export const claudeCodeFixture: AgentFixture = {
  id: "claude-code",
  title: "Claude Code",
  version: "2.1.329",
  scene(attempt, { path, before, after }) {
    // It edits no file it has not read.
    const read: ToolCall = { tool: "Read", input: { file_path: path } };
    const calls: Readonly<Record<typeof attempt, readonly ToolCall[]>> = {
      shell: [{ tool: "Bash", input: { command: `touch ${path}`, description: "Makes a file" } }],
      write: [{ tool: "Write", input: { file_path: path, content: after } }],
      edit: [read, { tool: "Edit", input: { file_path: path, old_string: before, new_string: after } }],
      mcp: [{ tool: "mcp__lab__lab_touch", input: { file: path } }],
    };
    return calls[attempt].map((call) => ({ calls: [call] }));
  },
  files: ({ home, mcpServer: [command, ...args] }) => ({
    [join(home, "mcp.json")]: JSON.stringify({ mcpServers: { lab: { type: "stdio", command, args } } }),
  }),
  async start(place) {
    const flags = ["-p", "do it", "--output-format", "json", "--model", "claude-sonnet-4-5"];
    const mcp = ["--mcp-config", join(place.home, "mcp.json"), "--strict-mcp-config"];
    return {
      words: [...(await agentProgram("claude-code")), ...flags, ...mcp, "--dangerously-skip-permissions"],
      env: {
        ...(await plainEnvironment(place)),
        ANTHROPIC_BASE_URL: place.modelUrl,
        ANTHROPIC_API_KEY: "none",
        CLAUDE_CONFIG_DIR: join(place.home, ".claude"),
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
        DISABLE_AUTOUPDATER: "1",
        DISABLE_TELEMETRY: "1",
        DISABLE_ERROR_REPORTING: "1",
        ENABLE_TOOL_SEARCH: "false",
        // Bypass mode is refused to root unless Claude Code is told that it runs in a sandbox.
        IS_SANDBOX: "1",
      },
    };
  },
  elsewhere: (_place, folder) => ({ files: {}, env: { CLAUDE_CONFIG_DIR: folder } }),
  leftOut: { extra: ["--bare"] },
  serversFile: ({ home }) => join(home, "mcp.json"),
  install: installHooks(claudeCodeInstall),
  switchOff: ({ workspace }) => ({
    [join(workspace, ".claude", "settings.local.json")]: '{ "disableAllHooks": true }\n',
  }),
};
