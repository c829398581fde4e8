import { nearest } from "../nearest.ts";
import { faultOf } from "../suppress/apply.ts";
import { defineRule } from "./rule.ts";
import { replacement } from "./support.ts";

export const suppressionNotValid = defineRule({
  id: "suppression-not-valid",
  title: "A suppression says no reason, names no rule, or is over",
  family: "input",
  severity: "low",
  confidence: "high",
  messages: {
    noRule: "This suppression names no rule, so it suppresses nothing. Name the rule it is about.",
    noReason: "This suppression says no reason, so it suppresses nothing. Write after a colon why the finding is none.",
    noDate: "“{until}” is no date, so this suppression suppresses nothing. Write it as 2027-01-31.",
    expired:
      "This suppression held until {until}. Look at the finding again: put it right, or say until when it may stay.",
    noPath: "This suppression has no path that can be used, so it suppresses nothing. Name the file it is about.",
    unknownRule: "There is no rule “{rule}”, so this suppresses nothing.",
  },
  *check({ document, today, ruleIds }) {
    for (const suppression of document.suppressions ?? []) {
      const fault = faultOf(suppression, today);
      const { until, span, removal } = suppression;
      if (fault) {
        yield {
          messageId: fault,
          data: { until: until?.text ?? "" },
          span: fault === "noDate" || fault === "expired" ? (until?.span ?? span) : span,
          fixes: [{ title: "Remove this suppression", kind: "unsafe", edits: removal }],
        };
      }
      for (const { id, span: place } of suppression.rules) {
        if (!ruleIds || ruleIds.has(id)) continue;
        const meant = nearest(id, [...ruleIds]);
        const fixes = meant === undefined ? [] : [replacement(`Replace by “${meant}”`, "unsafe", place, meant)];
        yield { messageId: "unknownRule", data: { rule: id }, span: place, fixes };
      }
    }
  },
});
