import { irreversibleOrOutward } from "../model/effect.ts";
import { defineRule } from "./rule.ts";
import { definitionsOf, effectList, nameOrStart, realClaims } from "./support.ts";

export const descriptionMissing = defineRule({
  id: "description-missing",
  title: "A tool that others feel has no description",
  family: "description",
  severity: "low",
  confidence: "medium",
  messages: {
    missing:
      "“{tool}” can {effects} and has no description, so a model guesses from its name when to use it. Say what it does and what cannot be undone.",
  },
  *check({ document }) {
    for (const tool of definitionsOf(document, "tool")) {
      if (tool.description?.text.trim() || !/^(?:mcp|fastmcp|ai-sdk|openai-agents|langchain)/.test(tool.format))
        continue;
      const claims = realClaims(tool).filter(
        ({ effect, origin }) => origin === "code" && irreversibleOrOutward.has(effect),
      );
      if (claims.length === 0) continue;
      const effects = effectList(claims.map(({ effect }) => effect));
      yield { messageId: "missing", data: { tool: tool.name, effects }, span: nameOrStart(tool) };
    }
  },
});
