/** What the dialects of the scripted model share: reading JSON, and answering with JSON or with events. */
import type { IncomingMessage, ServerResponse } from "node:http";

export type Json = Record<string, unknown>;

export interface ServerEvent {
  readonly event?: string;
  readonly data: unknown;
}

export function named(type: string, data: Json): ServerEvent {
  return { event: type, data: { type, ...data } };
}

export function sendEvents(response: ServerResponse, events: readonly ServerEvent[]): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
  for (const { event, data } of events) {
    if (event !== undefined) response.write(`event: ${event}\n`);
    response.write(`data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`);
  }
  response.end();
}

export function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
}

const maxBodyBytes = 64 * 1024 * 1024;

export async function readJson(message: IncomingMessage): Promise<Json | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of message as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxBodyBytes) return undefined;
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString("utf8")) as Json;
  } catch {
    return undefined;
  }
}

export function list(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

let ids = 0;

export function newId(prefix: string): string {
  ids += 1;
  return `${prefix}_scripted${ids}`;
}

export function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  return list(content)
    .map((part) => String(part.text ?? ""))
    .join("\n");
}
