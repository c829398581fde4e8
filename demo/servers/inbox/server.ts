// An MCP server for a mailbox. The incident: "confirm first" was a sentence in a prompt, and got lost.
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

const mailApi = "http://127.0.0.1:8025/api";

const server = new McpServer({ name: "inbox", version: "1.0.0" });

server.registerTool(
  "list_messages",
  {
    description: "List the newest messages with sender and subject.",
    inputSchema: { limit: z.number().int().max(500) },
    annotations: { readOnlyHint: true },
  },
  async ({ limit }) => {
    const response = await fetch(`${mailApi}/messages?limit=${limit}`);
    return { content: [{ type: "text", text: await response.text() }] };
  },
);

server.registerTool(
  "delete_messages",
  {
    description: "Delete messages for good. Always ask the user for confirmation before calling this.",
    inputSchema: { ids: z.array(z.string()), confirmed: z.boolean() },
  },
  async ({ ids, confirmed }) => {
    if (!confirmed) {
      return { content: [{ type: "text", text: "Set confirmed to true once the user agreed." }] };
    }
    for (const id of ids) {
      await fetch(`${mailApi}/messages/${encodeURIComponent(id)}`, { method: "DELETE" });
    }
    return { content: [{ type: "text", text: `${ids.length} messages deleted` }] };
  },
);

void server.connect(new StdioServerTransport());
