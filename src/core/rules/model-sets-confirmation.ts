import { onlyLooking } from "../model/effect.ts";
import { defineRule } from "./rule.ts";
import { definitionsOf, nameOrStart, realClaims } from "./support.ts";

export const modelSetsConfirmation = defineRule({
  id: "model-sets-confirmation",
  title: "The confirmation is a parameter that the model fills in",
  family: "confirmation",
  severity: "high",
  confidence: "high",
  messages: {
    settable:
      "“{parameter}” of “{tool}” looks like a confirmation, but the model fills it in itself, so no person has to agree. Ask through the host instead, for example by elicitation or an approval setting.",
  },
  *check({ document }) {
    for (const tool of definitionsOf(document, "tool")) {
      const { confirmed } = tool.confirmation;
      if (!tool.modelConfirmation || confirmed === "always" || confirmed === "elsewhere") continue;
      if (!realClaims(tool).some(({ effect }) => !onlyLooking.has(effect))) continue;
      const { text, span } = tool.modelConfirmation;
      yield {
        messageId: "settable",
        data: { parameter: text, tool: tool.name },
        span,
        related: [{ path: document.source.path, span: nameOrStart(tool), message: "the tool it seems to protect" }],
      };
    }
  },
});
