import { hazardsOf } from "./codePlaces.ts";
import { defineRule } from "./rule.ts";

export const bulkWithoutBound = defineRule({
  id: "bulk-without-bound",
  title: "A tool acts on as many things as the model lists",
  family: "failure-modes",
  severity: "medium",
  confidence: "medium",
  messages: {
    found:
      "“{tool}” acts once for every entry of “{parameter}” ({call}), without a bound and without a person. One wrong list does it to everything. Bound the list, or ask before a long one.",
  },
  check: (context) => hazardsOf(context, "bulk"),
});
