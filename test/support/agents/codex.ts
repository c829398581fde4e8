/** Codex 0.169.0, seen 2026-11-21: models whose tools are called directly, and models that call them by code. */
import { join } from "node:path";
import { agentProgram } from "../../../scripts/lib/agentTools.mjs";
import { type AgentFixture, installHooks, plainEnvironment } from "../agentLab.ts";
import type { ToolCall } from "../model.ts";

type Scene = AgentFixture["scene"];

const direct: Scene = (attempt, { path, before, after }) => {
  const patch = (...lines: readonly string[]) => ["*** Begin Patch", ...lines, "*** End Patch"].join("\n");
  const added = after
    .trimEnd()
    .split("\n")
    .map((line) => `+${line}`);
  const calls: Readonly<Record<typeof attempt, ToolCall>> = {
    shell: { tool: "exec_command", input: { cmd: `touch ${path}` } },
    write: { tool: "apply_patch", input: {}, raw: patch(`*** Add File: ${path}`, ...added) },
    edit: {
      tool: "apply_patch",
      input: {},
      raw: patch(`*** Update File: ${path}`, "@@", `-${before?.trimEnd()}`, ...added),
    },
    mcp: { tool: "mcp__lab__lab_touch", input: { file: path } },
  };
  return [{ calls: [calls[attempt]] }];
};

/** One custom tool takes a program that calls the others. */
const byCode: Scene = (attempt, proof, place) =>
  direct(attempt, proof, place).map(({ calls = [] }) => ({
    calls: calls.map(({ tool, input, raw }) => ({
      tool: "exec",
      input: {},
      raw: `const result = await tools.${tool}(${JSON.stringify(raw ?? input)});\ntext(JSON.stringify(result));`,
    })),
  }));

function fixture(id: string, title: string, model: string, scene: Scene): AgentFixture {
  return {
    id,
    title,
    scene,
    files: ({ home, workspace, modelUrl, mcpServer: [command = "", ...args] }) => ({
      [join(home, ".codex", "config.toml")]: `model = "${model}"
model_provider = "lab"
check_for_update_on_startup = false

[model_providers.lab]
name = "lab"
base_url = "${modelUrl}/v1"
wire_api = "responses"
env_key = "LAB_KEY"
request_max_retries = 0
stream_max_retries = 0

[analytics]
enabled = false

[projects."${workspace}"]
trust_level = "trusted"

[mcp_servers.lab]
command = "${command}"
args = ${JSON.stringify(args)}
`,
    }),
    async start(place) {
      const flags = ["exec", "--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox", "do it"];
      return {
        words: [...(await agentProgram("codex")), ...flags],
        env: { ...(await plainEnvironment(place)), LAB_KEY: "none" },
      };
    },
    install: installHooks(),
    switchOff: ({ workspace }) => ({
      [join(workspace, ".codex", "config.toml")]: "[features]\nhooks = false\n",
    }),
  };
}

export const codexFixture = fixture("codex", "Codex", "gpt-5.5", direct);
export const codexByCodeFixture = fixture("codex-by-code", "Codex, models that work by code", "gpt-6-sol", byCode);
