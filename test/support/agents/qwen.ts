/** Qwen Code 0.24.4, seen 2026-11-21. */
import { join } from "node:path";
import { agentProgram } from "../../../scripts/lib/agentTools.mjs";
import { qwenInstall } from "../../../src/agents/qwen/install.ts";
import { type AgentFixture, installHooks, type LabPlace, plainEnvironment } from "../agentLab.ts";
import type { ToolCall } from "../model.ts";

function settings({ mcpServer: [command, ...args] }: LabPlace, folderTrust: object): string {
  return JSON.stringify({
    security: { auth: { selectedType: "openai" }, folderTrust },
    general: { enableAutoUpdate: false },
    privacy: { usageStatisticsEnabled: false },
    mcpServers: { lab: { command, args, trust: true } },
  });
}

export const qwenFixture: AgentFixture = {
  id: "qwen",
  title: "Qwen Code",
  version: "0.24.4",
  scene(attempt, { path, before, after }) {
    const read: ToolCall = { tool: "read_file", input: { file_path: path } };
    const calls: Readonly<Record<typeof attempt, readonly ToolCall[]>> = {
      shell: [
        {
          tool: "run_shell_command",
          input: { command: `touch ${path}`, description: "Makes a file", is_background: false },
        },
      ],
      write: [{ tool: "write_file", input: { file_path: path, content: after } }],
      edit: [read, { tool: "edit", input: { file_path: path, old_string: before, new_string: after } }],
      mcp: [{ tool: "mcp__lab__lab_touch", input: { file: path } }],
    };
    return calls[attempt].map((call) => ({ calls: [call] }));
  },
  files: (place) => ({ [join(place.home, ".qwen", "settings.json")]: settings(place, { enabled: false }) }),
  async start(place) {
    return {
      words: [...(await agentProgram("qwen")), "-p", "do it", "--yolo"],
      env: {
        ...(await plainEnvironment(place)),
        OPENAI_API_KEY: "none",
        OPENAI_BASE_URL: `${place.modelUrl}/v1`,
        OPENAI_MODEL: "lab-model",
      },
    };
  },
  install: installHooks(qwenInstall),
  impatient: true,
  // Hooks are dropped there, those of the user too; what needs an approval is then not done.
  distrust: (place) => ({
    files: {
      [join(place.home, ".qwen", "settings.json")]: settings(place, { enabled: true }),
      [join(place.home, ".qwen", "trustedFolders.json")]: JSON.stringify({ [place.workspace]: "DO_NOT_TRUST" }),
    },
  }),
  elsewhere: (place, folder) => ({
    files: { [join(folder, "settings.json")]: settings(place, { enabled: false }) },
    env: { QWEN_HOME: folder },
  }),
  environmentFile: ({ workspace }) => join(workspace, ".env"),
  switchOff: ({ workspace }) => ({
    [join(workspace, ".qwen", "settings.json")]: '{ "disableAllHooks": true }\n',
  }),
};
