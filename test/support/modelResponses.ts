/** OpenAI's responses, as Codex 0.169.0 asks for them (seen 2026-11-25): always streamed. */
import type { Dialect, Turn } from "./model.ts";
import { type Json, list, named, newId, sendEvents, textOf } from "./modelWire.ts";

export const responsesDialect: Dialect = {
  speaks: (path) => path.endsWith("/responses"),
  read(path, body) {
    const input = list(body.input);
    const last = input.findLastIndex((item) => item.type === "message" && item.role === "user");
    const results = input.slice(last + 1).filter((item) => String(item.type).endsWith("_call_output"));
    return {
      path,
      body,
      tools: toolsOf(body).map((tool) => String(tool.name ?? tool.type ?? "")),
      prompt: textOf(input[last]?.content),
      results: results.map((item) => textOf(item.output)),
    };
  },
  answer(response, _path, body, turn) {
    const items = [...textItems(turn), ...callItems(turn)];
    const base = { id: newId("resp"), object: "response", model: body.model };
    sendEvents(response, [
      named("response.created", { response: { ...base, status: "in_progress", output: [] } }),
      ...items.flatMap((item, index) => [
        named("response.output_item.added", { output_index: index, item }),
        named("response.output_item.done", { output_index: index, item }),
      ]),
      named("response.completed", { response: { ...base, status: "completed", output: items, usage } }),
    ]);
  },
};

/** Models that work by code are offered their tools inside the conversation. */
function toolsOf(body: Json): Json[] {
  const added = list(body.input).filter((item) => item.type === "additional_tools");
  return [...list(body.tools), ...added.flatMap((item) => list(item.tools))];
}

const usage = {
  input_tokens: 10,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: 5,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 15,
};

function textItems({ text }: Turn): Json[] {
  if (text === undefined) return [];
  const content = [{ type: "output_text", text, annotations: [] }];
  return [{ type: "message", role: "assistant", id: newId("msg"), status: "completed", content }];
}

function callItems({ calls = [] }: Turn): Json[] {
  return calls.map(({ tool, input, raw }) => {
    const call = { id: newId("item"), call_id: newId("call"), name: tool, status: "completed" };
    return raw === undefined
      ? { ...call, type: "function_call", arguments: JSON.stringify(input), ...namespaceOf(tool) }
      : { ...call, type: "custom_tool_call", input: raw };
  });
}

/** The tools of a server, and those for sub-agents, are offered as a namespace: `mcp__lab` and `lab_touch`. */
function namespaceOf(tool: string): Json {
  const found = /^(mcp__(?:[^_]|_(?!_))+)__(.+)$/.exec(tool);
  if (found) return { namespace: `${found[1]}`, name: found[2] };
  return /^(?:spawn|wait|close|resume)_agent$/.test(tool) ? { namespace: "multi_agent_v1" } : {};
}
