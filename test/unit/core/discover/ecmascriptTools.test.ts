import { finds } from "../../../support/discovered.ts";

const ts = (title: string, text: string, expected: readonly string[]) => finds(title, "a.ts", text, expected);
const z = `import { z } from "zod";\n`;

describe("tools made by functions of libraries in TypeScript", () => {
  ts(
    "OpenAI Agents, with approval always, sometimes, later, never",
    `${z}import { tool as make } from "@openai/agents";
const a = make({ name: "a", description: "A", parameters: z.object({}), needsApproval: true, execute: async () => 1 });
const b = make({ name: "b", description: "B", parameters: z.object({}), needsApproval: async (_c, { n }) => n > 3, execute: async () => 1 });
const c = make({ name: "c", description: "C", parameters: z.object({}), execute: async () => 1 });
const d = make({ name: "d", description: "D", parameters: z.object({}), execute: async () => 1 });
c.needsApproval = async () => true;`,
    [
      "openai-agents-js a: always",
      "openai-agents-js b: conditional",
      "openai-agents-js c: always",
      "openai-agents-js d",
    ],
  );
  ts(
    "ready-made tools and agents as tools",
    `import { Agent, shellTool, webSearchTool, hostedMcpTool } from "@openai/agents";
const helper = new Agent({ name: "h" });
new Agent({ tools: [shellTool({ shell, needsApproval: true }), webSearchTool(), hostedMcpTool({ serverLabel: "wiki" }), helper.asTool({ toolName: "ask" })] });`,
    [
      "openai-agent-js h",
      "openai-agent-js agent",
      "openai-agents-js shell: always",
      "openai-agents-js web_search",
      "openai-agents-js wiki",
      "openai-agents-js ask",
    ],
  );
  ts(
    "Mastra and VoltAgent",
    `${z}import { createTool } from "@mastra/core/tools"; import { createTool as volt } from "@voltagent/core";
export const a = createTool({ id: "wipe", description: "x", inputSchema: z.object({}), requireApproval: true, execute: async () => 1 });
export const b = volt({ name: "look", description: "x", parameters: z.object({}) });`,
    ["mastra-createTool wipe: always", "voltagent-createTool look: elsewhere"],
  );
  ts(
    "LangChain, with the interrupts of the agent",
    `${z}import { tool, createAgent, humanInTheLoopMiddleware } from "langchain";
const mail = tool(async ({ to }) => to, { name: "send_mail", description: "x", schema: z.object({ to: z.string() }) });
const read = tool(async () => 1, { name: "read_mail", description: "x", schema: z.object({}) });
createAgent({ tools: [mail, read], middleware: [humanInTheLoopMiddleware({ interruptOn: { send_mail: true, read_mail: false } })] });`,
    ["langchain-js-tool send_mail: always", "langchain-js-tool read_mail", "langchain-js-agent agent: conditional"],
  );
  ts(
    "Genkit, Claude Agent SDK, Copilot SDK",
    `${z}import { genkit } from "genkit"; import { tool } from "@anthropic-ai/claude-agent-sdk"; import { defineTool } from "@github/copilot-sdk";
const ai = genkit({});
ai.defineTool({ name: "note", description: "x", inputSchema: z.object({}) }, async () => 1);
ai.defineInterrupt({ name: "ask", description: "x", inputSchema: z.object({}) });
tool("close", "x", { id: z.string() }, async () => ({ content: [] }), { annotations: { destructiveHint: true } });
defineTool("keep", { description: "x", parameters: z.object({}), skipPermission: true, handler: async () => 1 });`,
    ["genkit-ts note", "genkit-ts ask: always", "claude-agent-sdk-ts close", "copilot-sdk-js keep"],
  );
  ts(
    "TanStack, ADK, Strands, LlamaIndex",
    `${z}import { toolDefinition } from "@tanstack/ai"; import { FunctionTool } from "@google/adk"; import { tool } from "@strands-agents/sdk"; import { tool as llama } from "llamaindex";
export const pay = toolDefinition({ name: "pay", description: "x", inputSchema: z.object({}), needsApproval: true }).server(async () => 1);
const ban = new FunctionTool({ name: "ban", description: "x", parameters: z.object({}), requireConfirmation: true, execute: async () => 1 });
const sh = tool({ name: "sh", description: "x", inputSchema: z.object({}), callback: () => 1 });
const convert = llama({ name: "convert", description: "x", parameters: z.object({}), execute: () => 1 });`,
    ["tanstack-ai pay: always", "adk-ts ban: always", "strands-ts sh", "llamaindex-ts convert"],
  );
  ts(
    "tools of providers and of workflow agents",
    `${z}import { openai } from "@ai-sdk/openai"; import { WorkflowAgent } from "@ai-sdk/workflow";
new WorkflowAgent({ tools: { web: openai.tools.webSearch({}), sh: openai.tools.shell({ needsApproval: true, execute: run }), remove: { description: "x", inputSchema: z.object({}), execute: async () => 1, needsApproval: true as const } } });
async function run() {}`,
    [
      "ai-sdk-agent agent: conditional",
      "ai-sdk-provider-tool web_search",
      "ai-sdk-provider-tool shell: always",
      "ai-sdk-object remove: always",
    ],
  );
  ts(
    "approval in the run, under another name than the variable",
    `${z}import { tool, generateText } from "ai";
const weatherTool = tool({ description: "x", inputSchema: z.object({}), execute: async () => 1 });
generateText({ tools: { weather: weatherTool }, toolApproval: { weather: "user-approval" } });`,
    ["ai-sdk-tool weatherTool: always"],
  );
  ts(
    "a page's own tools",
    `navigator.modelContext.registerTool({ name: "add_to_cart", description: "x", inputSchema: { type: "object" }, execute: async () => 1 });`,
    ["webmcp add_to_cart"],
  );
});

