import { hazardsOf } from "./codePlaces.ts";
import { defineRule } from "./rule.ts";

export const retriesWithoutBound = defineRule({
  id: "retries-without-bound",
  title: "A tool tries again for ever",
  family: "failure-modes",
  severity: "medium",
  confidence: "high",
  messages: {
    found:
      "“{tool}” tries {call} again and again until it succeeds, without a bound. When the other side answers with errors, the same act is repeated for ever. Count the attempts and give up.",
  },
  check: (context) => hazardsOf(context, "retry"),
});
