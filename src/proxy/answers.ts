/** What the client is told of a call that did not go ahead, and of a message that could not be read. */
import type { ToolCall } from "../node/mcp/clientLine.ts";

/** The first protocol version in which every result says what it is. */
const resultTypesSince = "2026-07-28";

/**
 * A denial in the form that reaches the model: the result of a tool that failed, with the reason as its text. A client
 * that asked for a task waits for another form of result, so it gets an error.
 * @param call with an id
 */
export function denialOf(call: ToolCall, reason: string): string {
  const id = call.id ?? "null";
  if (call.asTask) return errorText(id, deniedCode, reason);
  const version = call.meta["io.modelcontextprotocol/protocolVersion"];
  const isTyped = typeof version === "string" && version >= resultTypesSince;
  const result = {
    ...(isTyped ? { resultType: "complete" } : {}),
    content: [{ type: "text", text: reason }],
    isError: true,
  };
  return `{"jsonrpc":"2.0","id":${id},"result":${JSON.stringify(result)}}`;
}

/** @param ids as they are written; none: nobody can be named */
export function refusalsOf(ids: readonly string[], reason: string): string[] {
  const text = `Countersign did not pass this message on. ${reason}`;
  return (ids.length > 0 ? ids : ["null"]).map((id) => errorText(id, invalidCode, text));
}

/** Tells a client that resets its patience on progress that the call still waits. */
export function waitingNote(token: string | number, step: number): string {
  const params = { progressToken: token, progress: step / 1_000_000, message: "Waiting for an answer in Countersign" };
  return JSON.stringify({ jsonrpc: "2.0", method: "notifications/progress", params });
}

const deniedCode = -32001;
const invalidCode = -32600;

function errorText(id: string, code: number, message: string): string {
  return `{"jsonrpc":"2.0","id":${id},"error":${JSON.stringify({ code, message })}}`;
}
