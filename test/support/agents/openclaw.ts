/** OpenClaw 2026.9.6, seen 2026-11-25: its own setting lets every command run. */
import { join } from "node:path";
import { agentProgram } from "../../../scripts/lib/agentTools.mjs";
import { openclawInstall } from "../../../src/agents/openclaw/install.ts";
import { type AgentFixture, installHooks, type LabPlace, plainEnvironment } from "../agentLab.ts";
import type { ToolCall } from "../model.ts";

export const openclawFixture: AgentFixture = {
  id: "openclaw",
  title: "OpenClaw",
  scene(attempt, { path, before, after }) {
    const calls: Readonly<Record<typeof attempt, ToolCall>> = {
      shell: { tool: "exec", input: { command: `touch ${path}` } },
      write: { tool: "write", input: { path, content: after } },
      edit: { tool: "edit", input: { path, edits: [{ oldText: before, newText: after }] } },
      // Tools of servers are behind one that finds and calls them.
      mcp: { tool: "tool_call", input: { id: "lab__lab_touch", args: { file: path } } },
    };
    return [{ calls: [calls[attempt]] }];
  },
  files: (place) => ({ [join(place.home, ".openclaw", "openclaw.json")]: JSON.stringify(settings(place), null, 2) }),
  async start(place) {
    const session = ["agent", "--local", "--session-key", "agent:main:lab"];
    return {
      words: [...(await agentProgram("openclaw")), ...session, "--message", "do it", "--json"],
      env: { ...(await plainEnvironment(place)), OPENCLAW_DISABLE_UPDATE_CHECK: "1" },
    };
  },
  install: installHooks(openclawInstall),
  elsewhere: (place, folder) => ({
    files: { [join(folder, "openclaw.json")]: JSON.stringify(settings(place), null, 2) },
    env: { OPENCLAW_STATE_DIR: folder, OPENCLAW_CONFIG_PATH: join(folder, "openclaw.json") },
  }),
  takesNoGiant: "it drops such an answer of a model, and its tools are not called (seen 2026-11-26)",
  // A repository that names a configuration of its own, without our plugin.
  switchOff: (place) => {
    const other = join(place.workspace, "other.json");
    const plugins = { enabled: false };
    return {
      [join(place.workspace, ".env")]: `OPENCLAW_CONFIG_PATH=${other}\nOPENCLAW_STATE_DIR=${place.workspace}\n`,
      [other]: JSON.stringify({ ...settings(place), plugins }),
      [join(place.workspace, "openclaw.json")]: JSON.stringify({ plugins }),
      [join(place.workspace, ".openclaw", "openclaw.json")]: JSON.stringify({ plugins }),
    };
  },
};

function settings({ workspace, modelUrl, mcpServer: [command, ...args] }: LabPlace): object {
  const model = { id: "lab-model", name: "lab-model", input: ["text"], contextWindow: 200_000, maxTokens: 8_000 };
  return {
    agents: { defaults: { workspace, model: { primary: "lab/lab-model" } } },
    models: {
      mode: "merge",
      providers: {
        lab: { baseUrl: `${modelUrl}/v1`, apiKey: "none", api: "openai-completions", models: [model] },
      },
    },
    tools: { exec: { mode: "full" } },
    mcp: { servers: { lab: { command, args } } },
  };
}
