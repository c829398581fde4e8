import { modelTexts, placeIn } from "./modelText.ts";
import { defineRule } from "./rule.ts";

const comment = /<!--([\s\S]{0,4000}?)-->/g;

/** What is said to a model and not to a reader. All gaps are bounded. */
const commanding =
  /\b(?:you (?:must|should|are|will)|always|never|do not|don't|ignore|instead|before (?:doing|answering|using)|assistant|agent|model|claude|copilot|cursor)\b[^\n]{0,120}\b(?:run|execute|send|post|upload|fetch|read|write|delete|call|include|append|reply|tell|mention|curl|http)\b/i;

export const instructionsInComment = defineRule({
  id: "instructions-in-comment",
  title: "A comment that readers do not see instructs the model",
  family: "description",
  severity: "high",
  confidence: "medium",
  messages: {
    comment:
      "{what} instructs the model in a comment, which a reader of the rendered text never sees. Write it where people read it, or take it out.",
  },
  *check({ document }) {
    for (const text of modelTexts(document)) {
      for (const match of text.text.matchAll(comment)) {
        if (!commanding.test(match[1] ?? "")) continue;
        yield { messageId: "comment", data: { what: text.what }, span: placeIn(text, match.index, match[0].length) };
      }
    }
  },
});
