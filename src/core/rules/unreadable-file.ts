import { defineRule } from "./rule.ts";

export const unreadableFile = defineRule({
  id: "unreadable-file",
  title: "A file that sets what agents may do cannot be read",
  family: "input",
  severity: "medium",
  confidence: "high",
  messages: { unreadable: "{problem}" },
  *check({ document }) {
    for (const { message, span } of document.problems) {
      yield { messageId: "unreadable", data: { problem: message }, span: span ?? { start: 0, end: 0 } };
    }
  },
});
