/** OpenCode 1.18.33 and Kilo Code 7.7.7 (seen 2026-11-25): two programs of one family. */
import { join } from "node:path";
import { agentProgram } from "../../../scripts/lib/agentTools.mjs";
import type { HookInstall } from "../../../src/agents/hookInstall.ts";
import { kiloInstall } from "../../../src/agents/kilo/install.ts";
import { opencodeInstall } from "../../../src/agents/opencode/install.ts";
import { type AgentFixture, installHooks, type LabPlace, plainEnvironment } from "../agentLab.ts";
import type { ToolCall } from "../model.ts";

interface Family {
  readonly id: "opencode" | "kilo";
  readonly title: string;
  /** The name of its variables starts with it. */
  readonly prefix: string;
  readonly target: HookInstall;
}

function fixture({ id, title, prefix, target }: Family): AgentFixture {
  return {
    id,
    title,
    scene(attempt, { path, before, after }) {
      // It edits no file it has not read.
      const read: ToolCall = { tool: "read", input: { filePath: path } };
      const calls: Readonly<Record<typeof attempt, readonly ToolCall[]>> = {
        shell: [{ tool: "bash", input: { command: `touch ${path}`, description: "Makes a file" } }],
        write: [{ tool: "write", input: { filePath: path, content: after } }],
        edit: [read, { tool: "edit", input: { filePath: path, oldString: before, newString: after } }],
        mcp: [{ tool: "lab_lab_touch", input: { file: path } }],
      };
      return calls[attempt].map((call) => ({ calls: [call] }));
    },
    files: (place) => ({ [join(place.home, ".config", id, `${id}.json`)]: JSON.stringify(settings(place)) }),
    async start(place) {
      return {
        words: [...(await agentProgram(id)), "run", "--auto", "do it"],
        env: {
          ...(await plainEnvironment(place)),
          // With a plugin it fetches a package of its own when it starts, and tries for a minute where it cannot.
          npm_config_fetch_retries: "0",
          [`${prefix}_DISABLE_MODELS_FETCH`]: "true",
          [`${prefix}_DISABLE_AUTOUPDATE`]: "true",
          [`${prefix}_DISABLE_LSP_DOWNLOAD`]: "true",
          [`${prefix}_DISABLE_DEFAULT_PLUGINS`]: "true",
        },
      };
    },
    install: installHooks(target),
    elsewhere: (place, folder) => ({
      files: { [join(folder, id, `${id}.json`)]: JSON.stringify(settings(place)) },
      env: { XDG_CONFIG_HOME: folder },
    }),
    leftOut: { env: { [`${prefix}_PURE`]: "1" } },
    // A repository that brings its own settings of plugins and of permissions.
    switchOff: ({ workspace }) => ({
      [join(workspace, `${id}.json`)]: JSON.stringify({ plugin: [], permission: { "*": "allow" } }),
    }),
  };
}

function settings({ modelUrl, mcpServer }: LabPlace): object {
  return {
    model: "lab/lab-model",
    small_model: "lab/lab-model",
    autoupdate: false,
    share: "disabled",
    permission: { "*": "allow" },
    provider: {
      lab: {
        npm: "@ai-sdk/openai-compatible",
        options: { baseURL: `${modelUrl}/v1`, apiKey: "none" },
        models: { "lab-model": { name: "lab-model", limit: { context: 200_000, output: 8_000 } } },
      },
    },
    mcp: { lab: { type: "local", command: mcpServer, enabled: true } },
  };
}

export const opencodeFixture = fixture({
  id: "opencode",
  title: "OpenCode",
  prefix: "OPENCODE",
  target: opencodeInstall,
});

export const kiloFixture = fixture({ id: "kilo", title: "Kilo Code", prefix: "KILO", target: kiloInstall });
