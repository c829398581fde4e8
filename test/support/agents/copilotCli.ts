/** GitHub Copilot CLI 1.0.102, seen 2026-11-21: with a model of one's own it asks for no account. */
import { join } from "node:path";
import { agentProgram } from "../../../scripts/lib/agentTools.mjs";
import { copilotCliInstall } from "../../../src/agents/copilotCli/install.ts";
import { type AgentFixture, installHooks, plainEnvironment } from "../agentLab.ts";
import type { ToolCall } from "../model.ts";

export const copilotCliFixture: AgentFixture = {
  id: "copilot-cli",
  title: "Copilot CLI",
  version: "1.0.102",
  tellsVersionLate: "its transcript may be written after the call (seen 2026-11-26)",
  scene(attempt, { path, before, after }) {
    const calls: Readonly<Record<typeof attempt, ToolCall>> = {
      shell: { tool: "bash", input: { command: `touch ${path}`, description: "Makes a file" } },
      write: { tool: "create", input: { path, file_text: after } },
      edit: { tool: "edit", input: { path, old_str: before, new_str: after } },
      mcp: { tool: "lab-lab_touch", input: { file: path } },
    };
    return [{ calls: [calls[attempt]] }];
  },
  typing: ({ path }) => {
    const shellId = "lab";
    const calls: readonly ToolCall[] = [
      { tool: "bash", input: { command: "bash", description: "Opens a shell", mode: "async", shellId } },
      { tool: "write_bash", input: { shellId, input: `touch ${path}{enter}`, delay: 2 } },
    ];
    return calls.map((call) => ({ calls: [call] }));
  },
  files: ({ home, mcpServer: [command, ...args] }) => ({
    [join(home, ".copilot", "mcp-config.json")]: JSON.stringify({
      mcpServers: { lab: { type: "local", command, args, env: {}, tools: ["*"] } },
    }),
  }),
  async start(place) {
    const quiet = ["-p", "do it", "--no-auto-update", "--disable-builtin-mcps"];
    return {
      words: [
        ...(await agentProgram("copilot-cli")),
        ...[...quiet, "--trust-folder", "--allow-all-tools", "--allow-all-paths"],
      ],
      env: {
        ...(await plainEnvironment(place)),
        COPILOT_OFFLINE: "true",
        COPILOT_AUTO_UPDATE: "false",
        COPILOT_PROVIDER_BASE_URL: `${place.modelUrl}/v1`,
        COPILOT_PROVIDER_TYPE: "openai",
        COPILOT_PROVIDER_API_KEY: "none",
        COPILOT_MODEL: "claude-sonnet-4",
      },
    };
  },
  install: installHooks(copilotCliInstall),
  toldOfHook: /Denied by preToolUse hook/,
  distrust: () => ({ without: ["--trust-folder"] }),
  elsewhere: (_place, folder) => ({ files: {}, env: { COPILOT_HOME: folder } }),
  // The folder is trusted by the flag above, so that the repository's own switch counts.
  switchOff: ({ workspace }) => ({
    [join(workspace, ".github", "copilot", "settings.json")]: '{ "disableAllHooks": true }\n',
  }),
};
