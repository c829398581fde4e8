import { defineRule } from "./rule.ts";
import { definitionsOf } from "./support.ts";

/** Modes of Claude Code 2.1.329 that ask less than the default (agents-a 2.7). */
const modes = { acceptEdits: "edits", dontAsk: "silent", auto: "model" } as const;

export const agentModeSkipsQuestions = defineRule({
  id: "agent-mode-skips-questions",
  title: "An agent file asks for a mode with fewer questions",
  family: "confirmation",
  severity: "medium",
  confidence: "high",
  messages: {
    edits:
      "“permissionMode: {mode}” lets “{agent}” change files and run file commands in the folder without asking. Leave it out.",
    silent:
      "“permissionMode: {mode}” makes “{agent}” go on without asking: what is not allowed is skipped in silence. Leave it out.",
    model: "“permissionMode: {mode}” lets a model decide what “{agent}” may do without asking you. Leave it out.",
  },
  *check({ document }) {
    for (const agent of definitionsOf(document, "agent")) {
      const mode = agent.permissionMode;
      const messageId = mode && Object.hasOwn(modes, mode.text) ? modes[mode.text as keyof typeof modes] : undefined;
      if (mode && messageId) yield { messageId, data: { mode: mode.text, agent: agent.name }, span: mode.span };
    }
  },
});
