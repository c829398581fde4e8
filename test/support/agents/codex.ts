/** Codex 0.169.0, seen 2026-11-21: models whose tools are called directly, and models that call them by code. */
import { join } from "node:path";
import { agentProgram } from "../../../scripts/lib/agentTools.mjs";
import { codexInstall } from "../../../src/agents/codex/install.ts";
import { type AgentFixture, installHooks, type LabPlace, type Proof, plainEnvironment } from "../agentLab.ts";
import type { Scene, ToolCall, Turn } from "../model.ts";

type Attempts = AgentFixture["scene"];

const direct: Attempts = (attempt, { path, before, after }) => {
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
const byCode: Attempts = (attempt, proof, place) =>
  direct(attempt, proof, place).map(({ calls = [] }) => ({
    calls: calls.map(({ tool, input, raw }) => ({
      tool: "exec",
      input: {},
      raw: `const result = await tools.${tool}(${JSON.stringify(raw ?? input)});\ntext(JSON.stringify(result));`,
    })),
  }));

/** The answer to the first call names the session to type into. */
function typing({ path }: Proof): Scene {
  return ({ results }) => {
    if (results.length === 0) return call("exec_command", { cmd: "bash", tty: true, yield_time_ms: 1_000 });
    const session = Number(/session ID (\d+)/.exec(results[0] ?? "")?.[1]);
    return results.length === 1
      ? call("write_stdin", { session_id: session, chars: `touch ${path}\n`, yield_time_ms: 2_000 })
      : { text: "Done." };
  };
}

function call(tool: string, input: ToolCall["input"]): Turn {
  return { calls: [{ tool, input }] };
}

function settings(
  { workspace, modelUrl, mcpServer: [command = "", ...args] }: LabPlace,
  model: string,
  trust: string,
): string {
  return `model = "${model}"
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
trust_level = "${trust}"

[mcp_servers.lab]
command = "${command}"
args = ${JSON.stringify(args)}
`;
}

function fixture(id: string, title: string, model: string, scene: Attempts): AgentFixture {
  return {
    id,
    adapter: "codex",
    title,
    version: "0.169.0",
    scene,
    toldOfHook: /Command blocked by PreToolUse hook/,
    waitsLong: "it waits an hour, and its trust is over exactly that",
    ...(scene === direct
      ? { typing }
      : { needsProcess: "the code runs in a program of its own, which cannot be started then (seen 2026-11-26)" }),
    files: (place) => ({ [join(place.home, ".codex", "config.toml")]: settings(place, model, "trusted") }),
    distrust: (place) => ({
      files: { [join(place.home, ".codex", "config.toml")]: settings(place, model, "untrusted") },
    }),
    async start(place) {
      const flags = ["exec", "--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox", "do it"];
      return {
        words: [...(await agentProgram("codex")), ...flags],
        env: { ...(await plainEnvironment(place)), LAB_KEY: "none" },
      };
    },
    install: installHooks(codexInstall),
    elsewhere: (place, folder) => ({
      files: { [join(folder, "config.toml")]: settings(place, model, "trusted") },
      env: { CODEX_HOME: folder },
    }),
    switchOff: ({ workspace }) => ({
      [join(workspace, ".codex", "config.toml")]: "[features]\nhooks = false\n",
    }),
  };
}

export const codexFixture = fixture("codex", "Codex", "gpt-5.5", direct);
export const codexByCodeFixture = fixture("codex-by-code", "Codex, models that work by code", "gpt-6-sol", byCode);
