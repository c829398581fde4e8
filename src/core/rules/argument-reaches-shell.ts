import { hazardsOf } from "./codePlaces.ts";
import { defineRule } from "./rule.ts";

export const argumentReachesShell = defineRule({
  id: "argument-reaches-shell",
  title: "What the model writes becomes part of a shell command",
  family: "data-flow",
  severity: "high",
  confidence: "high",
  messages: {
    found:
      "“{parameter}” of “{tool}” is put into the text of a shell command by {call} as it is, so it can hold a second command. Hand over the program and its arguments as a list.",
  },
  check: (context) => hazardsOf(context, "shell"),
});
