import assert from "node:assert/strict";
import { discover, finds, shown } from "../../../support/discovered.ts";

async function linesOf(files: Readonly<Record<string, string>>, path: string): Promise<string[]> {
  return ((await discover(files)).get(path) ?? []).map((definition) =>
    [shown(definition), ...definition.effects.map(({ effect }) => effect)].join(" "),
  );
}

const withModel = `{ "name": "kit", "dependencies": { "@langchain/core": "1" } }`;
const without = `{ "name": "kit", "dependencies": { "express": "5" } }`;

describe("tools in TypeScript in forms of a project's own", () => {
  const action = `import { z } from "zod";
import type { Action } from "../types";
export const pay: Action = {
  name: "PAY",
  similes: ["send money"],
  description: "Pays somebody",
  examples: [[{ input: { to: "a" }, output: {} }]],
  schema: z.object({ to: z.string() }),
  handler: async (kit, input) => fetch("https://x.example/pay", { method: "POST", body: input.to }),
};
`;

  it("one object a file, where the project reaches a model", async () => {
    const found = ["custom-table-ts PAY fetch-network send-outward spend-money"];
    assert.deepEqual(await linesOf({ "package.json": withModel, "src/pay.ts": action }, "src/pay.ts"), found);
    assert.deepEqual(await linesOf({ "package.json": without, "src/pay.ts": action }, "src/pay.ts"), []);
  });

  it("with a class that runs each, its own methods first, and one without such a method", async () => {
    const text = `import { z } from "zod";
import fs from "node:fs";
abstract class Base { async execute(input) { return this.runTool(input); } abstract runTool(input); list() { return fs.readdirSync("."); } }
class Gone extends Base { async runTool({ p }) { fs.rmSync(p); } }
class Seen extends Base { async runTool({ p }) { return fs.readFileSync(p, "utf8"); } }
class Listed { list() { return fs.readdirSync("."); } }
export const tools = [
  { name: "gone", description: "Removes a file", schema: z.object({ p: z.string() }), handler: Gone },
  { name: "seen", description: "Reads a file", schema: z.object({ p: z.string() }), handler: new Seen() },
  { name: "listed", description: "Says hello", schema: z.object({ p: z.string() }), handler: Listed },
];
`;
    assert.deepEqual(await linesOf({ "package.json": withModel, "src/tools.ts": text }, "src/tools.ts"), [
      "custom-table-ts gone delete-files",
      "custom-table-ts seen read-files",
      "custom-table-ts listed: unknown",
    ]);
  });

  it("where a package that depends on its own hands them to a model", async () => {
    const files = {
      "core/package.json": `{ "name": "kit", "dependencies": {} }`,
      "mcp/package.json": `{ "name": "kit-mcp", "dependencies": { "kit": "*", "@modelcontextprotocol/sdk": "1" } }`,
      "core/src/pay.ts": action,
    };
    assert.deepEqual(await linesOf(files, "core/src/pay.ts"), [
      "custom-table-ts PAY fetch-network send-outward spend-money",
    ]);
  });

  it("and not routes, commands or jobs of the same words", async () => {
    const text = `import { z } from "zod";
export const route = { name: "pay", path: "/pay", description: "Pays", schema: z.object({}), handler: async () => 1 };
export const command = { name: "pay", description: "Pays", examples: ["pay me"], schema: z.object({}), run: () => 1 };
export const field = { name: "pay", description: "Pays", schema: { label: "Pay" }, handler: async () => 1 };
export const night = defineJob({ name: "n", description: "A job", schema: z.object({}), handler: async () => 1 });
function defineJob(config) { return config }
export const mapped = (each) => ({ name: each.name, description: each.description, schema: z.object({}), run });
`;
    assert.deepEqual(await linesOf({ "package.json": withModel, "src/a.ts": text }, "src/a.ts"), []);
    const step = `import { createStep } from "@mastra/core/workflows";
import { z } from "zod";
export const step = createStep({ id: "s", description: "A step", inputSchema: z.object({}), execute: async () => 1 });
`;
    assert.deepEqual(await linesOf({ "package.json": withModel, "src/a.ts": step }, "src/a.ts"), []);
  });

  it("at the call of the helper that makes them, also of what a function returns", async () => {
    const text = `import { defineTool } from "./define.js";
import { z } from "zod";
export const shoot = defineTool(args => {
  const format = args.format;
  return {
    name: "shoot",
    description: "Takes a picture",
    schema: { path: z.string() },
    handler: async () => 1,
  };
});
`;
    const [found] = (await discover({ "src/a.ts": text })).get("src/a.ts") ?? [];
    assert.equal(found && shown(found), "custom-table-ts shoot");
    assert.equal(found?.span.start, text.indexOf("defineTool(args"));
  });

  const provider = `import { CreateAction } from "./decorator";
import { ApiBody } from "@nestjs/swagger";
import { unlink } from "node:fs/promises";
import { Schema } from "./schemas";
export class Files {
  @CreateAction({ name: "drop", description: "Drops a file", schema: Schema })
  async drop(wallet: Wallet, args: { path: string }) { await unlink(args.path) }

  // Described to people.
  @ApiBody({ description: "The file", schema: { type: "object" } })
  async upload() { return 1 }

  @CreateAction({ name: "x" })
  async other() { return 1 }
}
`;

  it("methods with a decorator of the project's own", async () => {
    const files = { "package.json": withModel, "src/files.ts": provider };
    assert.deepEqual(await linesOf(files, "src/files.ts"), ["custom-decorator-ts drop delete-files"]);
    assert.deepEqual(await linesOf({ "package.json": without, "src/files.ts": provider }, "src/files.ts"), []);
  });

  finds(
    "methods with a decorator that is called a tool",
    "src/a.ts",
    `import { Tool } from "@rekog/mcp-nest";
export class Greeting {
  @Tool({ name: "greet", description: "Greets", parameters: z.object({ name: z.string() }) })
  async greet({ name }) { return name }
}
`,
    ["custom-decorator-ts greet"],
  );

  it("constants that another file lists, each in a file of its own", async () => {
    const files = {
      "package.json": `{ "dependencies": { "@modelcontextprotocol/sdk": "1" } }`,
      "src/index.ts": `import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { dropSchema, drop } from "./drop.js";
import { pingSchema } from "./ping.js";
const all = [dropSchema, pingSchema];
const few = all.filter((tool) => tool.annotations.readOnlyHint);
const server = new Server({ name: "x", version: "1" });
server.setRequestHandler(ListToolsRequestSchema, async () => {
  const base = readOnly ? few : all;
  return { tools: base.filter((tool) => isAllowed(tool.name)) };
});
server.setRequestHandler(CallToolRequestSchema, async ({ params: { name, arguments: input } }) => {
  if (name === "drop") return await drop(input);
  if (name === "ping") return {};
});
`,
      "src/drop.ts": `import { unlink } from "node:fs/promises";
export const dropSchema = { name: "drop", description: "Drops", inputSchema: { type: "object", properties: {} } } as const;
export const drop = (input) => unlink(input.path);
`,
      "src/ping.ts": `export const pingSchema = { name: "ping", description: "Pings", inputSchema: { type: "object" } };
`,
    };
    assert.deepEqual(await linesOf(files, "src/drop.ts"), ["mcp-ts-lowlevel drop delete-files"]);
    assert.deepEqual(await linesOf(files, "src/ping.ts"), ["mcp-ts-lowlevel ping"]);
  });

  it("by an object that holds the description beside what runs", async () => {
    const files = {
      "src/drop.ts": `import type { Tool } from "@modelcontextprotocol/sdk/types.js";
import { unlink } from "node:fs/promises";
const dropSchema: Tool = { name: "drop", description: "Drops", inputSchema: { type: "object", properties: {} } };
async function handleDrop(context, input) { const action = async () => unlink(input.path); return { action, wait: false }; }
export default { capability: "core", schema: dropSchema, handle: handleDrop };
`,
    };
    assert.deepEqual(await linesOf(files, "src/drop.ts"), ["mcp-ts-lowlevel drop delete-files"]);
  });

  it("by another table of the same file, under the name", async () => {
    const text = (table: string) => `import type { Tool } from "@modelcontextprotocol/sdk/types.js";
import { unlink } from "node:fs/promises";
export const TOOLS: Tool[] = [{ name: "drop_it", description: "Drops", inputSchema: { type: "object", properties: {} } }];
export const ${table} = { drop_it: async (request) => unlink(request.path) };
`;
    const told = (table: string) => linesOf({ "src/a.ts": text(table) }, "src/a.ts");
    assert.deepEqual(await told("DROP_HANDLERS"), ["mcp-ts-lowlevel drop_it delete-files"]);
    assert.deepEqual(await told("metrics"), ["mcp-ts-lowlevel drop_it: unknown destroy-data"]);
  });

  it("by a handler that hands the name on, to cases or to a table of functions", async () => {
    const server = (dispatch: string) => `import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { rm, readFile } from "node:fs/promises";
const server = new Server({ name: "x", version: "1" });
server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [
  { name: "drop", description: "Drops", inputSchema: { type: "object" } },
  { name: "show", description: "Shows", inputSchema: { type: "object" } },
] }));
server.setRequestHandler(CallToolRequestSchema, async (request) => {
  if (isOurs(request)) return run(() => handle(request));
  return handle(request);
});
${dispatch}
`;
    const cases = server(`async function handle({ params: { name, arguments: args } }) {
  if (name === "drop" && args) counters.drops += 1;
  switch (name) {
    case "drop": return await rm(args.path);
    case "show": return await readFile(args.path);
  }
}`);
    const table =
      server(`const handlers = { drop: (args) => rm(args.path), show: { handler: (args) => readFile(args.path) } };
async function handle({ params: { name, arguments: args } }) { return handlers[name](args) }`);
    const expected = ["mcp-ts-lowlevel drop delete-files", "mcp-ts-lowlevel show read-files"];
    assert.deepEqual(await linesOf({ "src/a.ts": cases }, "src/a.ts"), expected);
    assert.deepEqual(await linesOf({ "src/a.ts": table }, "src/a.ts"), expected);
  });

  finds(
    "an item without a schema in a list of tools",
    "src/tools.ts",
    `import { z } from "zod";
export const tools = [
  { name: "all", description: "All of them", async handler() { return 1 } },
  { name: "one", description: "One of them", schema: z.object({ id: z.string() }), async handler(args) { return args.id } },
];
export const steps = [
  { name: "lint", description: "Lints", run() { return 1 } },
];
`,
    ["custom-table-ts all", "custom-table-ts one"],
  );

  it("of an extension of VS Code whose base class runs them", async () => {
    const files = {
      "package.json": `{ "contributes": { "languageModelTools": [{ "name": "x_drop", "modelDescription": "Drops" }, { "name": "x_run_query", "modelDescription": "Runs" }] } }`,
      "src/extension.ts": `import * as vscode from "vscode";
import { Drop, Query } from "./tools";
export function activate(client) {
  vscode.lm.registerTool("x_drop", new Drop());
  vscode.lm.registerTool("x_run_query", new Query(client));
}
`,
      "src/tools.ts": `import { rm } from "node:fs/promises";
abstract class Base {
  abstract call(options): Promise<string>;
  async invoke(options) { return wrap(await this.call(options)) }
}
export class Drop extends Base { async call(options) { await rm(options.input.path); return "" } }
export class Query extends Base {
  constructor(private client: Client) { super() }
  async call(options) { return this.client.sendRequest("query", options.input.text) }
}
`,
    };
    assert.deepEqual(await linesOf(files, "package.json"), [
      "vscode-lm-tool x_drop delete-files",
      "vscode-lm-tool x_run_query read-data write-data",
    ]);
  });

  it("a mail that is sent is nobody else's text", async () => {
    const text = `import { createTool } from "@voltagent/core";
const send = (body) => fetch("https://x.example/mails", { method: "POST", body });
export const a = createTool({ name: "email_draft", description: "Drafts", execute: async (args) => send(args.text) });
export const b = createTool({ name: "get_email", description: "Gets", execute: async (args) => send(args.text) });
`;
    assert.deepEqual(await linesOf({ "a.ts": text }, "a.ts"), [
      "voltagent-createTool email_draft fetch-network send-outward",
      "voltagent-createTool get_email fetch-network read-untrusted",
    ]);
  });

  finds(
    "actions of ElizaOS, and not what it asks before a run",
    "src/a.ts",
    `import type { Action, Provider } from "@elizaos/core";
export const send: Action = {
  name: "SEND",
  similes: ["PAY"],
  description: "Sends tokens",
  validate: async () => true,
  handler: async (runtime, message) => fetch("https://x.example", { method: "POST", body: message.text }),
  examples: [[{ user: "a", content: { text: "send" } }]],
};
export const time: Provider = { name: "time", description: "Tells the time", get: async () => "now" };
`,
    ["eliza-action SEND"],
  );

  finds(
    "opencode's plugins",
    ".opencode/plugin/a.ts",
    `import { tool } from "@opencode-ai/plugin";
export const draw = tool({ description: "Draws", args: { text: tool.schema.string() }, async execute(args) { return args.text } });
export default async () => ({ tool: { check: tool({ description: "Checks", args: {}, async execute() { return "" } }) } });
`,
    ["opencode-plugin-tool draw", "opencode-plugin-tool check"],
  );

  finds(
    "Genkit's, where the instance is handed in",
    "src/a.ts",
    `import { GenkitBeta, z } from "genkit/beta";
export function defineTools(ai: GenkitBeta) {
  ai.defineTool({ name: "convert", description: "Converts", inputSchema: z.object({}) }, async () => 1);
}
`,
    ["genkit-ts convert"],
  );

  it("Claude's SDK as an agent, by what it is allowed", async () => {
    const text = `import { query } from "@anthropic-ai/claude-agent-sdk";
class Session {
  constructor() {
    this.stream = query({ prompt, options: { allowedTools: ["Read", "Bash"], systemPrompt: "Help" } });
  }
}
const plain = query({ prompt: "Hello" });
const asked = query({ prompt, options: { tools: ["Write"], canUseTool: ask } });
`;
    assert.deepEqual(await linesOf({ "a.ts": text }, "a.ts"), [
      "claude-agent-sdk-query agent read-files run-code",
      "claude-agent-sdk-query asked: conditional write-files",
    ]);
  });

  it("but none of a unit test", async () => {
    const text = `import { FunctionTool } from "@google/adk";
const failing = new FunctionTool({ name: "fails", description: "Fails", execute: async () => { throw new Error() } });
`;
    const files = { "src/a.ts": text, "test/a_test.ts": text, "src/a.test.ts": text, "src/__tests__/a.ts": text };
    const found = await discover(files);
    assert.deepEqual(
      Object.keys(files).map((path) => found.get(path)?.length ?? 0),
      [1, 0, 0, 0],
    );
  });
});
