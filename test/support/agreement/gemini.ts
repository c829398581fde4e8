/** Gemini CLI 0.61.0 over ACP. */
import { join } from "node:path";
import { agentProgram } from "../../../scripts/lib/agentTools.mjs";
import { plainEnvironment } from "../agentLab.ts";
import type { ToolCall } from "../model.ts";
import { type AgreementAgent, converseOverAcp, doIt } from "./lab.ts";
import type { Called } from "./recording.ts";

function call([kind, text]: Called): ToolCall {
  switch (kind) {
    case "command":
      return { tool: "run_shell_command", input: { command: text, description: "Tries it" } };
    case "write":
      return { tool: "write_file", input: { file_path: text, content: "written\n" } };
    case "edit":
      return {
        tool: "replace",
        input: { file_path: text, old_string: "before", new_string: "after", instruction: "Change the word" },
      };
    case "read":
      return { tool: "read_file", input: { file_path: text } };
    case "fetch":
      return { tool: "web_fetch", input: { prompt: `Read ${text}` } };
    case "start":
      return { tool: "invoke_agent", input: { agent_name: text, prompt: "say hello" } };
    case "skill":
      return { tool: "activate_skill", input: { name: text } };
    case "search":
      return { tool: "grep_search", input: { pattern: text } };
    case "todo":
      return { tool: "write_todos", input: { todos: [{ description: text, status: "pending" }] } };
    case "mcp":
      return { tool: `mcp_${text.replace("/", "_")}`, input: { file: "touched.txt" } };
    default:
      throw new Error("That was not tried of it.");
  }
}

export const geminiAgreement: AgreementAgent = {
  id: "gemini",
  files: ({ base }) => ({
    [join(base, "defaults.json")]: JSON.stringify({
      security: { auth: { selectedType: "gemini-api-key" } },
      general: { enableAutoUpdate: false, enableAutoUpdateNotification: false },
      privacy: { usageStatisticsEnabled: false },
    }),
  }),
  alone: (flags) => flags.includes("-p"),
  async command(place, flags) {
    const form = flags.includes("-p")
      ? flags.flatMap((word) => (word === "-p" ? ["-p", doIt] : [word]))
      : [...(flags.includes("--acp") ? [] : ["--acp"]), ...flags];
    return {
      words: [...(await agentProgram("gemini")), ...form, "-m", "gemini-2.5-flash"],
      env: {
        ...(await plainEnvironment(place)),
        GEMINI_API_KEY: "none",
        GOOGLE_GEMINI_BASE_URL: place.modelUrl,
        GEMINI_TELEMETRY_ENABLED: "false",
        GEMINI_CLI_SYSTEM_DEFAULTS_PATH: join(place.base, "defaults.json"),
      },
    };
  },
  calls: (tried) => [call(tried)],
  delegate: (name, prompt, results) =>
    results.length > 0 ? undefined : { tool: "invoke_agent", input: { agent_name: name, prompt } },
  refused:
    /Unauthorized tool call|not found\. Did you mean|Subagent '[^']*' not found|not in workspace|denied by policy|Tool execution denied|Access denied|injection detected|not found in registry|(?<!\[)blocked|requires user confirmation|not allowed/i,
  stops: /Please fix the configuration|Invalid approval mode|YOLO mode is disabled/,
  converse: converseOverAcp,
};
