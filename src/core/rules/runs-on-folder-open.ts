import { defineRule } from "./rule.ts";
import { replacement } from "./support.ts";

export const runsOnFolderOpen = defineRule({
  id: "runs-on-folder-open",
  title: "A task starts by itself when the folder is opened",
  family: "editor-and-ci",
  severity: "high",
  confidence: "high",
  messages: {
    task: "Task “{task}” runs as soon as this folder is opened and trusted. An agent that may write this file can run anything that way. Let it be started by hand.",
  },
  *check({ document }) {
    for (const { key, value, valueSpan } of document.settings) {
      if (key !== "tasks.runOptions.runOn") continue;
      const fixes = [replacement("Start it by hand", "unsafe", valueSpan, '"default"')];
      yield { messageId: "task", data: { task: String(value) }, span: valueSpan, fixes };
    }
  },
});
