import { hazardsOf } from "./codePlaces.ts";
import { defineRule } from "./rule.ts";

export const argumentReachesPath = defineRule({
  id: "argument-reaches-path",
  title: "What the model writes leads out of a folder",
  family: "data-flow",
  severity: "medium",
  confidence: "medium",
  messages: {
    found:
      "“{parameter}” of “{tool}” is joined to a folder and used by {call} as it is, so “../” in it leads out of that folder. Resolve the path and refuse what is not below the folder.",
  },
  check: (context) => hazardsOf(context, "path"),
});
