import { weakGates } from "./codePlaces.ts";
import { defineRule } from "./rule.ts";

export const confirmationSwitchedByEnvironment = defineRule({
  id: "confirmation-switched-by-environment",
  title: "An environment variable switches the confirmation off",
  family: "confirmation",
  severity: "high",
  confidence: "high",
  messages: {
    found:
      "“{tool}” asks a person only as long as the environment says so: {by}. A variable is set once and forgotten, in a file that an agent can write. Ask in any case, or let the host decide.",
  },
  check: (context) => weakGates(context, "environment"),
});
