/**
 * Starts or reaches one server, asks it for its tools and ends it again. INVARIANT: only ever called because a person
 * saw exactly what would be started and said so.
 */
import type { ServerLaunch } from "../../core/wrap/launch.ts";
import { startChildServer } from "./childServer.ts";
import type { ToolDefinition } from "./definitions.ts";
import { headersVariable } from "./environment.ts";
import { startHttpServer } from "./httpServer.ts";
import { createLineReader } from "./lines.ts";
import { createToolList } from "./toolList.ts";
import type { ServerEnd, Upstream, UpstreamHandlers } from "./upstream.ts";

export interface AskOptions {
  /** Where a program starts. */
  readonly cwd: string;
  /** What a program gets besides what its entry gives it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly timeLimitMs: number;
  readonly signal: AbortSignal;
}

export type Asked =
  | { readonly tools: ReadonlyMap<string, ToolDefinition> }
  /** `said`: the end of what it wrote to its error output. */
  | { readonly problem: string; readonly said: string };

/** The newest version whose start is a request of its own. */
const protocolVersion = "2025-11-25";
const longestLine = 8 * 1024 * 1024;
const longestSaid = 2_000;

/** Never throws. The program has ended when it resolves, or is being ended. */
export function askServer(launch: Exclude<ServerLaunch, { kind: "unfit" }>, options: AskOptions): Promise<Asked> {
  return new Promise((resolve) => {
    let said = "";
    let over = false;
    let upstream: Upstream | undefined;
    const settle = (asked: Asked) => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      options.signal.removeEventListener("abort", cancel);
      upstream?.finish();
      upstream?.signal("SIGTERM");
      resolve(asked);
    };
    const fail = (problem: string) => settle({ problem, said: said.trim() });
    const cancel = () => fail("It was cancelled.");
    const seconds = Math.round(options.timeLimitMs / 1_000);
    const timer = setTimeout(() => fail(`It did not answer within ${seconds} seconds.`), options.timeLimitMs);
    options.signal.addEventListener("abort", cancel);
    const conversation = createConversation({
      send: (message) => upstream?.send(`${JSON.stringify(message)}\n`),
      listed: (tools) => settle({ tools }),
      fail,
    });
    const reader = createLineReader(
      { line: conversation.line, piece: () => fail("It sent more than a list of tools can be.") },
      longestLine,
    );
    upstream = start(launch, options, {
      data: (chunk) => over || reader.push(chunk),
      drained: () => undefined,
      said: (text) => {
        said = `${said}${text}`.slice(-longestSaid);
      },
      ended: (end) => fail(endWords(end)),
    });
    if (options.signal.aborted) cancel();
    else conversation.begin();
  });
}

function start(
  launch: Exclude<ServerLaunch, { kind: "unfit" }>,
  { cwd, environment }: AskOptions,
  handlers: UpstreamHandlers,
): Upstream {
  if (launch.kind === "url")
    return startHttpServer(launch.url, { [headersVariable]: JSON.stringify(launch.headers) }, handlers);
  const place = { cwd: launch.cwd ?? cwd, ownGroup: true };
  return startChildServer(launch.command, launch.args, { ...environment, ...launch.env }, handlers, place);
}

function endWords({ code, signal, problem }: ServerEnd): string {
  if (problem !== undefined) return `It could not be started or reached: ${problem}`;
  return `It ended before it told its tools (${signal ?? `exit code ${code}`}).`;
}

interface ConversationPorts {
  send(message: unknown): void;
  listed(tools: ReadonlyMap<string, ToolDefinition>): void;
  fail(problem: string): void;
}

const beginId = "countersign-begin";

/** The few messages that are needed. What the server asks for itself is refused: it gets nothing of this machine. */
function createConversation({ send, listed, fail }: ConversationPorts) {
  const list = createToolList({ send: (line) => send(JSON.parse(line)), seen: listed });
  const failed = (error: unknown) => fail(error instanceof Error ? error.message : String(error));
  const begun = ({ error }: { readonly error?: { readonly message?: unknown } }) => {
    if (error) return fail(`It refused to begin: ${String(error.message).slice(0, 300)}`);
    send({ jsonrpc: "2.0", method: "notifications/initialized" });
    list.find("", {}).catch(failed);
  };
  return {
    begin: () =>
      send({
        jsonrpc: "2.0",
        id: beginId,
        method: "initialize",
        params: { protocolVersion, capabilities: {}, clientInfo: { name: "countersign", version: "1" } },
      }),
    line(bytes: Uint8Array) {
      if (list.observe(bytes)) return;
      const message = parse(bytes);
      if (!message) return;
      if (message.id === beginId && message.method === undefined) begun(message);
      else if (message.method === "ping") send({ jsonrpc: "2.0", id: message.id, result: {} });
      else if (message.method !== undefined && message.id !== undefined)
        send({ jsonrpc: "2.0", id: message.id, error: { code: -32601, message: "Only the tools are asked for." } });
    },
  };
}

interface Message {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly error?: { readonly message?: unknown };
}

/** Programs print all kinds of lines; what is no message is passed over. */
function parse(bytes: Uint8Array): Message | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === "object" && value !== null ? (value as Message) : undefined;
  } catch {
    return undefined;
  }
}