describe("tools of a project's own making in TypeScript", () => {
  ts(
    "in a table of plain objects, by the type they satisfy",
    `${z}import type { ShopToolDefinition } from "./types.js";
const refund = (context: Context): ShopToolDefinition => ({ name: "refund", description: text(context), inputSchema: z.object({}), annotations: { readOnlyHint: false }, execute: async () => 1 });
function text(c) { return "Refunds " + c; }
export default refund;`,
    ["custom-table-ts refund"],
  );
  ts(
    "with what describes them spread in, by key",
    `${z}import { wrapTool, type ToolDefs } from "./util.js";
const defs = { list: { description: "x", parameters: z.object({}) } } as const satisfies ToolDefs;
export const made = { list: wrapTool({ ...defs.list, execute: async () => 1 }) };`,
    ["custom-table-ts list"],
  );
  ts(
    "registered through helpers",
    `${z}import type { Registration } from "./context.js";
export function add(context: Registration) {
  context.accountTool("zones", { description: "x", inputSchema: z.object({}) }, async () => ({}));
  addTool(context, "purge", { description: "x", inputSchema: {} }, async () => ({}));
}
function addTool(c, name, config, run) {}`,
    ["mcp-ts-registerTool zones", "mcp-ts-registerTool purge"],
  );
  ts(
    "given to a session",
    `import { joinSession } from "@github/copilot-sdk/extension";
await joinSession({ tools: [{ name: "move", description: "x", parameters: { type: "object" }, handler: async () => 1 }] });`,
    ["copilot-sdk-js move"],
  );
  ts(
    "as schemas for a model, joined with what runs them",
    `import OpenAI from "openai"; import { rmSync } from "fs";
const tools = [{ type: "function", function: { name: "wipe_disk", description: "x", parameters: { type: "object", properties: {} } } }];
const claudeTools = [{ name: "look", description: "x", input_schema: { type: "object", properties: {} } }];
function run(name) { switch (name) { case "wipe_disk": rmSync("x"); break; case "look": return 1; } }`,
    ["openai-raw-json wipe_disk", "anthropic-raw-json look"],
  );
});

describe("what only looks like a tool in TypeScript", () => {
  const nothing = (title: string, text: string) => ts(title, text, []);
  nothing(
    "a tool that is rebuilt from one that was given",
    `import { tool, jsonSchema } from "ai";
export const rebuild = (tools) => Object.fromEntries(Object.entries(tools).map(([name, t]) => [name, tool({ description: t.description, inputSchema: jsonSchema(t.inputSchema), execute: t.execute })]));`,
  );
  nothing(
    "a function of that name from elsewhere",
    `import { tool, createTool } from "./carpentry.js"; tool("hammer"); createTool({ weight: 3 });`,
  );
  nothing(
    "a command of a command line",
    `import { z } from "zod"; export const commands = [{ name: "build", description: "x", schema: z.object({}), usage: "build", run: () => 1 }];`,
  );
  nothing(
    "a choice of tool, a call, a recorded answer",
    `import OpenAI from "openai";
const choice = { tool_choice: { type: "function", function: { name: "look" } } };
const call = { type: "function_call", name: "look", arguments: "{}" };
const answer = { id: "r1", object: "response", status: "completed", tools: [{ type: "function", name: "look", parameters: {} }] };
expect(sent.tools).toEqual([{ type: "function", name: "look", parameters: {} }]);`,
  );
  nothing(
    "prompts and resources with a schema",
    `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js"; const s = new McpServer({});
s.registerPrompt("toolbox", { description: "x", argsSchema: {} }, () => ({})); s.registerResource("tools", "tools://x", { description: "x" }, async () => ({}));`,
  );
  nothing(
    "strings, comments and types",
    `import { tool } from "@openai/agents";
// const a = tool({ name: "a", description: "x", execute: async () => 1 });
const text = "tool({ name: 'b', execute: run })"; type T = ReturnType<typeof tool>;
declare function make(config: { name: "c"; description: "x"; execute(): void }): void;`,
  );
  nothing(
    "a client that calls",
    `import { Client } from "@modelcontextprotocol/sdk/client/index.js"; const c = new Client({}); await c.callTool({ name: "a", arguments: {} });`,
  );
});
