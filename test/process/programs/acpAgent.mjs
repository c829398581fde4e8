/** A small ACP agent that does what its prompt says: each line of it is a request to the client, as JSON. */
import { createInterface } from "node:readline";

let nextId = 1;
/** @type {Map<number, (message: any) => void>} */
const waiting = new Map();
const send = (/** @type {object} */ message) =>
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);

/** @param {{ method: string, params: object }} request */
function ask(request) {
  const id = nextId++;
  send({ id, ...request });
  return new Promise((resolve) => waiting.set(id, resolve));
}

/** @param {any} message */
async function prompted({ id, params }) {
  for (const line of params.prompt[0].text.split("\n")) {
    const request = JSON.parse(line);
    const { result, error } = await ask({ ...request, params: { sessionId: "s", ...request.params } });
    const text = JSON.stringify(error ?? result);
    const update = { sessionUpdate: "agent_message_chunk", content: { type: "text", text } };
    send({ method: "session/update", params: { sessionId: "s", update } });
  }
  send({ id, result: { stopReason: "end_turn" } });
}

/** @type {Readonly<Record<string, (message: any) => unknown>>} */
const methods = {
  initialize: ({ id }) => send({ id, result: { protocolVersion: Number(process.argv[2] ?? 1) } }),
  "session/new": ({ id }) => send({ id, result: { sessionId: "s" } }),
  "session/prompt": prompted,
  "session/cancel": () => undefined,
};

for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  if (message.method) void methods[message.method]?.(message);
  else waiting.get(message.id)?.(message);
}
