import { hazardsOf } from "./codePlaces.ts";
import { defineRule } from "./rule.ts";

export const argumentReachesUrl = defineRule({
  id: "argument-reaches-url",
  title: "The model chooses the host that a credential is sent to",
  family: "data-flow",
  severity: "high",
  confidence: "medium",
  messages: {
    found:
      "“{parameter}” of “{tool}” decides the host to which {call} sends a credential, so the model can be talked into sending it anywhere. Fix the host in the code.",
  },
  check: (context) => hazardsOf(context, "url"),
});
