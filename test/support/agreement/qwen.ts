/** Qwen Code 0.24.4 over ACP. */
import { join } from "node:path";
import { agentProgram } from "../../../scripts/lib/agentTools.mjs";
import { plainEnvironment } from "../agentLab.ts";
import type { ToolCall } from "../model.ts";
import { type AgreementAgent, converseOverAcp, doIt } from "./lab.ts";
import type { Called } from "./recording.ts";

function call([kind, text]: Called): ToolCall {
  switch (kind) {
    case "command":
      return { tool: "run_shell_command", input: { command: text, description: "Tries it", is_background: false } };
    case "write":
      return { tool: "write_file", input: { file_path: text, content: "written\n" } };
    case "edit":
      return { tool: "edit", input: { file_path: text, old_string: "before", new_string: "after" } };
    case "read":
      return { tool: "read_file", input: { file_path: text } };
    case "fetch":
      return { tool: "web_fetch", input: { url: text, prompt: "What does it say?" } };
    case "start":
      return { tool: "agent", input: { subagent_type: text, description: "Starts it", prompt: "say hello" } };
    case "skill":
      return { tool: "skill", input: { skill: text } };
    case "search":
      return { tool: "grep_search", input: { pattern: text } };
    case "todo":
      return { tool: "todo_write", input: { todos: [{ id: "1", content: text, status: "pending" }] } };
    case "mcp":
      return { tool: nameOf(`mcp__${text.replace("/", "__")}`), input: { file: "touched.txt" } };
    default:
      throw new Error("That was not tried of it.");
  }
}

/** As it names a tool for the model: with a hash behind it where the name held other characters. */
function nameOf(tool: string): string {
  if (/^[A-Za-z0-9_-]+$/.test(tool)) return tool;
  let hash = 2_166_136_261;
  for (const char of tool.split("")) hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619);
  return `${tool.replace(/[^A-Za-z0-9_-]/g, "_")}_${(hash >>> 0).toString(36).padStart(7, "0")}`;
}

export const qwenAgreement: AgreementAgent = {
  id: "qwen",
  files: ({ base }) => ({
    [join(base, "defaults.json")]: JSON.stringify({
      security: { auth: { selectedType: "openai" } },
      general: { enableAutoUpdate: false },
      privacy: { usageStatisticsEnabled: false },
    }),
  }),
  alone: (flags) => flags.includes("-p"),
  async command(place, flags) {
    const form = flags.includes("-p")
      ? flags.flatMap((word) => (word === "-p" ? ["-p", doIt] : [word]))
      : ["--acp", ...flags];
    return {
      words: [...(await agentProgram("qwen")), ...form],
      env: {
        ...(await plainEnvironment(place)),
        OPENAI_API_KEY: "none",
        OPENAI_BASE_URL: `${place.modelUrl}/v1`,
        OPENAI_MODEL: "lab-model",
        QWEN_CODE_SYSTEM_DEFAULTS_PATH: join(place.base, "defaults.json"),
      },
    };
  },
  // It edits no file that it has not read.
  calls: (tried) => (tried[0] === "edit" ? [call(["read", tried[1]]), call(tried)] : [call(tried)]),
  delegate: (name, prompt, results) =>
    results.length > 0 ? undefined : { tool: "agent", input: { subagent_type: name, description: "Plays it", prompt } },
  withDelegates: { mayGoOn: true },
  refused:
    /background agents cannot prompt|not found\. Tools must use|Subagent "[^"]*" not found|denied by permission rules|permission was declined|is disabled|is blocked by the permissions|not found in registry|plan mode (?:is active|blocked)|blocked by plan mode|is ignored by |must not include credentials/i,
  stops: /Invalid sandbox command|An unexpected critical error occurred|Please fix the configuration file/,
  converse: converseOverAcp,
};
