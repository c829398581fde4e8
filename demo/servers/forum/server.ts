// An MCP server for an internal forum. The incident: an agent that was asked to read could also post.
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

const forumUrl = process.env.FORUM_URL ?? "https://forum.example.com";

const server = new McpServer({ name: "forum", version: "1.0.0" });

server.registerTool(
  "read_thread",
  {
    description: "Read a forum thread with all replies.",
    inputSchema: { thread: z.string() },
    annotations: { readOnlyHint: true },
  },
  async ({ thread }) => {
    const response = await fetch(`${forumUrl}/api/threads/${encodeURIComponent(thread)}`);
    return { content: [{ type: "text", text: await response.text() }] };
  },
);

server.registerTool(
  "post_reply",
  {
    description: "Post a reply to a forum thread.",
    inputSchema: { thread: z.string(), text: z.string() },
  },
  async ({ thread, text }) => {
    const response = await publish(`/api/threads/${encodeURIComponent(thread)}/replies`, { text });
    return { content: [{ type: "text", text: `posted, status ${response.status}` }] };
  },
);

server.registerTool(
  "pin_thread",
  {
    description: "Pin a thread for everybody, after the user agreed.",
    inputSchema: { thread: z.string() },
  },
  async ({ thread }) => {
    const answer = await server.server.elicitInput({
      message: `Pin thread ${thread} for everybody?`,
      requestedSchema: { type: "object", properties: {} },
    });
    if (answer.action !== "accept") {
      return { content: [{ type: "text", text: "not pinned" }] };
    }
    const response = await publish(`/api/threads/${encodeURIComponent(thread)}/pin`, {});
    return { content: [{ type: "text", text: `pinned, status ${response.status}` }] };
  },
);

function publish(path: string, body: unknown): Promise<Response> {
  return fetch(forumUrl + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

void server.connect(new StdioServerTransport());
