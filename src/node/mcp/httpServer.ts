import type { IncomingMessage } from "node:http";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { type ClientMessage, idKey, readClientLine } from "./clientLine.ts";
import { headersVariable } from "./environment.ts";
import { createEventReader } from "./eventStream.ts";
import type { Upstream, UpstreamHandlers } from "./upstream.ts";

/**
 * A server that is reached over streamable HTTP: each line of the client is one POST, what comes back is a line each.
 * Redirects are not followed: the headers hold secrets, and the address is what was looked at.
 */
export function startHttpServer(url: string, environment: NodeJS.ProcessEnv, handlers: UpstreamHandlers): Upstream {
  const headers = readHeaders(environment[headersVariable]);
  const server = new HttpServer(url, headers ?? {}, handlers);
  if (!headers) server.fail(`${headersVariable} is no JSON object of texts.`);
  return server;
}

type Headers = Readonly<Record<string, string>>;

/** Undefined when they cannot be read. */
function readHeaders(text: string | undefined): Headers | undefined {
  if (text === undefined) return {};
  try {
    const value = JSON.parse(text) as unknown;
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject && Object.values(value).every((one) => typeof one === "string") ? (value as Headers) : undefined;
  } catch {
    return undefined;
  }
}

/** A stream that broke is taken up again after so many milliseconds, unless the server says another number. */
const reconnectMs = 1_000;

/** The requests of one POST that still wait for an answer, by the key of their id. */
type Waiting = Map<string, string>;

/** Where a stream ended, for taking it up again. */
interface StreamEnd {
  readonly id?: string;
  readonly retryMs?: number;
}

const nothing = (): StreamEnd => ({});

class HttpServer implements Upstream {
  readonly #url: URL;
  readonly #headers: Headers;
  readonly #handlers: UpstreamHandlers;
  readonly #open = new Set<{ destroy(): void }>();
  #session: string | undefined;
  #version: string | undefined;
  #over = false;
  #listening = false;
  /** Messages that the next ones must not overtake. */
  #before: Promise<unknown> = Promise.resolve();

  constructor(url: string, headers: Headers, handlers: UpstreamHandlers) {
    this.#url = new URL(url);
    this.#headers = headers;
    this.#handlers = handlers;
  }

