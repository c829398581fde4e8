import { defineRule } from "./rule.ts";
import { definitionsOf } from "./support.ts";

/** Modes of Claude Code 2.1.329 that ask less than the default (agents-a 2.7). */
const modes = { acceptEdits: "edits", dontAsk: "silent", auto: "model" } as const;

/**
 * Modes of Qwen Code 0.24.4, by its own names and Claude's: they hold in a trusted folder whatever the session asks about
 * (tried on 2026-11-26). `dontAsk` is its default mode there.
 */
const qwenModes = {
  yolo: "everything",
  "auto-edit": "qwenEdits",
  acceptEdits: "qwenEdits",
  auto: "qwenModel",
} as const;

type Message = (typeof modes)[keyof typeof modes] | (typeof qwenModes)[keyof typeof qwenModes];

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
    everything:
      "The mode “{mode}” lets “{agent}” run everything without asking in a trusted folder, whatever the session asks about. Write “approvalMode: default”.",
    qwenEdits:
      "The mode “{mode}” lets “{agent}” change files without asking in a trusted folder, whatever the session asks about. Write “approvalMode: default”.",
    qwenModel: "The mode “{mode}” lets “{agent}” do more than the session asks about. Write “approvalMode: default”.",
    model: "“permissionMode: {mode}” lets a model decide what “{agent}” may do without asking you. Leave it out.",
  },
  *check({ document }) {
    for (const agent of definitionsOf(document, "agent")) {
      const mode = agent.permissionMode;
      const table: Readonly<Record<string, Message>> = agent.format === "qwen-agent-md" ? qwenModes : modes;
      const messageId = mode && Object.hasOwn(table, mode.text) ? table[mode.text] : undefined;
      if (!mode || !messageId) continue;
      const severity = messageId === "everything" ? "high" : "medium";
      yield { messageId, data: { mode: mode.text, agent: agent.name }, span: mode.span, severity };
    }
  },
});
