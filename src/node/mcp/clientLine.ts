/** Reads what the client sends, one line at a time: what may pass, what is a call to hold, and what is refused. */
import { fold, itemsOf, type MemberSlice, membersOf, repeatedKey, type Slice } from "./strictJson.ts";

/** A `tools/call`, understood. */
export interface ToolCall {
  /** The id as it is written, for the answer; undefined for a call that wants none. */
  readonly id: string | undefined;
  readonly tool: string;
  readonly args: unknown;
  readonly meta: Readonly<Record<string, unknown>>;
  /** It asks for a task to be started and not for a result. */
  readonly asTask: boolean;
}

/** One JSON-RPC message: its text as it came, and the call if it is one. */
export interface ClientMessage {
  readonly text: string;
  readonly id: string | undefined;
  readonly method: string | undefined;
  readonly params: unknown;
  readonly call?: ToolCall;
}

export type ClientLine =
  | { readonly kind: "blank" }
  | { readonly kind: "messages"; readonly messages: readonly ClientMessage[]; readonly batch: boolean }
  /** `ids`: of the requests in it that can be told, so that nobody waits for them. */
  | { readonly kind: "refused"; readonly reason: string; readonly ids: readonly string[] };

/** @param line without its line feed. Never throws; what cannot be read for certain is refused. */
export function readClientLine(line: Uint8Array): ClientLine {
  try {
    return readText(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(line));
  } catch {
    return { kind: "refused", reason: "The message is not valid UTF-8.", ids: [] };
  }
}

/** The name of a request's id in tables: some clients and servers write a number as a text. */
export function idKey(id: unknown): string {
  return String(id);
}

function readText(text: string): ClientLine {
  // A carriage return elsewhere is a blank to us and the end of a line to others, who would read several messages.
  const body = text.endsWith("\r") ? text.slice(0, -1) : text;
  if (/^[ \t]*$/.test(body)) return { kind: "blank" };
  const value = parse(body);
  if (value === undefined) return refused("The message is not valid JSON.");
  if (body.includes("\r")) return refused("The message could be read as several.", value, body);
  const repeated = repeatedKey(body);
  if (repeated !== undefined) return refused("The message names a field twice.", value, body);
  const batch = Array.isArray(value);
  const slices: readonly Slice[] = batch ? itemsOf(body) : [{ start: 0, end: body.length }];
  const messages: ClientMessage[] = [];
  for (const slice of slices) {
    const message = readMessage(body.slice(slice.start, slice.end));
    if ("fault" in message) return refused(message.fault, value, body);
    messages.push(message);
  }
  return { kind: "messages", messages, batch };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Fields = Readonly<Record<string, unknown>>;

const messageKeys = ["jsonrpc", "id", "method", "params", "result", "error"];
const callKeys = ["name", "arguments", "_meta", "task"];

function readMessage(text: string): ClientMessage | { readonly fault: string } {
  const value: unknown = JSON.parse(text);
  if (!isFields(value)) return { fault: "The message is not a JSON-RPC message." };
  const members = membersOf(text);
  const misspelled = misspelledKey(members, messageKeys);
  if (misspelled) return { fault: "The message names a field in a spelling that not all readers take for it." };
  const { method, params } = value;
  const id = rawId(text, members, value.id);
  if (id === false) return { fault: "The message has an id that is neither a text nor a number." };
  if (method !== undefined && typeof method !== "string") return { fault: "The message's method is not a text." };
  const message = { text, id, method, params };
  if (method === undefined || !isCallMethod(method)) return message;
  if (!isFields(params) || typeof params.name !== "string") return { fault: "The tool call names no tool." };
  const paramsAt = members.find(({ key }) => key === "params")?.value.start ?? 0;
  if (misspelledKey(membersOf(text, paramsAt), callKeys)) {
    return { fault: "The tool call names a field in a spelling that not all readers take for it." };
  }
  const meta = isFields(params._meta) ? params._meta : {};
  const call = { id, tool: params.name, args: params.arguments, meta, asTask: params.task !== undefined };
  return { ...message, call };
}

/** Nothing but `tools/call` is a call; what a lenient reader could take for it is held too. */
function isCallMethod(method: string): boolean {
  return fold(method.normalize("NFKC")).replace(/[^a-z/]/g, "") === "tools/call";
}

function misspelledKey(members: readonly MemberSlice[], known: readonly string[]): boolean {
  return members.some(({ key }) => !known.includes(key) && known.includes(fold(key)));
}

/** False when the id is of a type no request may have. `null` counts as none, as it does for servers. */
function rawId(text: string, members: readonly MemberSlice[], id: unknown): string | undefined | false {
  if (id === undefined || id === null) return undefined;
  if (typeof id !== "string" && typeof id !== "number") return false;
  const slice = members.find(({ key }) => key === "id")?.value;
  return slice && text.slice(slice.start, slice.end);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refused(reason: string, value?: unknown, text?: string): ClientLine {
  return { kind: "refused", reason, ids: value === undefined || text === undefined ? [] : requestIds(value) };
}

function requestIds(value: unknown): string[] {
  const messages = Array.isArray(value) ? value : [value];
  return messages.flatMap((message) => {
    const id = isFields(message) && "method" in message ? message.id : undefined;
    return typeof id === "string" || typeof id === "number" ? [JSON.stringify(id)] : [];
  });
}
