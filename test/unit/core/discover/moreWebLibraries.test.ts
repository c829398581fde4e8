import assert from "node:assert/strict";
import { discover, shown } from "../../../support/discovered.ts";

/** A test that the files of a workspace define exactly these. */
function told(title: string, files: Readonly<Record<string, string>>, expected: readonly string[]): void {
  it(title, async () => {
    const found = [...(await discover(files))].flatMap(([path, definitions]) =>
      definitions.map((definition) => `${path}: ${shown(definition)}`),
    );
    assert.deepEqual(found, expected);
  });
}

describe("tools and agents of further libraries for the web", () => {
  told(
    "BeeAI",
    {
      "a.ts": `import { DynamicTool, StringToolOutput, Tool } from "beeai-framework/tools/base";
import { ReActAgent } from "beeai-framework/agents/react/agent";
import { z } from "zod";
const hello = new DynamicTool({ name: "Hello", description: "Says hello to you.", inputSchema: z.object({ a: z.string() }), async handler(input) { return new StringToolOutput("x"); } });
export class OpenLibTool extends Tool<StringToolOutput> {
  name = "OpenLib";
  description = "Provides access to books.";
  inputSchema() { return z.object({ q: z.string() }); }
  protected async _run(input) { return fetch("https://openlibrary.org/" + input.q); }
}
const agent = new ReActAgent({ llm, memory, tools: [hello, new OpenLibTool()] });
`,
      "package.json": `{"name":"x","dependencies":{"beeai-framework":"1","zod":"1"}}`,
    },
    ["a.ts: beeai-tool Hello", "a.ts: custom-class-ts OpenLib", "a.ts: beeai-agent agent"],
  );
  told(
    "llmz",
    {
      "a.ts": `import { Tool, execute } from "llmz";
import { z } from "@bpinternal/zui";
const add = new Tool({ name: "addTask", description: "Adds a task to the list.", input: z.object({ t: z.string() }), handler: async ({ t }) => tasks.push(t) });
`,
      "package.json": `{"name":"x","dependencies":{"llmz":"1","@bpinternal/zui":"1"}}`,
    },
    ["a.ts: llmz-tool addTask"],
  );
  told(
    "the runtime of Botpress",
    {
      "a.ts": `import { Autonomous, z } from "@botpress/runtime";
export default new Autonomous.Tool({ name: "getWeather", description: "Get the current weather.", input: z.object({ l: z.string() }), output: z.object({}), handler: async ({ l }) => fetch("https://w/" + l) });
`,
      "package.json": `{"name":"x","dependencies":{"@botpress/runtime":"1"}}`,
    },
    ["a.ts: llmz-tool getWeather"],
  );
  told(
    "nodes of n8n that agents may use",
    {
      "nodes/Acme/Acme.node.ts": `import type { IExecuteFunctions, INodeType, INodeTypeDescription } from "n8n-workflow";
export class AcmeCrm implements INodeType {
  description: INodeTypeDescription = { displayName: "Acme", name: "acmeCrm", group: ["transform"], version: 1, description: "Consume the Acme API", defaults: { name: "Acme" }, usableAsTool: true, inputs: ["main"], outputs: ["main"], properties: [] };
  async execute(this: IExecuteFunctions) { return [await this.helpers.httpRequest({ url: "https://acme", method: "POST" })]; }
}
`,
      "package.json": `{"name":"x","dependencies":{"n8n-workflow":"1"}}`,
    },
    ["nodes/Acme/Acme.node.ts: n8n-node-tool acmeCrm"],
  );
  told(
    "not nodes that only a graph calls",
    {
      "nodes/Plain/Plain.node.ts": `import type { IExecuteFunctions, INodeType, INodeTypeDescription } from "n8n-workflow";
export class PlainNode implements INodeType {
  description: INodeTypeDescription = { displayName: "Plain", name: "plainNode", group: ["transform"], version: 1, description: "Does a plain thing", defaults: { name: "Plain" }, inputs: ["main"], outputs: ["main"], properties: [] };
  async execute(this: IExecuteFunctions) { return [[]]; }
}
`,
      "package.json": `{"name":"x","dependencies":{"n8n-workflow":"1"}}`,
    },
    [],
  );
  told(
    "tools of Flowise",
    {
      "nodes/tools/WebPoster/WebPoster.ts": `import { INode, INodeData } from "../../../src/Interface";
import { DynamicStructuredTool } from "./core";
class WebPoster_Tools implements INode {
  label: string; name: string; version: number; description: string; type: string; category: string;
  constructor() {
    this.label = "Web Poster";
    this.name = "webPoster";
    this.version = 1.0;
    this.type = "WebPoster";
    this.category = "Tools";
    this.description = "Posts to a web page";
  }
  async init(nodeData: INodeData, _: string, options: any): Promise<any> {
    return new PosterTool(nodeData.inputs.url);
  }
}
module.exports = { nodeClass: WebPoster_Tools };
`,
      "package.json": `{"name":"x","dependencies":{}}`,
    },
    ["nodes/tools/WebPoster/WebPoster.ts: flowise-tool webPoster"],
  );
  told(
    "Composio",
    {
      "a.ts": `import { Composio } from "@composio/core";
import { z } from "zod";
const composio = new Composio();
const tool = await composio.tools.createCustomTool({ slug: "GREET_USER", name: "Greet user", description: "Greets a user by name", inputParams: z.object({ n: z.string() }), execute: async (input) => ({ data: input, error: null, successful: true }) });
`,
      "package.json": `{"name":"x","dependencies":{"@composio/core":"1","zod":"1"}}`,
    },
    ["a.ts: composio-tool GREET_USER"],
  );
  told(
    "Convex",
    {
      "a.ts": `import { Agent, createTool } from "@convex-dev/agent";
import { components } from "./_generated/api";
import { z } from "zod";
export const ideaSearch = createTool({ description: "Search for ideas in the database", args: z.object({ query: z.string() }), handler: async (ctx, args) => { return await ctx.runQuery(api.ideas.searchIdeas, { query: args.query }); } });
export const agent = new Agent(components.agent, { name: "My Agent", languageModel: openai.chat("gpt-4o"), instructions: "x", tools: { ideaSearch } });
`,
      "package.json": `{"name":"x","dependencies":{"@convex-dev/agent":"1","zod":"1"}}`,
    },
    ["a.ts: convex-tool ideaSearch", "a.ts: convex-agent My Agent"],
  );
  told(
    "CopilotKit",
    {
      "a.tsx": `import { useCopilotAction, useFrontendTool, useHumanInTheLoop } from "@copilotkit/react-core";
import { CopilotRuntime } from "@copilotkit/runtime";
export function A() {
  useFrontendTool({ name: "sayHello", description: "Say hello to the user", parameters: [{ name: "n", type: "string" }], handler: async ({ n }) => { alert(n); } });
  useHumanInTheLoop({ name: "offerOptions", description: "Give the user a choice", parameters: [], render: ({ args, respond }) => <div /> });
  useCopilotAction({ name: "addTodo", description: "Adds", parameters: [], handler: async () => {} });
}
const runtime = new CopilotRuntime({ actions: ({ properties }) => [{ name: "fetchRepo", description: "Fetches a repository.", parameters: [{ name: "r", type: "string", description: "x" }], handler: async ({ r }) => fetch("https://x/" + r) }] });
`,
      "package.json": `{"name":"x","dependencies":{"@copilotkit/react-core":"1","@copilotkit/runtime":"1"}}`,
    },
    [
      "a.tsx: copilotkit sayHello",
      "a.tsx: copilotkit offerOptions: always",
      "a.tsx: copilotkit addTodo",
      "a.tsx: general-ts fetchRepo",
    ],
  );
  told(
    "assistant-ui",
    {
      "a.tsx": `import { makeAssistantTool, tool, useAssistantTool } from "@assistant-ui/react";
import { z } from "zod";
export const Submit = makeAssistantTool({ toolName: "submitForm", description: "Submits the form", parameters: z.object({}), execute: async () => form.submit() });
const getLoc = tool({ description: "Gets the place", parameters: z.object({}), execute: async () => 1 });
`,
      "package.json": `{"name":"x","dependencies":{"@assistant-ui/react":"1","zod":"1"}}`,
    },
    ["a.tsx: assistant-ui-tool submitForm", "a.tsx: assistant-ui-tool getLoc"],
  );
  told(
    "an agent of Stagehand",
    {
      "a.ts": `import { Stagehand } from "@browserbasehq/stagehand";
const stagehand = new Stagehand({ env: "LOCAL" });
const agent = stagehand.agent({ model: "x", systemPrompt: "You are helpful", tools: {} });
`,
      "package.json": `{"name":"x","dependencies":{"@browserbasehq/stagehand":"1"}}`,
    },
    ["a.ts: stagehand-agent agent"],
  );
  told(
    "an assistant of OpenAI",
    {
      "a.ts": `import OpenAI from "openai";
const openai = new OpenAI();
const assistant = await openai.beta.assistants.create({ name: "Math Tutor", instructions: "x", tools: [{ type: "code_interpreter" }], model: "gpt-4o" });
`,
      "package.json": `{"name":"x","dependencies":{"openai":"1"}}`,
    },
    ["a.ts: openai-assistant Math Tutor"],
  );
  told(
    "a client of the Realtime API",
    {
      "a.ts": `import { RealtimeClient } from "@openai/realtime-api-beta";
const client = new RealtimeClient();
client.addTool({ name: "set_memory", description: "Saves important data about the user.", parameters: { type: "object", properties: { k: { type: "string" } }, required: ["k"] } }, async ({ k }) => { memory[k] = 1; return { ok: true }; });
`,
      "package.json": `{"name":"x","dependencies":{"@openai/realtime-api-beta":"1"}}`,
    },
    ["a.ts: openai-realtime-tool set_memory"],
  );
  told(
    "declarations for Gemini",
    {
      "a.ts": `import { GoogleGenAI, Type, FunctionDeclaration } from "@google/genai";
const controlLight: FunctionDeclaration = { name: "control_light", description: "Set the brightness of a light.", parameters: { type: Type.OBJECT, properties: { b: { type: Type.NUMBER, description: "x" } }, required: ["b"] } };
await ai.models.generateContent({ model: "x", contents: "y", config: { tools: [{ functionDeclarations: [controlLight, { name: "set_meeting", description: "Schedules a meeting.", parameters: { type: "OBJECT", properties: {} } }] }] } });
`,
      "package.json": `{"name":"x","dependencies":{"@google/genai":"1"}}`,
    },
    ["a.ts: custom-table-ts control_light: unknown", "a.ts: general-ts set_meeting: unknown"],
  );
  told(
    "functions of an agent of Bedrock",
    {
      "a.ts": `import { BedrockAgentFunctionResolver } from "@aws-lambda-powertools/event-handler/bedrock-agent";
const app = new BedrockAgentFunctionResolver();
app.tool<{ name: string }>(async ({ name }) => \`Hello, \${name}!\`, { name: "greeting", description: "Greets someone" });
`,
      "package.json": `{"name":"x","dependencies":{"@aws-lambda-powertools/event-handler":"1"}}`,
    },
    ["a.ts: bedrock-agent-function greeting"],
  );
  told(
    "an action group of Bedrock",
    {
      "a.ts": `import * as bedrock from "aws-cdk-lib/aws-bedrock";
new bedrock.CfnAgent(this, "A", { agentName: "x", actionGroups: [{ actionGroupName: "g", functionSchema: { functions: [{ name: "getClaim", description: "Gets a claim by id", parameters: { id: { type: "string", description: "x", required: true } } }] } }] });
`,
      "package.json": `{"name":"x","dependencies":{"aws-cdk-lib":"1"}}`,
    },
    ["a.ts: custom-table-ts getClaim: unknown"],
  );
  told(
    "actions and functions of Teams",
    {
      "a.ts": `import { Application } from "@microsoft/teams-ai";
import { ChatPrompt } from "@microsoft/teams.ai";
const app = new Application({ ai: { planner } });
app.ai.action("createTask", async (context, state, parameters) => { state.tasks.push(parameters); return "x"; });
const prompt = new ChatPrompt({ instructions: "You are helpful", model }).function("pokemon_search", "search for a pokemon", { type: "object", properties: { n: { type: "string" } } }, async ({ n }) => fetch("https://p/" + n));
`,
      "package.json": `{"name":"x","dependencies":{"@microsoft/teams-ai":"1","@microsoft/teams.ai":"1"}}`,
    },
    ["a.ts: teams-ai-action createTask", "a.ts: teams-ai-function pokemon_search"],
  );
  told(
    "files of xmcp",
    {
      "src/tools/greet.ts": `import { z } from "zod";
import { type InferSchema, type ToolMetadata } from "xmcp";
export const schema = { name: z.string().describe("The name") };
export const metadata: ToolMetadata = { name: "greet", description: "Greet the user", annotations: { readOnlyHint: true } };
export default async function greet({ name }: InferSchema<typeof schema>) { return \`Hello, \${name}!\`; }
`,
      "package.json": `{"name":"x","dependencies":{"zod":"1","xmcp":"1"}}`,
    },
    ["src/tools/greet.ts: xmcp-tool greet"],
  );
  told(
    "scripts of GenAIScript",
    {
      "w.genai.mts": `script({ title: "Weather", tools: ["fs", "agent_git"] });
defTool("current_weather", "get the current weather", { city: "" }, (args) => { return "sunny"; });
defAgent("fs2", "query files", "Your are a helpful LLM agent that can query files.", { tools: ["fs"] });
$\`Look at \${1}\`;
`,
      "package.json": `{"name":"x","dependencies":{}}`,
    },
    ["w.genai.mts: genaiscript-tool current_weather", "w.genai.mts: genaiscript-agent fs2"],
  );
  told(
    "files of Raycast that ask",
    {
      "package.json": `{ "name": "x", "tools": [{ "name": "create-issue", "title": "Create Issue", "description": "Create an issue in the tracker" }], "dependencies": { "@raycast/api": "^1.93.0" } }
`,
      "src/tools/create-issue.ts": `import { Tool } from "@raycast/api";
type Input = { title: string };
export const confirmation: Tool.Confirmation<Input> = async (input) => ({ message: \`Create \${input.title}?\` });
export default async function (input: Input) { return fetch("https://api.linear.app", { method: "POST", body: input.title }); }
`,
    },
    ["src/tools/create-issue.ts: raycast-tool create-issue: always"],
  );
  told(
    "not commands of Raycast",
    {
      "package.json": `{ "name": "x", "commands": [{ "name": "create-issue", "title": "Create Issue", "description": "Create an issue" }], "dependencies": { "@raycast/api": "^1.93.0" } }
`,
      "src/tools/create-issue.ts": `export default async function (input) { return fetch("https://api.linear.app", { method: "POST", body: input.title }); }
`,
    },
    [],
  );
  told(
    "xsAI",
    {
      "a.ts": `import { tool } from "@xsai/tool";
import { generateText } from "@xsai/generate-text";
import * as z from "zod";
const weather = await tool({ name: "weather", description: "Get the weather in a location", parameters: z.object({ l: z.string() }), execute: ({ l }) => l });
`,
      "package.json": `{"name":"x","dependencies":{"@xsai/tool":"1","@xsai/generate-text":"1","zod":"1"}}`,
    },
    ["a.ts: xsai-tool weather"],
  );
  told(
    "Hashbrown",
    {
      "a.ts": `import { createTool } from "@hashbrownai/angular";
import { useTool } from "@hashbrownai/react";
import { s } from "@hashbrownai/core";
export const getUser = createTool({ name: "getUser", description: "Get information about the current user", handler: async () => auth.user() });
const t = useTool({ name: "controlLight", description: "Control a light", schema: s.object("x", { id: s.string("i") }), handler: async (input) => lights.set(input), deps: [] });
`,
      "package.json": `{"name":"x","dependencies":{"@hashbrownai/angular":"1","@hashbrownai/react":"1","@hashbrownai/core":"1"}}`,
    },
    ["a.ts: hashbrown-tool getUser", "a.ts: hashbrown-tool controlLight"],
  );
  told(
    "AgentKit",
    {
      "a.ts": `import { createAgent, createNetwork, createTool, anthropic } from "@inngest/agent-kit";
import { z } from "zod";
const coder = createAgent({ name: "Coder", description: "Writes code", system: "You write code.", tools: [createTool({ name: "list_files", description: "Lists all files", parameters: z.object({ d: z.string() }), handler: async ({ d }, { step }) => sandbox.files.list(d) })] });
const network = createNetwork({ name: "net", agents: [coder] });
`,
      "package.json": `{"name":"x","dependencies":{"@inngest/agent-kit":"1","zod":"1"}}`,
    },
    ["a.ts: agentkit-agent Coder", "a.ts: agentkit-tool list_files", "a.ts: agentkit-network net"],
  );
  told(
    "LiveKit",
    {
      "a.ts": `import { llm, voice } from "@livekit/agents";
import { z } from "zod";
const agent = new voice.Agent({ instructions: "You are helpful.", tools: { getWeather: llm.tool({ description: "Called when the user asks about the weather.", parameters: z.object({ l: z.string() }), execute: async ({ l }) => fetch("https://w/" + l) }) } });
class Assistant extends voice.Agent { constructor() { super({ instructions: "You are helpful." }); } }
`,
      "package.json": `{"name":"x","dependencies":{"@livekit/agents":"1","zod":"1"}}`,
    },
    ["a.ts: livekit-agent agent", "a.ts: livekit-tool getWeather", "a.ts: livekit-agent Assistant"],
  );
  told(
    "Ax",
    {
      "a.ts": `import { AxAgent, ai, agent } from "@ax-llm/ax";
const researcher = new AxAgent({ name: "researcher", description: "Researches a topic in depth", signature: "q -> a", functions: [{ name: "findDocs", description: "Finds documents by query", parameters: { type: "object", properties: { q: { type: "string" } } }, func: async ({ q }) => search(q) }] });
`,
      "package.json": `{"name":"x","dependencies":{"@ax-llm/ax":"1"}}`,
    },
    ["a.ts: ax-agent researcher", "a.ts: custom-table-ts findDocs"],
  );
  told(
    "Tambo",
    {
      "a.ts": `import { type TamboTool, defineTool } from "@tambo-ai/react";
import { z } from "zod";
export const tools: TamboTool[] = [{ name: "getPop", description: "A tool to get population statistics", tool: getGlobalPopulation, inputSchema: z.object({ a: z.string() }), outputSchema: z.array(z.object({})) }];
async function getGlobalPopulation(a) { return fetch("https://pop"); }
`,
      "package.json": `{"name":"x","dependencies":{"@tambo-ai/react":"1","zod":"1"}}`,
    },
    ["a.ts: mcp-ts-lowlevel getPop: unknown"],
  );
  told(
    "a class that is an agent of Cloudflare",
    {
      "a.ts": `import { AIChatAgent } from "agents/ai-chat-agent";
import { Agent, callable } from "agents";
import { streamText, tool } from "ai";
import { z } from "zod";
const getWeather = tool({ description: "weather", inputSchema: z.object({}), execute: async () => 1 });
export class Chat extends AIChatAgent<Env> {
  async onChatMessage(onFinish) { return streamText({ model, system: "You are helpful", tools: { getWeather } }).toUIMessageStreamResponse(); }
}
`,
      "package.json": `{"name":"x","dependencies":{"agents":"1","ai":"1","zod":"1"}}`,
    },
    ["a.ts: ai-sdk-tool getWeather", "a.ts: cloudflare-agent Chat"],
  );
  told(
    "mcp-lite",
    {
      "a.ts": `import { McpServer } from "mcp-lite";
import { z } from "zod";
const mcp = new McpServer({ name: "x", version: "1.0.0" });
mcp.tool("add", { description: "Adds two numbers", inputSchema: z.object({ a: z.number() }), handler: (args) => ({ content: [] }) });
`,
      "package.json": `{"name":"x","dependencies":{"mcp-lite":"1","zod":"1"}}`,
    },
    ["a.ts: general-ts add"],
  );
  told(
    "a table that describes one step deeper",
    {
      "src/tools.ts": `import { ManageKeysetsSchema, ManageAppsSchema } from "./schemas.js";
import { manageKeysetsHandler, manageAppsHandler } from "./handlers.js";
type ToolDef<T> = { name: string; definition: ToolConfig; handler: (a: T) => Promise<unknown> };
const manageAppsTool: ToolDef<A> = { name: "manage_apps", definition: { title: "Manage", description: \`Manages apps.\`, inputSchema: ManageAppsSchema.shape }, handler: manageAppsHandler };
const manageKeysetsTool: ToolDef<B> = { name: "manage_keysets", definition: { title: "Manage", description: \`Manages PubNub keysets with operations: get, list.\`, inputSchema: ManageKeysetsSchema.shape }, handler: manageKeysetsHandler };
export const tools = [manageAppsTool, manageKeysetsTool];
`,
      "src/handlers.ts": `export async function manageKeysetsHandler(args) { return fetch("https://k", { method: "POST", body: JSON.stringify(args) }); }
export async function manageAppsHandler(args) { return fetch("https://k"); }
`,
      "src/index.ts": `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { tools } from "./tools.js";
const server = new McpServer({ name: "x", version: "1" });
tools.forEach(tool => { server.registerTool(tool.name, tool.definition, wrap(tool.handler)); });
`,
      "package.json": `{"name":"x","dependencies":{"@modelcontextprotocol/sdk":"1"}}`,
    },
    ["src/tools.ts: custom-table-ts manage_apps", "src/tools.ts: custom-table-ts manage_keysets"],
  );
  told(
    "not what only describes",
    {
      "src/index.ts": `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
export const tool_field = { name: "color", definition: { description: "The color of a pen", parameters: { type: "object", properties: {} } } };
`,
      "package.json": `{"name":"x","dependencies":{"@modelcontextprotocol/sdk":"1"}}`,
    },
    [],
  );
  told(
    "a schema beside what runs",
    {
      "src/t.ts": `import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { z } from "zod";
export const closeTicket = { schema: { name: "close_ticket", description: "Closes a ticket for good", inputSchema: z.object({ id: z.string() }) }, handler: async (a) => fetch("https://t", { method: "DELETE" }) };
`,
      "package.json": `{"name":"x","dependencies":{"@modelcontextprotocol/sdk":"1","zod":"1"}}`,
    },
    ["src/t.ts: custom-table-ts close_ticket"],
  );
  told(
    "a key that says the name once more",
    {
      "src/types/tools.ts": `export const getEnvironmentTools = () => {
  return {
    LIST_ENVIRONMENTS: { name: "list_environments", description: "List all environments in a space", inputSchema: { type: "object", properties: { spaceId: { type: "string" } }, required: ["spaceId"] } },
    DELETE_ENVIRONMENT: { name: "delete_environment", description: "Delete an environment", inputSchema: { type: "object", properties: { spaceId: { type: "string" } }, required: ["spaceId"] } },
  };
};
const getSpaceEnvProperties = (config) => config;
export const getBulkActionTools = () => {
  return { BULK_VALIDATE: { name: "bulk_validate", description: "Validate multiple entries at once", inputSchema: getSpaceEnvProperties({ type: "object", properties: { e: { type: "array" } } }) } };
};
`,
      "src/index.ts": `import { Server } from "@modelcontextprotocol/sdk/server/index.js";
`,
      "package.json": `{"name":"x","dependencies":{"@modelcontextprotocol/sdk":"1"}}`,
    },
    [
      "src/types/tools.ts: general-ts list_environments: unknown",
      "src/types/tools.ts: general-ts delete_environment: unknown",
      "src/types/tools.ts: general-ts bulk_validate: unknown",
    ],
  );
  told(
    "not inputs by their key",
    {
      "src/tools/x.ts": `import { Server } from "@modelcontextprotocol/sdk/server/index.js";
export const inputs = { environment: { name: "which_one", description: "The environment to use", inputSchema: { type: "object", properties: {} } } };
`,
      "package.json": `{"name":"x","dependencies":{"@modelcontextprotocol/sdk":"1"}}`,
    },
    [],
  );
  told(
    "functions that the library runs",
    {
      "a.ts": `import OpenAI from "openai";
const client = new OpenAI();
await client.beta.chat.completions.runTools({ model: "x", messages: [], tools: [{ type: "function", function: { function: getTime, parse: JSON.parse, description: "Gets the time now", parameters: { type: "object", properties: {} } } }] });
async function getTime() { return Date.now(); }
`,
      "package.json": `{"name":"x","dependencies":{"openai":"1"}}`,
    },
    ["a.ts: openai-raw-json getTime"],
  );
  told(
    "decorators of Agentic",
    {
      "a.ts": `import { AIFunctionsProvider, aiFunction } from "@agentic/core";
import { z } from "zod";
export class WeatherClient extends AIFunctionsProvider {
  @aiFunction({ name: "get_weather", description: "Gets info about the weather", inputSchema: z.object({ q: z.string() }) })
  async getCurrentWeather(q) { return this.ky.get("https://w").json(); }
}
`,
      "package.json": `{"name":"x","dependencies":{"@agentic/core":"1","zod":"1"}}`,
    },
    ["a.ts: custom-decorator-ts get_weather"],
  );
  told(
    "GOAT",
    {
      "a.ts": `import { createTool } from "@goat-sdk/core";
import { z } from "zod";
const t = createTool({ name: "get_balance", description: "Gets a balance", parameters: z.object({}) }, async (parameters) => wallet.balance());
`,
      "package.json": `{"name":"x","dependencies":{"@goat-sdk/core":"1","zod":"1"}}`,
    },
    ["a.ts: goat-tool get_balance"],
  );
  told(
    "actions of Coinbase",
    {
      "a.ts": `import { ActionProvider, CreateAction, customActionProvider } from "@coinbase/agentkit";
import { z } from "zod";
class P extends ActionProvider { @CreateAction({ name: "pay_now", description: "Pays somebody", schema: z.object({ to: z.string() }) }) async pay(wallet, args) { return wallet.sendTransaction(args); } }
`,
      "package.json": `{"name":"x","dependencies":{"@coinbase/agentkit":"1","zod":"1"}}`,
    },
    ["a.ts: custom-decorator-ts pay_now"],
  );
  told(
    "tools that Anthropic describes",
    {
      "a.ts": `import Anthropic from "@anthropic-ai/sdk";
const client = new Anthropic();
client.beta.messages.create({ model: "x", tools: [{ type: "bash_20250124", name: "bash" }] });
`,
      "package.json": `{"name":"x","dependencies":{"@anthropic-ai/sdk":"1"}}`,
    },
    ["a.ts: anthropic-raw-json bash: unknown"],
  );
  told(
    "a schema that is converted",
    {
      "a.ts": `import { zodToJsonSchema } from "zod-to-json-schema";
import Anthropic from "@anthropic-ai/sdk";
export const searchNotes = { name: "search_notes", description: "Searches notes by text", input_schema: zodToJsonSchema(S), execute: async (i) => vault.search(i) };
`,
      "package.json": `{"name":"x","dependencies":{"zod-to-json-schema":"1","@anthropic-ai/sdk":"1"}}`,
    },
    ["a.ts: anthropic-raw-json search_notes: unknown"],
  );
  told(
    "Effect",
    {
      "a.ts": `import { Tool, Toolkit } from "@effect/ai";
import { Schema } from "effect";
const GetDadJoke = Tool.make("GetDadJoke", { description: "Get a hilarious dad joke", parameters: { searchTerm: Schema.String }, success: Schema.String, failure: Schema.Never });
const kit = Toolkit.make(GetDadJoke);
const live = kit.toLayer({ GetDadJoke: ({ searchTerm }) => fetch("https://j/" + searchTerm) });
`,
      "package.json": `{"name":"x","dependencies":{"@effect/ai":"1","effect":"1"}}`,
    },
    ["a.ts: effect-ai-tool GetDadJoke: unknown"],
  );
  told(
    "a prompt with tools",
    {
      "a.ts": `import { genkit, z } from "genkit";
const ai = genkit({});
const t1 = ai.defineTool({ name: "t1", description: "x y", inputSchema: z.object({}) }, async () => 1);
export const assist = ai.definePrompt({ name: "assist", description: "x", tools: [t1], system: "You help" });
`,
      "package.json": `{"name":"x","dependencies":{"genkit":"1"}}`,
    },
    ["a.ts: genkit-ts t1", "a.ts: genkit-prompt assist"],
  );
  told(
    "not the loop that registers",
    {
      "src/index.ts": `import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { list } from "some-tools";
const server = new McpServer({ name: "x", version: "1" });
for (const tool of list) server.registerTool(tool.name, { description: tool.description, inputSchema: tool.schema }, tool.handler);
list.forEach((tool) => server.tool(tool.name, tool.description, tool.run));
`,
      "package.json": `{"name":"x","dependencies":{"@modelcontextprotocol/sdk":"1","some-tools":"1"}}`,
    },
    [],
  );
  told(
    "not the schema of an answer",
    {
      "a.ts": `import { GoogleGenAI, Type } from "@google/genai";
await ai.models.generateContent({ config: { responseSchema: { type: Type.OBJECT, properties: { name: { type: Type.STRING, description: "The name" } } } } });
`,
      "package.json": `{"name":"x","dependencies":{"@google/genai":"1"}}`,
    },
    [],
  );
  told(
    "not pens",
    {
      "a.ts": `import { generateText } from "ai";
export const palette = { hammer: { name: "hammer", description: "A hammer to draw with", icon: "x", run: () => 1 } };
`,
      "package.json": `{"name":"x","dependencies":{"ai":"1"}}`,
    },
    [],
  );
});
