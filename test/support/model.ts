/**
 * A scripted language model on loopback, in the dialects our agents speak: OpenAI chat completions (VS Code, Copilot
 * CLI, Qwen Code), OpenAI responses (Codex), Anthropic messages (Claude Code) and Gemini's own (Gemini CLI). It says
 * what the scene tells it to and remembers what it was asked.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { geminiDialect } from "./modelGemini.ts";
import { responsesDialect } from "./modelResponses.ts";
import {
  type Json,
  list,
  named,
  newId,
  readJson,
  type ServerEvent,
  sendEvents,
  sendJson,
  textOf,
} from "./modelWire.ts";

export interface ToolCall {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** For a tool that takes a text and no object (Codex's `apply_patch` and `exec`): the text. */
  readonly raw?: string;
}

/** One more way to talk to a model. The paths that are its own tell it from the others. */
export interface Dialect {
  speaks(path: string): boolean;
  read(path: string, body: Json): ModelRequest;
  answer(response: ServerResponse, path: string, body: Json, turn: Turn): void;
}

const otherDialects: readonly Dialect[] = [responsesDialect, geminiDialect];

/** One reply of the model: some text, then tool calls. */
export interface Turn {
  readonly text?: string;
  readonly calls?: readonly ToolCall[];
}

export interface ModelRequest {
  readonly path: string;
  /** Names of the tools the agent offers. Agents also ask without tools, for titles and summaries. */
  readonly tools: readonly string[];
  /** The last thing a user said, without what the host added around it where that can be told. */
  readonly prompt: string;
  /** Results of the tools called since that prompt, in order. */
  readonly results: readonly string[];
  readonly body: unknown;
}

/** Either a list of turns, played one after the other and then ended with "Done.", or a function of the request. */
export type Scene = readonly Turn[] | ((request: ModelRequest) => Turn);

export interface Model {
  /** Without a trailing slash. */
  readonly url: string;
  readonly requests: readonly ModelRequest[];
  /** Starts a scene; what is left of the former one is dropped. Each answer waits for `ready`. */
  play(scene: Scene, ready?: () => Promise<unknown>): void;
  end(): Promise<void>;
}

const done: Turn = { text: "Done." };

/**
 * @param options.port 0 or absent: any free port
 */
