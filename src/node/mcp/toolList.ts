/** What the server lists now, seen on its way to the client, and asked for where the client did not ask. */

import { idKey } from "./clientLine.ts";
import { readDefinitions, type ToolDefinition } from "./definitions.ts";
import { repeatedKey } from "./strictJson.ts";

export interface ToolListPorts {
  /** Sends a request of our own to the server. */
  send(line: string): void;
  /** Tools came by. */
  seen(tools: ReadonlyMap<string, ToolDefinition>): void;
}

export interface ToolList {
  /** The client asks for a list: what comes back under that id is read. */
  requested(id: string): void;
  /** @returns true when the message answers a request of our own, so that it is not for the client */
  observe(line: Uint8Array): boolean;
  /** Undefined: the server does not list it. @throws when the server gives no list */
  find(tool: string, meta: Readonly<Record<string, unknown>>): Promise<ToolDefinition | undefined>;
}

/** A server that does not answer in this time has no list to compare. */
const listTimeoutMs = 60_000;

/** More pages than any server has; one that never ends them would keep the call for ever. */
const maxPages = 200;

export function createToolList(ports: ToolListPorts): ToolList {
  return new ServerTools(ports);
}

type Reply = { readonly result?: unknown };

class ServerTools implements ToolList {
  readonly #ports: ToolListPorts;
  #known = new Map<string, ToolDefinition>();
  #stale = true;
  /** Lists the client waits for, and whether each starts from the beginning. */
  readonly #asked = new Set<string>();
  readonly #own = new Map<string, (reply: Reply | undefined) => void>();
  readonly #prefix = `countersign-${crypto.randomUUID()}-`;
  #count = 0;
  #refreshing: Promise<void> | undefined;

  constructor(ports: ToolListPorts) {
    this.#ports = ports;
  }

  requested(id: string): void {
    this.#asked.add(idKey(JSON.parse(id)));
  }

  observe(line: Uint8Array): boolean {
    if (this.#asked.size === 0 && this.#own.size === 0 && !mentionsListChange(line)) return false;
    const text = new TextDecoder().decode(line);
    const value = parse(text);
    const messages = Array.isArray(value) ? value : [value];
    const [only] = messages;
    if (messages.length === 1 && this.#takeOwn(only)) return true;
    for (const message of messages) this.#look(message, text);
    return false;
  }

  async find(tool: string, meta: Readonly<Record<string, unknown>>): Promise<ToolDefinition | undefined> {
    if (this.#stale || !this.#known.has(tool)) {
      this.#refreshing ??= this.#refresh(meta).finally(() => {
        this.#refreshing = undefined;
      });
      await this.#refreshing;
    }
    return this.#known.get(tool);
  }

  #takeOwn(message: unknown): boolean {
    const id = (message as { id?: unknown } | null | undefined)?.id;
    const waiting = typeof id === "string" ? this.#own.get(id) : undefined;
    if (!waiting) return typeof id === "string" && id.startsWith(this.#prefix);
    this.#own.delete(id as string);
    waiting(message as Reply);
    return true;
  }

  #look(message: unknown, text: string): void {
    const { id, method, result } = (message ?? {}) as { id?: unknown; method?: unknown; result?: unknown };
    if (method === "notifications/tools/list_changed") this.#stale = true;
    if (method !== undefined || id === undefined || !this.#asked.delete(idKey(id))) return;
    // Two readers of such a list could see different words: none of them are taken for known.
    const tools = repeatedKey(text) === undefined ? readDefinitions(result) : undefined;
    if (!tools) return;
    for (const [name, definition] of tools) this.#known.set(name, definition);
    this.#stale = false;
    this.#ports.seen(tools);
  }

  async #refresh(meta: Readonly<Record<string, unknown>>): Promise<void> {
    const found = new Map<string, ToolDefinition>();
    let cursor: unknown;
    for (let page = 0; page < maxPages; page++) {
      const { result } = await this.#ask(meta, cursor);
      const tools = readDefinitions(result);
      if (!tools) throw new Error("The server does not say which tools it has.");
      for (const [name, definition] of tools) found.set(name, definition);
      cursor = (result as { nextCursor?: unknown }).nextCursor;
      if (cursor === undefined || cursor === null) {
        this.#known = found;
        this.#stale = false;
        this.#ports.seen(found);
        return;
      }
    }
    throw new Error("The server's list of tools does not end.");
  }

  #ask(meta: Readonly<Record<string, unknown>>, cursor: unknown): Promise<Reply> {
    const id = `${this.#prefix}${this.#count++}`;
    // From 2026-07-28 on every request says its protocol version in _meta.
    const protocol = Object.entries(meta).filter(([key]) => key.startsWith("io.modelcontextprotocol/"));
    const params = {
      ...(protocol.length > 0 ? { _meta: Object.fromEntries(protocol) } : {}),
      ...(cursor === undefined ? {} : { cursor }),
    };
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#own.get(id)?.(undefined), listTimeoutMs);
      this.#own.set(id, (reply) => {
        clearTimeout(timer);
        this.#own.delete(id);
        if (reply) resolve(reply);
        else reject(new Error("The server does not say in time which tools it has."));
      });
      this.#ports.send(JSON.stringify({ jsonrpc: "2.0", id, method: "tools/list", params }));
    });
  }
}

/** A cheap look at the bytes: most lines need not be read. */
function mentionsListChange(line: Uint8Array): boolean {
  return Buffer.from(line.buffer, line.byteOffset, line.byteLength).includes("list_changed");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
