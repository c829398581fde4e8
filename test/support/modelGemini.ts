/** Gemini's own dialect, as Gemini CLI 0.61.0 speaks it (seen 2026-11-25). */
import type { Dialect, Turn } from "./model.ts";
import { type Json, list, newId, sendEvents, sendJson, textOf } from "./modelWire.ts";

export const geminiDialect: Dialect = {
  speaks: (path) => /:(?:streamGenerateContent|generateContent|countTokens)$/.test(path),
  read(path, body) {
    const contents = list(body.contents);
    const isResult = (content: Json) => list(content.parts).some((part) => part.functionResponse !== undefined);
    const last = contents.findLastIndex((content) => content.role === "user" && !isResult(content));
    const parts = contents.slice(last + 1).flatMap((content) => list(content.parts));
    return {
      path,
      body,
      tools: list(body.tools).flatMap((tool) =>
        list(tool.functionDeclarations).map((declared) => String(declared.name ?? "")),
      ),
      prompt: textOf(contents[last]?.parts),
      results: parts.flatMap((part) =>
        part.functionResponse === undefined ? [] : [JSON.stringify((part.functionResponse as Json).response)],
      ),
    };
  },
  answer(response, path, body, turn) {
    if (path.endsWith(":countTokens")) return sendJson(response, { totalTokens: 100 });
    const content = { role: "model", parts: partsOf(turn) };
    const usageMetadata = { promptTokenCount: 10, candidatesTokenCount: 5, totalTokenCount: 15 };
    const reply = { candidates: [{ content, finishReason: "STOP", index: 0 }], usageMetadata, responseId: newId("r") };
    if (path.endsWith(":generateContent")) return sendJson(response, reply);
    return sendEvents(response, [{ data: { ...reply, modelVersion: body.model ?? "scripted" } }]);
  },
};

function partsOf({ text, calls = [] }: Turn): Json[] {
  const said = text === undefined ? [] : [{ text }];
  return [
    ...said,
    ...calls.map(({ tool, input }) => ({ functionCall: { id: newId("call"), name: tool, args: input } })),
  ];
}