export async function startModel(options: { readonly port?: number } = {}): Promise<Model> {
  const requests: ModelRequest[] = [];
  let next: (request: ModelRequest) => Turn = () => done;
  let isReady: () => Promise<unknown> = async () => undefined;
  const server = createServer((message, response) => {
    void answer(message, response, async (request) => {
      requests.push(request);
      if (request.tools.length > 0) await isReady();
      return request.tools.length === 0 ? { text: "Scripted" } : next(request);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    play(scene, ready = async () => undefined) {
      isReady = ready;
      if (typeof scene === "function") {
        next = scene;
        return;
      }
      const left = [...scene];
      next = () => left.shift() ?? done;
    },
    async end() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  message: IncomingMessage,
  response: ServerResponse,
  turnFor: (request: ModelRequest) => Promise<Turn>,
): Promise<void> {
  const path = new URL(message.url ?? "/", "http://127.0.0.1").pathname;
  const body = message.method === "POST" ? await readJson(message) : undefined;
  const other = otherDialects.find(({ speaks }) => speaks(path));
  if (body !== undefined && path.endsWith("/chat/completions")) {
    answerOpenAi(response, body, await turnFor(readOpenAi(path, body)));
  } else if (body !== undefined && path.endsWith("/count_tokens")) {
    sendJson(response, { input_tokens: 100 });
  } else if (body !== undefined && path.endsWith("/messages")) {
    answerAnthropic(response, body, await turnFor(readAnthropic(path, body)));
  } else if (body !== undefined && other) {
    other.answer(response, path, body, await turnFor(other.read(path, body)));
  } else if (path.endsWith("/models")) {
    sendJson(response, { object: "list", data: [{ id: "scripted", object: "model" }] });
  } else {
    response.writeHead(404, { "content-type": "application/json" }).end('{"error":{"message":"not scripted"}}');
  }
}

function readOpenAi(path: string, body: Json): ModelRequest {
  const messages = list(body.messages);
  const last = messages.findLastIndex((message) => message.role === "user");
  const results = messages.slice(last + 1).filter((message) => message.role === "tool");
  return {
    path,
    body,
    tools: list(body.tools).map((tool) => String((tool.function as Json | undefined)?.name ?? "")),
    prompt: userRequest(textOf(messages[last]?.content)),
    results: results.map((message) => textOf(message.content)),
  };
}

function readAnthropic(path: string, body: Json): ModelRequest {
  const messages = list(body.messages);
  const isResult = (message: Json) => list(message.content).some((block) => block.type === "tool_result");
  const last = messages.findLastIndex((message) => message.role === "user" && !isResult(message));
  const blocks = messages.slice(last + 1).flatMap((message) => list(message.content));
  return {
    path,
    body,
    tools: list(body.tools).map((tool) => String(tool.name ?? "")),
    prompt: textOf(messages[last]?.content),
    results: blocks.filter((block) => block.type === "tool_result").map((block) => textOf(block.content)),
  };
}

/** VS Code puts what the user typed into `<userRequest>`, among much context. */
function userRequest(text: string): string {
  return /<userRequest>\s*([\s\S]*?)\s*<\/userRequest>/.exec(text)?.[1] ?? text;
}

function answerOpenAi(response: ServerResponse, body: Json, turn: Turn): void {
  const calls = (turn.calls ?? []).map((call, index) => ({
    index,
    id: newId("call"),
    type: "function",
    function: { name: call.tool, arguments: JSON.stringify(call.input) },
  }));
  const message = { role: "assistant", content: turn.text ?? "", ...(calls.length > 0 ? { tool_calls: calls } : {}) };
  const finish = calls.length > 0 ? "tool_calls" : "stop";
  const base = { id: newId("chatcmpl"), created: 0, model: body.model };
  if (body.stream !== true) {
    const choices = [{ index: 0, message, finish_reason: finish }];
    sendJson(response, { ...base, object: "chat.completion", choices, usage: openAiUsage });
    return;
  }
  const chunk = (delta: unknown, reason: string | null) => ({
    data: { ...base, object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason: reason }] },
  });
  sendEvents(response, [
    chunk(message, null),
    chunk({}, finish),
    { data: { ...base, object: "chat.completion.chunk", choices: [], usage: openAiUsage } },
    { data: "[DONE]" },
  ]);
}

const openAiUsage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };

function answerAnthropic(response: ServerResponse, body: Json, turn: Turn): void {
  const text = turn.text === undefined ? [] : [{ type: "text", text: turn.text }];
  const calls = (turn.calls ?? []).map((call) => ({
    type: "tool_use",
    id: newId("toolu"),
    name: call.tool,
    input: call.input,
  }));
  const content = [...text, ...calls];
  const stopReason = calls.length > 0 ? "tool_use" : "end_turn";
  const usage = { input_tokens: 10, output_tokens: 5 };
  const message = { id: newId("msg"), type: "message", role: "assistant", model: body.model, usage };
  if (body.stream !== true) {
    sendJson(response, { ...message, content, stop_reason: stopReason, stop_sequence: null });
    return;
  }
  sendEvents(response, [
    named("message_start", { message: { ...message, content: [], stop_reason: null, stop_sequence: null } }),
    ...content.flatMap((block, index) => blockEvents(block, index)),
    named("message_delta", { delta: { stop_reason: stopReason, stop_sequence: null }, usage }),
    named("message_stop", {}),
  ]);
}

function blockEvents(block: Json, index: number): ServerEvent[] {
  const isText = block.type === "text";
  const empty = isText ? { ...block, text: "" } : { ...block, input: {} };
  const delta = isText
    ? { type: "text_delta", text: block.text }
    : { type: "input_json_delta", partial_json: JSON.stringify(block.input) };
  return [
    named("content_block_start", { index, content_block: empty }),
    named("content_block_delta", { index, delta }),
    named("content_block_stop", { index }),
  ];
}
