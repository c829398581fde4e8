import type { Readable, Writable } from "node:stream";

/** A message that is longer is no message of an agent: the connection ends. */
const longestLine = 32 * 1024 * 1024;

/** What the other side may call. Throwing answers with an error and its message. */
export interface AcpHandlers {
  request(method: string, params: unknown): Promise<unknown>;
  notify(method: string, params: unknown): void;
  /** The connection is over; nothing comes any more. */
  ended(): void;
}

export interface AcpConnection {
  /** Rejects with the other side's message, or when the connection ends first. */
  call(method: string, params: unknown): Promise<unknown>;
  notify(method: string, params: unknown): void;
  end(): void;
}

type Fields = Readonly<Record<string, unknown>>;

/** JSON-RPC 2.0, one message a line, as the Agent Client Protocol has it over an agent's stdin and stdout. */
export function connectAcp(input: Readable, output: Writable, handlers: AcpHandlers): AcpConnection {
  const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let nextId = 1;
  let over = false;
  let rest = "";

  function send(message: object): void {
    if (!over) output.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  }

  function end(): void {
    if (over) return;
    over = true;
    for (const { reject } of open.values()) reject(new Error("The agent has ended."));
    open.clear();
    handlers.ended();
  }

  async function answer(id: unknown, method: string, params: unknown): Promise<void> {
    try {
      send({ id, result: (await handlers.request(method, params)) ?? null });
    } catch (error) {
      send({ id, error: { code: -32_000, message: error instanceof Error ? error.message : "It failed." } });
    }
  }

  function receive(line: string): void {
    const message = parse(line);
    if (!message) return;
    if (typeof message.method === "string") {
      if (message.id === undefined || message.id === null) handlers.notify(message.method, message.params);
      else void answer(message.id, message.method, message.params);
      return;
    }
    const waiting = open.get(message.id as number);
    if (!waiting) return;
    open.delete(message.id as number);
    if (message.error === undefined) waiting.resolve(message.result);
    else waiting.reject(new Error(String((message.error as Fields | null)?.message ?? "The agent reported an error.")));
  }

  input.setEncoding("utf8");
  input.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) receive(line);
    if (rest.length > longestLine) end();
  });
  input.on("error", end);
  input.on("close", end);
  output.on("error", end);

  return {
    call(method, params) {
      if (over) return Promise.reject(new Error("The agent has ended."));
      const id = nextId++;
      return new Promise((resolve, reject) => {
        open.set(id, { resolve, reject });
        send({ id, method, params });
      });
    },
    notify: (method, params) => send({ method, params }),
    end,
  };
}

/** Agents print other lines too; what is no message is not for us. */
function parse(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}
