/** OpenCode 1.18.33 over ACP. */
import type { ChildProcess } from "node:child_process";
import { join, resolve } from "node:path";
import { agentProgram } from "../../../scripts/lib/agentTools.mjs";
import { plainEnvironment } from "../agentLab.ts";
import type { ToolCall } from "../model.ts";
import { type AgreementAgent, type AgreementPlace, converseOverAcp, doIt } from "./lab.ts";
import { type Called, toolOf } from "./recording.ts";

function call([kind, text]: Called, workspace: string): ToolCall {
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
    case "start":
      return { tool: "task", input: { subagent_type: text, description: "Starts it", prompt: "say hello" } };
    case "skill":
      return { tool: "skill", input: { name: text } };
    case "search":
      return { tool: "grep", input: { pattern: text } };
    case "todo":
      return { tool: "todowrite", input: { todos: [{ content: text, status: "pending", priority: "low" }] } };
    case "tool":
      return toolOf(text);
    case "delete":
    case "move":
      throw new Error("OpenCode has such tools for some models alone.");
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
  loadSkill: (name) => ({ tool: "skill", input: { name } }),
  delegate: (name, prompt, results) =>
    results.length > 0 ? undefined : { tool: "task", input: { subagent_type: name, description: "Plays it", prompt } },
  refused:
    /rule which prevents|unknown agent type|depth limit reached|unavailable tool|invalid.*tool|rejected permission/is,
  stops: /Configuration is invalid|is not valid JSON|Failed to parse/,
  converse: converseOverAcp,
  // Over ACP nobody is told of what a sub-agent asks: it waits for ever (seen 2026-11-26). Its own screen is such a client.
  withDelegates: {
    async command(place, flags) {
      const { words, env } = await opencodeAgreement.command(place, flags, []);
      const program = words.slice(0, words.indexOf("acp"));
      return { words: [...program, "serve", "--port", "0", "--hostname", "127.0.0.1", "--print-logs"], env };
    },
    converse: converseWithServer,
  },
};

/** Speaks with its server, as its own screen does. */
async function converseWithServer(child: ChildProcess, place: AgreementPlace, asked: () => void): Promise<void> {
  const url = await addressOf(child);
  const where = `directory=${encodeURIComponent(place.workspace)}`;
  const post = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${url}${path}?${where}`, { method: "POST", headers, body: JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
  };
  const events = new AbortController();
  const stream = await fetch(`${url}/event?${where}`, { signal: events.signal });
  const listening = listen(stream, async ({ type, properties }) => {
    if (type !== "permission.asked") return;
    asked();
    await post(`/permission/${properties?.id}/reply`, { reply: "once" });
  }).catch(() => undefined);
  const { id } = await post("/session", {});
  await post(`/session/${id}/message`, { parts: [{ type: "text", text: doIt }] });
  events.abort();
  await listening;
}

function addressOf({ stdout }: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let said = "";
    stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    });
  });
}

interface ServerEvent {
  readonly type?: string;
  readonly properties?: { readonly id?: string };
}

async function listen(stream: Response, told: (event: ServerEvent) => Promise<void>): Promise<void> {
  let text = "";
  for await (const chunk of stream.body ?? []) {
    text += new TextDecoder().decode(chunk as Uint8Array, { stream: true });
    const lines = text.split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) if (line.startsWith("data:")) await told(JSON.parse(line.slice(5)) as ServerEvent);
  }
}
