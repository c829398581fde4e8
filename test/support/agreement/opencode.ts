/** OpenCode 1.18.33 over ACP. */
import { join, resolve } from "node:path";
import { agentProgram } from "../../../scripts/lib/agentTools.mjs";
import { plainEnvironment } from "../agentLab.ts";
import type { ToolCall } from "../model.ts";
import { type AgreementAgent, type AgreementPlace, converseOverAcp, doIt } from "./lab.ts";
import type { Tried } from "./recording.ts";

function call([kind, text]: Tried, workspace: string): ToolCall {
  const filePath = text.startsWith("~") ? text : resolve(workspace, text);
  switch (kind) {
    case "command":
      return { tool: "bash", input: { command: text, description: "Tries it" } };
    case "write":
      return { tool: "write", input: { filePath, content: "written\n" } };
    case "edit":
      return { tool: "edit", input: { filePath, oldString: "before", newString: "after" } };
    case "read":
      return { tool: "read", input: { filePath } };
    case "fetch":
      return { tool: "webfetch", input: { url: text, format: "text" } };
    case "mcp":
      return { tool: text.replace("/", "_"), input: { file: "touched.txt" } };
  }
}

/** Where the model is; it decides nothing. */
function provider({ modelUrl }: AgreementPlace): object {
  return {
    model: "lab/lab-model",
    small_model: "lab/lab-model",
    autoupdate: false,
    share: "disabled",
    provider: {
      lab: {
        npm: "@ai-sdk/openai-compatible",
        options: { baseURL: `${modelUrl}/v1`, apiKey: "none" },
        models: { "lab-model": { name: "lab-model", limit: { context: 200_000, output: 8_000 } } },
      },
    },
  };
}

export const opencodeAgreement: AgreementAgent = {
  id: "opencode",
  // A file of the user's that the laboratory alone has: it is read before all others.
  files: (place) => ({ [join(place.home, ".config", "opencode", "config.json")]: JSON.stringify(provider(place)) }),
  alone: (flags) => flags.includes("run"),
  async command(place, flags) {
    const form = flags.includes("run") ? [...flags, doIt] : ["acp", ...flags];
    return {
      words: [...(await agentProgram("opencode")), ...form],
      env: {
        ...(await plainEnvironment(place)),
        npm_config_fetch_retries: "0",
        OPENCODE_DISABLE_MODELS_FETCH: "true",
        OPENCODE_DISABLE_AUTOUPDATE: "true",
        OPENCODE_DISABLE_LSP_DOWNLOAD: "true",
        OPENCODE_DISABLE_DEFAULT_PLUGINS: "true",
      },
    };
  },
  // It edits no file that it has not read.
  calls: (tried, { workspace }) =>
    tried[0] === "edit" ? [call(["read", tried[1]], workspace), call(tried, workspace)] : [call(tried, workspace)],
  refused: /rule which prevents|unavailable tool|invalid.*tool|rejected permission/is,
  converse: converseOverAcp,
};
