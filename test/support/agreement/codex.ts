/** Codex 0.169.0 as editors run it: its app server asks over JSON-RPC. */
import { agentProgram } from "../../../scripts/lib/agentTools.mjs";
import { plainEnvironment } from "../agentLab.ts";
import type { ToolCall } from "../model.ts";
import { type AgreementAgent, doIt, linkTo } from "./lab.ts";
import { type Called, ends, toolOf } from "./recording.ts";

const patch = (...lines: readonly string[]) => ["*** Begin Patch", ...lines, "*** End Patch"].join("\n");

function call([kind, text]: Called): ToolCall {
  switch (kind) {
    case "command":
      return { tool: "exec_command", input: { cmd: text } };
    case "write":
      return { tool: "apply_patch", input: {}, raw: patch(`*** Add File: ${text}`, "+written") };
    case "edit":
      return { tool: "apply_patch", input: {}, raw: patch(`*** Update File: ${text}`, "@@", "-before", "+after") };
    case "read":
      return { tool: "exec_command", input: { cmd: `cat ${text}` } };
    case "fetch":
      return { tool: "exec_command", input: { cmd: `curl -sS -m 2 ${text}` } };
    case "start":
      return { tool: "spawn_agent", input: { agent_type: text, message: "say hello" } };
    case "skill":
      throw new Error("Codex reads a skill's file and has no tool for it.");
    case "delete":
      return { tool: "apply_patch", input: {}, raw: patch(`*** Delete File: ${text}`) };
    case "move": {
      const [from, to] = ends(text);
      const lines = [`*** Update File: ${from}`, `*** Move to: ${to}`, "@@", "-before", "+after"];
      return { tool: "apply_patch", input: {}, raw: patch(...lines) };
    }
    case "todo":
      return { tool: "update_plan", input: { plan: [{ step: text, status: "pending" }] } };
    case "tool":
      return toolOf(text);
    case "search":
      throw new Error("Codex searches by commands.");
    case "mcp":
      // As it names servers for the model.
      return { tool: `mcp__${text.replace(/[^\w/]/g, "_").replace("/", "__")}`, input: { file: "touched.txt" } };
  }
}

/** Settings by flags decide nothing but where the model is. */
function ownFlags(modelUrl: string): readonly string[] {
  const provider = `{ name = "lab", base_url = "${modelUrl}/v1", wire_api = "responses", env_key = "LAB_KEY", request_max_retries = 0, stream_max_retries = 0 }`;
  const settings = [
    'model="gpt-5.5"',
    'model_provider="lab"',
    `model_providers.lab=${provider}`,
    "check_for_update_on_startup=false",
    "analytics.enabled=false",
  ];
  return settings.flatMap((setting) => ["-c", setting]);
}

function isAlone(flags: readonly string[]): boolean {
  return flags.includes("exec") || flags.includes("e");
}

export const codexAgreement: AgreementAgent = {
  id: "codex",
  files: () => ({}),
  alone: isAlone,
  async command(place, flags) {
    const form = isAlone(flags) ? [...flags, "--skip-git-repo-check", doIt] : [...flags, "app-server"];
    return {
      words: [...(await agentProgram("codex")), ...ownFlags(place.modelUrl), ...form],
      env: { ...(await plainEnvironment(place)), LAB_KEY: "none" },
    };
  },
  calls: (tried) => [call(tried)],
  delegate(name, prompt, results) {
    if (results.length === 0) return { tool: "spawn_agent", input: { agent_type: name, message: prompt } };
    const id = /"agent_id":\s*"([^"]+)"/.exec(results[0] ?? "")?.[1];
    return id === undefined || results.length > 1
      ? undefined
      : { tool: "wait_agent", input: { targets: [id], timeout_ms: 400_000 } };
  },
  refused:
    /Read-only file system|Operation not permitted|rejected|approval policy is|unknown agent_type|blocked by policy|user cancelled|not permitted by|unsupported call|Failed to (?:delete file|remove original)/i,
  stops:
    /failed to load configuration|is no longer supported|unexpected argument|cannot be used|Error loading config|only applies to runtime/,
  async converse(child, place, asked) {
    const link = linkTo(child);
    link.onRequest((method) => {
      asked();
      return method === "mcpServer/elicitation/request" ? { action: "accept", content: {} } : { decision: "accept" };
    });
    let own: unknown;
    const done = new Promise<void>((resolve) => {
      // Sub-agents are threads of their own.
      link.onNotice((method, { threadId }) => method === "turn/completed" && threadId === own && resolve());
    });
    await link.request("initialize", { clientInfo: { name: "lab", version: "1.0.0" } });
    link.notify("initialized");
    const { thread } = await link.request("thread/start", { cwd: place.workspace });
    const threadId = (thread as { readonly id: string }).id;
    own = threadId;
    await link.request("turn/start", { threadId, input: [{ type: "text", text: doIt }] });
    await done;
  },
};
