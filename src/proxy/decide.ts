/** Decides one held call: its tool's words against what was seen before, then the gate. */
import { randomUUID } from "node:crypto";
import type { ToolChange } from "../core/model/action.ts";
import { askGate } from "../node/askGate.ts";
import type { Locations } from "../node/locations.ts";
import type { ToolCall } from "../node/mcp/clientLine.ts";
import type { ToolDefinition } from "../node/mcp/definitions.ts";
import type { Pins } from "../node/mcp/pins.ts";
import type { ToolList } from "../node/mcp/toolList.ts";
import { type HookReply, protocolVersion } from "../protocol/messages.ts";
import type { CallEnd } from "./results.ts";
import type { Decision, SessionPorts } from "./session.ts";

export interface DecideOptions {
  readonly locations: Locations;
  readonly unattended: string;
  /** What the configuration calls the server. */
  readonly server: string;
  readonly cwd: string;
  readonly patienceMs: number;
  readonly tools: ToolList;
  readonly pins: Pins;
}

export function createDecide(options: DecideOptions): SessionPorts["decide"] {
  const session = `mcp-${randomUUID()}`;
  let calls = 0;
  return async (call, client, signal) => {
    // An id of our own: a client counts from 0 again after each start, and the gate tells calls apart by it.
    const facts = { session, call: String(++calls), client };
    try {
      const definition = await options.tools.find(call.tool, call.meta);
      const changes = await options.pins.compare(call.tool, definition);
      if (signal.aborted) return denied("The call was cancelled.");
      const payload = payloadOf(options, call, definition, changes, facts);
      const answer = await askGate({ ...options, signal, request: requestOf(options, payload) });
      if (!answer.allowed) return denied(answer.reason);
      const ended = (end: CallEnd) => tell(options, payload, end);
      if (changes.length === 0) return { kind: "allow", ended };
      if (!isByPerson(answer.reply)) return denied(`${stopped} The tool's words changed and nobody has seen it.`);
      await options.pins.accept(call.tool, definition).catch(() => undefined);
      return { kind: "allow", ended };
    } catch (error) {
      return denied(`${stopped} The tool could not be compared with what it was: ${messageOf(error)}`);
    }
  };
}

/** Told in passing: what comes of it changes nothing, and nobody waits for it. */
function tell(options: DecideOptions, payload: string, { became, durationMs, bytes }: CallEnd): void {
  const after = { ...JSON.parse(payload), hook_event_name: "McpToolResult", became, durationMs, bytes };
  const request = { ...requestOf(options, JSON.stringify(after)), patienceMs: tellPatienceMs };
  void askGate({ ...options, signal: new AbortController().signal, request });
}

const tellPatienceMs = 10_000;

const stopped = "Countersign stopped this call.";

function denied(reason: string): Decision {
  return { kind: "deny", reason };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

interface CallFacts {
  readonly session: string;
  readonly call: string;
  readonly client: string | undefined;
}

/** Read by src/agents/mcpProxy/hook.ts. */
function payloadOf(
  { server, cwd }: DecideOptions,
  { tool, args }: ToolCall,
  definition: ToolDefinition | undefined,
  changes: readonly ToolChange[],
  facts: CallFacts,
): string {
  const annotations = definition?.annotations;
  return JSON.stringify({ hook_event_name: "McpToolCall", ...facts, server, tool, args, annotations, changes, cwd });
}

function requestOf({ cwd, patienceMs }: DecideOptions, payload: string) {
  return { v: protocolVersion, type: "held", source: "mcp-proxy", payload, cwd, patienceMs } as const;
}

function isByPerson({ stdout }: HookReply): boolean {
  try {
    return (JSON.parse(stdout) as { by?: unknown } | null)?.by === "person";
  } catch {
    return false;
  }
}
