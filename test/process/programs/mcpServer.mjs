// A real MCP server for the proxy's tests. Each tool call that reaches it is a line in the file LAB_CALLS.
// `node mcpServer.mjs` speaks over stdio; with --http it prints its address and speaks streamable HTTP.
import { randomUUID } from "node:crypto";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import {
  CallToolRequestSchema,
  CreateMessageResultSchema,
  ElicitResultSchema,
  EmptyResultSchema,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListToolsRequestSchema,
  ReadResourceRequestSchema,
} from "@modelcontextprotocol/sdk/types.js";

const inputSchema = { type: "object", properties: {}, additionalProperties: true };

function description() {
  const file = process.env.LAB_DESCRIPTION;
  return file && existsSync(file) ? readFileSync(file, "utf8") : "Lists the notes.";
}

function createLabServer() {
  const server = new Server(
    { name: "lab", version: "1.0.0" },
    { capabilities: { tools: { listChanged: true }, resources: {}, prompts: {}, logging: {} } },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: [
      { name: "list_notes", description: description(), inputSchema, annotations: { readOnlyHint: true } },
      { name: "send_message", description: "Sends a message.", inputSchema },
      { name: "walk", description: "Tells how far it is.", inputSchema },
      { name: "ask_model", description: "Asks the client's model.", inputSchema },
      { name: "ask_person", description: "Asks the client's user.", inputSchema },
      { name: "break_down", description: "Fails.", inputSchema },
      { name: "get_variable", description: "Tells a variable.", inputSchema },
    ],
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra) => {
    appendFileSync(String(process.env.LAB_CALLS), `${JSON.stringify([params.name, params.arguments ?? null])}\n`);
    if (params.name === "break_down") return { isError: true, content: [{ type: "text", text: "it broke" }] };
    const text = await tools[params.name]?.(params, extra);
    return { content: [{ type: "text", text: text ?? `did ${params.name}` }] };
  });
  server.setRequestHandler(ListResourcesRequestSchema, () => ({ resources: [{ uri: "lab://a", name: "a" }] }));
  server.setRequestHandler(ReadResourceRequestSchema, async ({ params }, extra) => {
    if (params.uri === "lab://change") await extra.sendNotification({ method: "notifications/tools/list_changed" });
    return { contents: [{ uri: params.uri, text: "content" }] };
  });
  server.setRequestHandler(ListPromptsRequestSchema, () => ({ prompts: [{ name: "p" }] }));
  server.setRequestHandler(GetPromptRequestSchema, () => ({
    messages: [{ role: "user", content: { type: "text", text: "prompted" } }],
  }));
  return server;
}

/** @type {Record<string, (params: any, extra: any) => Promise<string> | string>} */
const tools = {
  async walk(params, extra) {
    const progressToken = params._meta?.progressToken;
    for (let progress = 1; progress <= 3; progress++) {
      await extra.sendNotification({ method: "notifications/progress", params: { progressToken, progress, total: 3 } });
      // The client has dealt with a note when it answers what was sent after it.
      await extra.sendRequest({ method: "ping" }, EmptyResultSchema);
    }
    return "arrived";
  },
  async ask_model(_params, extra) {
    const params = { messages: [{ role: "user", content: { type: "text", text: "?" } }], maxTokens: 5 };
    const answer = await extra.sendRequest({ method: "sampling/createMessage", params }, CreateMessageResultSchema);
    return answer.content.text;
  },
  async ask_person(_params, extra) {
    const requestedSchema = { type: "object", properties: { name: { type: "string" } } };
    const params = { message: "who?", requestedSchema };
    const answer = await extra.sendRequest({ method: "elicitation/create", params }, ElicitResultSchema);
    return answer.content.name;
  },
  get_variable: (params) => String(process.env[params.arguments.name]),
};

if (process.argv.includes("--http")) serveHttp();
else await createLabServer().connect(new StdioServerTransport());

function serveHttp() {
  const sessions = new Map();
  const server = createServer(async (request, response) => {
    if (process.env.LAB_HEADER && request.headers["x-lab"] !== process.env.LAB_HEADER) {
      response.writeHead(401).end();
      return;
    }
    const id = request.headers["mcp-session-id"];
    let transport = sessions.get(id);
    if (!transport) {
      transport = new StreamableHTTPServerTransport({
        sessionIdGenerator: () => randomUUID(),
        onsessioninitialized: (session) => void sessions.set(session, transport),
        enableJsonResponse: process.argv.includes("--json"),
      });
      await createLabServer().connect(transport);
    }
    await transport.handleRequest(request, response);
  });
  server.listen(0, "127.0.0.1", () =>
    console.log(`http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}/mcp`),
  );
}
