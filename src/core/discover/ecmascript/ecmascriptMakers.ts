import { moreMakers } from "./moreMakers.ts";

/** Functions of agent libraries that make a tool, and where each takes its parts. Data of `makerTools.ts`. */
export interface Maker {
  readonly format: string;
  /** Resolved names, see `symbolOf`. */
  readonly symbols: RegExp;
  /** Position of the object that describes the tool; other parts are looked for in it unless they have a position. */
  readonly config?: number;
  readonly name?: number;
  readonly description?: number;
  readonly schema?: number;
  readonly handler?: number;
  /** The handler is the last argument, and what stands at the positions before may be left out. */
  readonly handlerLast?: true;
  readonly options?: number;
  /** A tool without a handler is run by whoever called the model. */
  readonly clientRuns?: true;
  /** A ready-made tool: its name, and what it does by the documents of its maker. */
  readonly ready?: true;
  /** It always stops for a person. */
  readonly asks?: true;
  /** Runs another agent. */
  readonly delegates?: true;
  /** What its host reads and stores for it is listed beside it. */
  readonly bindings?: true;
}

export const ecmascriptMakers: readonly Maker[] = [
  { format: "openai-agents-js", symbols: /^@openai\/agents(?:-core|-realtime)?(?:\/[\w-]+)?\.tool$/, config: 0 },
  {
    format: "openai-agents-js",
    symbols:
      /^@openai\/agents(?:-core|-realtime|-openai)?(?:\/[\w-]+)?\.(?:(?:shell|localShell|applyPatch|computer|webSearch|codeInterpreter|fileSearch|imageGeneration|hostedMcp|toolSearch)Tool)$/,
    config: 0,
    ready: true,
  },
  {
    format: "openai-agents-js",
    symbols: /^@openai\/agents(?:-core|-realtime)?(?:\/[\w-]+)?\.(?:Agent|RealtimeAgent)(?:\(\)|\.create\(\))\.asTool$/,
    config: 0,
    delegates: true,
  },
  { format: "mastra-createTool", symbols: /^@mastra\/core(?:\/tools)?\.createTool$/, config: 0 },
  {
    format: "voltagent-createTool",
    symbols: /^@voltagent\/core\.(?:createTool|tool|Tool)$/,
    config: 0,
    clientRuns: true,
  },
  {
    format: "langchain-js-tool",
    symbols: /^(?:langchain|@langchain\/core\/tools|langchain\/tools)\.tool$/,
    handler: 0,
    config: 1,
  },
  {
    format: "langchain-js-structured",
    symbols: /^(?:@langchain\/core|langchain)(?:\/tools)?\.Dynamic(?:Structured)?Tool(?:\(\))?$/,
    config: 0,
  },
  {
    format: "genkit-ts",
    symbols:
      /^(?:genkit(?:\/\w+)?\.(?:genkit|Genkit\w*)\(\)|@genkit-ai\/[\w-]+\.\w+\(\))\.(?:defineTool|dynamicTool)$|^@genkit-ai\/[\w/-]+\.defineTool$/,
    config: 0,
    handler: 1,
  },
  {
    format: "genkit-ts",
    symbols: /^genkit(?:\/\w+)?\.(?:genkit|Genkit\w*)\(\)\.defineInterrupt$/,
    config: 0,
    asks: true,
  },
  // opencode 1.17: the names of a plugin's tools are the keys that hold them.
  { format: "opencode-plugin-tool", symbols: /^@opencode-ai\/plugin(?:\/tool)?\.tool$/, config: 0 },
  {
    format: "claude-agent-sdk-ts",
    symbols: /^@anthropic-ai\/claude-(?:agent-sdk|code)\.tool$/,
    name: 0,
    description: 1,
    schema: 2,
    handler: 3,
    options: 4,
  },
  {
    format: "llamaindex-ts",
    symbols: /^(?:llamaindex|@llamaindex\/(?:core(?:\/tools)?|workflow|tools))\.tool$/,
    config: 0,
    clientRuns: true,
  },
  {
    format: "llamaindex-ts",
    symbols: /^(?:llamaindex|@llamaindex\/core(?:\/tools)?)\.FunctionTool\.from$/,
    handler: 0,
    config: 1,
  },
  { format: "strands-ts", symbols: /^@strands-agents\/sdk(?:\/[\w/-]+)?\.tool$/, config: 0 },
  {
    format: "copilot-sdk-js",
    symbols: /^@github\/copilot-sdk(?:\/\w+)?\.defineTool$/,
    name: 0,
    config: 1,
    clientRuns: true,
  },
  { format: "tanstack-ai", symbols: /^@tanstack\/ai(?:-[\w-]+)?\.toolDefinition$/, config: 0, clientRuns: true },
  { format: "adk-ts", symbols: /^@google\/adk\.(?:FunctionTool|LongRunningFunctionTool)$/, config: 0 },
  { format: "adk-ts", symbols: /^@google\/adk\.AgentTool$/, config: 0, delegates: true },
  { format: "anthropic-ts", symbols: /^@anthropic-ai\/sdk(?:\/[\w/-]+)*\.beta(?:Zod)?Tool$/, config: 0 },
  { format: "openai-zod-function", symbols: /^openai(?:\/[\w/-]+)*\.zod(?:Responses)?Function$/, config: 0 },
  { format: "copilotkit", symbols: /^@copilotkit\/[\w-]+\.useCopilotAction$/, config: 0, clientRuns: true },
  { format: "webmcp", symbols: /^(?:window\.)?navigator\.modelContext\.registerTool$/, config: 0 },
  { format: "azure-functions-mcp-js", symbols: /^@azure\/functions\.app\.mcpTool$/, config: 1, bindings: true },
  { format: "fastmcp-ts", symbols: /^fastmcp\.FastMCP\(\)\.addTool$/, config: 0 },
  { format: "cloudflare-codemode", symbols: /^@cloudflare\/[\w/-]+\.tool$/, config: 0 },
  {
    format: "mcp-ext-apps",
    symbols: /^@modelcontextprotocol\/ext-apps(?:\/[\w-]+)?\.registerAppTool$/,
    name: 1,
    config: 2,
    handler: 3,
  },
  ...moreMakers,
];