  send(bytes: Uint8Array | string): void {
    const read = readClientLine(trimLine(Buffer.from(bytes)));
    if (read.kind !== "messages" || this.#over) return;
    const post = this.#before.then(() => this.#post(read.messages, read.batch));
    // A notification or the first request changes what the server makes of the next message; a call takes its time.
    const isQuick = read.messages.every(({ id, method }) => id === undefined || method === undefined);
    const isFirst = read.messages.some(({ method }) => method === "initialize");
    if (isQuick || isFirst) this.#before = post.catch(() => undefined);
  }

  finish(): void {
    this.#end({ code: 0, signal: null });
  }

  signal(name: NodeJS.Signals): void {
    this.#end({ code: null, signal: name });
  }

  fail(problem: string): void {
    setImmediate(() => this.#end({ code: 1, signal: null, problem }));
  }

  /** The server is told that its session is over; whether it listens does not matter. */
  #end(end: Parameters<UpstreamHandlers["ended"]>[0]): void {
    if (this.#over) return;
    this.#over = true;
    for (const one of this.#open) one.destroy();
    const done = () => this.#handlers.ended(end);
    if (this.#session === undefined) return void setImmediate(done);
    const timer = setTimeout(done, 1_000);
    this.#request("DELETE", {}, undefined)
      .then(
        ({ response }) => response.resume(),
        () => undefined,
      )
      .finally(() => {
        clearTimeout(timer);
        done();
      });
  }

  async #post(messages: readonly ClientMessage[], batch: boolean): Promise<void> {
    const body = batch ? `[${messages.map(({ text }) => text).join(",")}]` : (messages[0]?.text ?? "");
    const waiting: Waiting = new Map(
      messages.flatMap(({ id, method }) => (id && method ? [[idKey(JSON.parse(id)), id]] : [])),
    );
    try {
      const { response } = await this.#request("POST", modernHeaders(messages), body);
      this.#session = first(response.headers["mcp-session-id"]) ?? this.#session;
      const status = response.statusCode ?? 0;
      if (messages.some(({ method }) => method === "notifications/initialized") && status < 300) this.#listen();
      const read = this.#read(response, waiting, status);
      // Headers are enough to go on; the body may be a stream that lasts.
      read.catch((error) => this.#tell(waiting, `The connection broke: ${messageOf(error)}`));
    } catch (error) {
      this.#tell(waiting, `The server cannot be reached: ${messageOf(error)}`);
    }
  }

  async #read(response: IncomingMessage, waiting: Waiting, status: number): Promise<void> {
    const type = String(response.headers["content-type"] ?? "");
    if (type.startsWith("text/event-stream") && status === 200) {
      const last = await this.#readEvents(response, waiting);
      if (waiting.size > 0 && last.id !== undefined) return this.#resume(last.id, last.retryMs, waiting);
    } else {
      const text = await wholeText(response);
      if (text.trim() !== "" && type.startsWith("application/json")) this.#hand(text, waiting);
    }
    this.#tell(waiting, status >= 400 ? statusText(status) : "The server ended its answer without a result.");
  }

  async #readEvents(response: IncomingMessage, waiting: Waiting): Promise<StreamEnd> {
    let id: string | undefined;
    const reader = createEventReader((event) => {
      id = event.id;
      if (event.data.trim() !== "") this.#hand(event.data, waiting);
    });
    response.setEncoding("utf8");
    try {
      for await (const text of response) reader.push(text as string);
    } catch (error) {
      if (id === undefined) throw error;
    }
    const { retryMs } = reader;
    return { ...(id === undefined ? {} : { id }), ...(retryMs === undefined ? {} : { retryMs }) };
  }

  /** Takes a broken stream up where it broke. */
  async #resume(lastId: string, retryMs: number | undefined, waiting: Waiting): Promise<void> {
    await delay(retryMs ?? reconnectMs);
    if (this.#over) return;
    const headers = { accept: "text/event-stream", "last-event-id": lastId };
    const { response } = await this.#request("GET", headers, undefined);
    await this.#read(response, waiting, response.statusCode ?? 0);
  }

  /** Messages of the server that answer nothing come on a stream of their own. Servers need not have one. */
  #listen(): void {
    if (this.#listening) return;
    this.#listening = true;
    void (async () => {
      let lastId: string | undefined;
      while (!this.#over) {
        const headers = { accept: "text/event-stream", ...(lastId === undefined ? {} : { "last-event-id": lastId }) };
        const result = await this.#request("GET", headers, undefined).catch(() => undefined);
        const status = result?.response.statusCode ?? 0;
        if (status >= 400 && status < 500) return void result?.response.resume();
        const last = result && status === 200 ? await this.#readEvents(result.response, new Map()).catch(nothing) : {};
        lastId = last.id ?? lastId;
        await delay(last.retryMs ?? reconnectMs);
      }
    })();
  }

  #request(method: string, headers: Headers, body: string | undefined): Promise<{ response: IncomingMessage }> {
    const send = this.#url.protocol === "https:" ? requestHttps : requestHttp;
    return new Promise((resolve, reject) => {
      const request = send(this.#url, {
        method,
        headers: {
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          accept: "application/json, text/event-stream",
          ...(this.#session === undefined ? {} : { "mcp-session-id": this.#session }),
          ...(this.#version === undefined ? {} : { "mcp-protocol-version": this.#version }),
          ...headers,
          ...this.#headers,
        },
      });
      this.#open.add(request);
      request.on("close", () => this.#open.delete(request));
      request.on("error", reject);
      request.on("response", (response) => resolve({ response }));
      request.end(body);
    });
  }

  /** One message of the server, on one line: line ends in JSON are blanks. */
  #hand(text: string, waiting: Waiting): void {
    const line = text.replace(/[\r\n]+/g, " ").trim();
    const value = parse(line);
    for (const message of Array.isArray(value) ? value : [value]) {
      const { id, method, result } = (message ?? {}) as { id?: unknown; method?: unknown; result?: unknown };
      if (method === undefined && id !== undefined) waiting.delete(idKey(id));
      const version = (result as { protocolVersion?: unknown } | null | undefined)?.protocolVersion;
      if (this.#version === undefined && typeof version === "string") this.#version = version;
    }
    this.#handlers.data(Buffer.from(`${line}\n`));
  }

  #tell(waiting: Waiting, problem: string): void {
    if (this.#over) return;
    for (const id of waiting.values()) {
      const error = { code: -32000, message: `Countersign's proxy got no answer. ${problem}` };
      this.#handlers.data(Buffer.from(`{"jsonrpc":"2.0","id":${id},"error":${JSON.stringify(error)}}\n`));
    }
    waiting.clear();
  }
}

/** From 2026-07-28 on, headers repeat what the body says, and the server compares them. */
function modernHeaders(messages: readonly ClientMessage[]): Record<string, string> {
  const [only] = messages;
  const params = (only?.params ?? {}) as { _meta?: Record<string, unknown>; name?: unknown; uri?: unknown };
  const version = params._meta?.["io.modelcontextprotocol/protocolVersion"];
  if (messages.length !== 1 || typeof version !== "string" || !only?.method) return {};
  const name = params.name ?? params.uri;
  const isPlain = (text: unknown): text is string => typeof text === "string" && /^[\x20-\x7e]+$/.test(text);
  return {
    ...(isPlain(version) ? { "mcp-protocol-version": version } : {}),
    ...(isPlain(only.method) ? { "mcp-method": only.method } : {}),
    ...(isPlain(name) ? { "mcp-name": name } : {}),
  };
}

function statusText(status: number): string {
  const signIn = status === 401 || status === 403;
  const hint = signIn ? " It wants a sign-in that the proxy cannot give: unwrap the server, or give it a header." : "";
  return `The server answered with status ${status}.${hint}`;
}

async function wholeText(response: IncomingMessage): Promise<string> {
  response.setEncoding("utf8");
  let text = "";
  for await (const part of response) text += part;
  return text;
}

function trimLine(bytes: Buffer): Buffer {
  return bytes.at(-1) === 10 ? bytes.subarray(0, -1) : bytes;
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
