/** GitHub Copilot CLI 1.0.102 over ACP. */
import { agentProgram } from "../../../scripts/lib/agentTools.mjs";
import { plainEnvironment } from "../agentLab.ts";
import type { ToolCall } from "../model.ts";
import { type AgreementAgent, converseOverAcp, doIt } from "./lab.ts";
import type { Called } from "./recording.ts";

function call([kind, text]: Called): ToolCall {
  switch (kind) {
    case "command":
      return { tool: "bash", input: { command: text, description: "Tries it" } };
    case "write":
      return { tool: "create", input: { path: text, file_text: "written\n" } };
    case "edit":
      return { tool: "edit", input: { path: text, old_str: "before", new_str: "after" } };
    case "read":
      return { tool: "view", input: { path: text } };
    case "fetch":
      return { tool: "web_fetch", input: { url: text } };
    case "start":
      return { tool: "task", input: { agent_type: text, name: "it", description: "Starts it", prompt: "say hello" } };
    case "skill":
      return { tool: "skill", input: { skill: text } };
    case "search":
      return { tool: "grep", input: { pattern: text } };
    case "todo":
      return { tool: "update_todo", input: { todos: `- [ ] ${text}` } };
    case "mcp":
      return { tool: text.replace("/", "-"), input: { file: "touched.txt" } };
    default:
      throw new Error("That was not tried of it.");
  }
}

export const copilotCliAgreement: AgreementAgent = {
  id: "copilot-cli",
  files: () => ({}),
  alone: (flags) => flags.includes("-p"),
  async command(place, flags) {
    const form = flags.includes("-p")
      ? flags.flatMap((word) => (word === "-p" ? ["-p", doIt] : [word]))
      : ["--acp", ...flags];
    return {
      words: [...(await agentProgram("copilot-cli")), ...form, "--no-auto-update", "--disable-builtin-mcps"],
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
  calls: (tried) => [call(tried)],
  loadSkill: (name) => ({ tool: "skill", input: { skill: name } }),
  delegate: (name, prompt, results) =>
    results.length > 0
      ? undefined
      : { tool: "task", input: { agent_type: name, name: "it", description: "Plays it", prompt, mode: "sync" } },
  refused:
    /denied|rejected|Command blocked: contains|Command not executed|not allowed|does not exist|could not request permission|sandbox is active and blocked|Unknown agent_type|subagent is turned off/i,
  stops: /Invalid --(?:allow|deny)-tool value|mcpServers: Required|Invalid JSON/,
  converse: converseOverAcp,
};
