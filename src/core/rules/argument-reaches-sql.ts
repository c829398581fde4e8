import { hazardsOf } from "./codePlaces.ts";
import { defineRule } from "./rule.ts";

export const argumentReachesSql = defineRule({
  id: "argument-reaches-sql",
  title: "What the model writes becomes part of a query",
  family: "data-flow",
  severity: "high",
  confidence: "high",
  messages: {
    found:
      "“{parameter}” of “{tool}” is put into the text of a query by {call} as it is, so it can change what the query does. Hand it over as a parameter of the query.",
  },
  check: (context) => hazardsOf(context, "sql"),
});
