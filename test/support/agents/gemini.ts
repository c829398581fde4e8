/** Gemini CLI 0.61.0, seen 2026-11-21. */
import { join } from "node:path";
import { agentProgram } from "../../../scripts/lib/agentTools.mjs";
import { type AgentFixture, installHooks, plainEnvironment } from "../agentLab.ts";
import type { ToolCall } from "../model.ts";

const settings = {
  security: { auth: { selectedType: "gemini-api-key" }, folderTrust: { enabled: false } },
  general: { enableAutoUpdate: false, enableAutoUpdateNotification: false },
  privacy: { usageStatisticsEnabled: false },
};

export const geminiFixture: AgentFixture = {
  id: "gemini",
  title: "Gemini CLI",
  scene(attempt, { path, before, after }) {
    const calls: Readonly<Record<typeof attempt, ToolCall>> = {
      shell: { tool: "run_shell_command", input: { command: `touch ${path}`, description: "Makes a file" } },
      write: { tool: "write_file", input: { file_path: path, content: after } },
      edit: {
        tool: "replace",
        input: { file_path: path, old_string: before, new_string: after, instruction: "Change the word" },
      },
      mcp: { tool: "mcp_lab_lab_touch", input: { file: path } },
    };
    return [{ calls: [calls[attempt]] }];
  },
  files: ({ home, mcpServer: [command, ...args] }) => ({
    [join(home, ".gemini", "settings.json")]: JSON.stringify({
      ...settings,
      mcpServers: { lab: { command, args, trust: true } },
    }),
  }),
  async start(place) {
    return {
      words: [...(await agentProgram("gemini")), "-p", "do it", "-m", "gemini-2.5-flash", "--yolo"],
      env: {
        ...(await plainEnvironment(place)),
        GEMINI_API_KEY: "none",
        GOOGLE_GEMINI_BASE_URL: place.modelUrl,
        GEMINI_CLI_TRUST_WORKSPACE: "true",
        GEMINI_TELEMETRY_ENABLED: "false",
      },
    };
  },
  install: installHooks(),
  switchOff: ({ workspace }) => ({
    [join(workspace, ".gemini", "settings.json")]: '{ "hooksConfig": { "enabled": false } }\n',
  }),
};
