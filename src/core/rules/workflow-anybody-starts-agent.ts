import { defineRule } from "./rule.ts";

/** Inputs that take away the check of who started the run (claude-code-action and codex-action, read 2026-11). */
const openInputs: Readonly<Record<string, (value: string) => boolean>> = {
  allowed_non_write_users: (value) => value.trim() !== "",
  allowed_bots: (value) => value.trim() === "*",
  "allow-users": (value) => value.trim() === "*",
  "allow-bots": (value) => value.trim() === "true",
};

export const workflowAnybodyStartsAgent = defineRule({
  id: "workflow-anybody-starts-agent",
  title: "A workflow lets people without write access start its agent",
  family: "editor-and-ci",
  severity: "critical",
  confidence: "high",
  messages: {
    open: "“{input}: {value}” lets people without write access start this agent, with the workflow's token and secrets. Leave it out.",
  },
  *check({ document }) {
    for (const { inputs } of document.workflow?.steps ?? []) {
      for (const { name, value, span } of inputs) {
        if (openInputs[name]?.(value)) yield { messageId: "open", data: { input: name, value }, span };
      }
    }
  },
});
