import { homoglyphWarning } from "../display/sanitize.ts";
import { defineRule } from "./rule.ts";
import { nameOrStart } from "./support.ts";

export const lookalikeName = defineRule({
  id: "lookalike-name",
  title: "A name is written with letters that only look like the usual ones",
  family: "description",
  severity: "high",
  confidence: "high",
  messages: {
    letters: "{problem} People read another name than the machine does. Write it in one alphabet.",
  },
  *check({ document }) {
    for (const definition of document.definitions) {
      const problem = homoglyphWarning(definition.name);
      if (problem) yield { messageId: "letters", data: { problem }, span: nameOrStart(definition) };
    }
  },
});
