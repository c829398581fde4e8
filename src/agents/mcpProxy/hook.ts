/** Calls of MCP tools that our own proxy holds, for every agent that starts its servers through it. */
import type { ToolChange } from "../../core/model/action.ts";
import type { HeldCall } from "../../core/model/heldCall.ts";
import { denial, type HookAgent, passThrough } from "../hookAgent.ts";
import { type Fields, fieldsOf, list, optional, text } from "../payload.ts";

export const mcpProxyHook: HookAgent<"mcp-client"> = {
  id: "mcp-client",
  title: "An MCP client",
  readPayload,
  // The proxy takes new words of a tool for known only when a person has seen them.
  allow: (_call, by) => (by === "person" ? { ...passThrough, stdout: `${JSON.stringify({ by })}\n` } : passThrough),
  deny: (_call, reason) => denial(reason, {}),
};

type ClientAgent = HookAgent["id"] | "mcp-client";

/** What clients say their name is in the protocol's `clientInfo`, and the agent that is. Seen 2026-11-25. */
const knownClients: Readonly<Record<string, ClientAgent>> = {
  // Claude Code 2.1.329
  "claude-code": "claude-code",
};

/** Our own proxy writes it (src/proxy/heldCalls.ts), and still every field of it may be hostile. */
function readPayload(payload: unknown): HeldCall | undefined {
  const fields = fieldsOf(payload);
  const [server, tool] = [text(fields?.server), text(fields?.tool)];
  const after = fields?.hook_event_name === "McpToolResult";
  if (!fields || (!after && fields.hook_event_name !== "McpToolCall")) return undefined;
  if (server === undefined || tool === undefined) return undefined;
  const cwd = text(fields.cwd);
  const client = text(fields.client);
  const agent = agentOf(client);
  const annotations = fieldsOf(fields.annotations);
  const changes = list(fields.changes).flatMap(readChange);
  return {
    agent,
    event: after ? "post-tool" : "pre-tool",
    tool,
    ...(after ? endOf(fields) : {}),
    ...optional("sessionId", text(fields.session)),
    ...optional("callId", text(fields.call)),
    ...optional("cwd", cwd),
    ...optional("client", agent === "mcp-client" ? client : undefined),
    actions: [
      {
        kind: "mcp_call",
        agent,
        server,
        tool,
        args: fields.args,
        ...optional("cwd", cwd),
        ...(annotations ? { annotations } : {}),
        ...(changes.length > 0 ? { changes } : {}),
      },
    ],
  };
}

function endOf({ became, durationMs, bytes }: Fields): Pick<HeldCall, "became" | "durationMs" | "resultBytes"> {
  return {
    ...(became === "done" || became === "failed" ? { became } : {}),
    ...measured("durationMs", durationMs),
    ...measured("resultBytes", bytes),
  };
}

function measured<K extends string>(key: K, value: unknown): { [P in K]?: number } {
  return typeof value === "number" && value >= 0 ? ({ [key]: value } as { [P in K]?: number }) : {};
}

function agentOf(client: string | undefined): ClientAgent {
  return client !== undefined && Object.hasOwn(knownClients, client)
    ? (knownClients[client] as ClientAgent)
    : "mcp-client";
}

function readChange(value: unknown): ToolChange[] {
  const change: Fields = fieldsOf(value) ?? {};
  return [
    {
      part: text(change.part) ?? "definition",
      ...optional("before", text(change.before)),
      ...optional("after", text(change.after)),
    },
  ];
}
