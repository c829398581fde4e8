import { weakGates } from "./codePlaces.ts";
import { defineRule } from "./rule.ts";

export const approvesOnError = defineRule({
  id: "approves-on-error",
  title: "When the question fails, the tool acts",
  family: "failure-modes",
  severity: "high",
  confidence: "high",
  messages: {
    found:
      "“{tool}” acts when asking fails: {by}. A host that cannot ask, a closed window or a timeout is then a yes. Let every error be a no.",
  },
  check: (context) => weakGates(context, "error"),
});
