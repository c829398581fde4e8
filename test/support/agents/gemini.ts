/** Gemini CLI 0.61.0, seen 2026-11-21. */
import { join } from "node:path";
import { agentProgram } from "../../../scripts/lib/agentTools.mjs";
import { geminiInstall } from "../../../src/agents/gemini/install.ts";
import { type AgentFixture, installHooks, type LabPlace, plainEnvironment } from "../agentLab.ts";
import type { ToolCall } from "../model.ts";

function settings({ mcpServer: [command, ...args] }: LabPlace, folderTrust: object): string {
  return JSON.stringify({
    security: { auth: { selectedType: "gemini-api-key" }, folderTrust },
    general: { enableAutoUpdate: false, enableAutoUpdateNotification: false },
    privacy: { usageStatisticsEnabled: false },
    mcpServers: { lab: { command, args, trust: true } },
  });
}

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
  files: (place) => ({ [join(place.home, ".gemini", "settings.json")]: settings(place, { enabled: false }) }),
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
  install: installHooks(geminiInstall),
  toldOfHook: /Tool execution blocked/,
  // Hooks are dropped there, those of the user too; without a terminal it then ends before it does anything.
  distrust: (place) => ({
    files: {
      [join(place.home, ".gemini", "settings.json")]: settings(place, { enabled: true }),
      [join(place.home, ".gemini", "trustedFolders.json")]: JSON.stringify({ [place.workspace]: "DO_NOT_TRUST" }),
    },
    env: { GEMINI_CLI_TRUST_WORKSPACE: "false" },
  }),
  elsewhere: (place, folder) => ({
    files: { [join(folder, ".gemini", "settings.json")]: settings(place, { enabled: false }) },
    env: { GEMINI_CLI_HOME: folder },
  }),
  environmentFile: ({ workspace }) => join(workspace, ".env"),
  switchOff: ({ workspace }) => ({
    [join(workspace, ".gemini", "settings.json")]: '{ "hooksConfig": { "enabled": false } }\n',
  }),
};
