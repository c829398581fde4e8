import { weakGates } from "./codePlaces.ts";
import { defineRule } from "./rule.ts";

export const confirmationAlwaysApproves = defineRule({
  id: "confirmation-always-approves",
  title: "A person is asked and the answer decides nothing",
  family: "confirmation",
  severity: "high",
  confidence: "high",
  messages: {
    found:
      "“{tool}” asks a person and acts whatever the answer is: {by}. Leave when the answer is not yes, before anything is done.",
  },
  check: (context) => weakGates(context, "ignored"),
});
