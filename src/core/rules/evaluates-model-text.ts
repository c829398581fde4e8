import { hazardsOf } from "./codePlaces.ts";
import { defineRule } from "./rule.ts";

export const evaluatesModelText = defineRule({
  id: "evaluates-model-text",
  title: "What the model writes is evaluated as code",
  family: "data-flow",
  severity: "high",
  confidence: "high",
  messages: {
    found:
      "“{parameter}” of “{tool}” is evaluated as code by {call}, in the process that holds the server's own rights and secrets. Parse what is meant, or run it in a sandbox of its own.",
  },
  check: (context) => hazardsOf(context, "evaluated"),
});
