import { defineRule } from "./rule.ts";

export const openclawAnybodyMayCommand = defineRule({
  id: "openclaw-anybody-may-command",
  title: "Anybody who can write to a channel commands the agent",
  family: "identity",
  severity: "critical",
  confidence: "high",
  messages: {
    open: "“{key}” lets anybody who can write to this channel give the agent orders. Pair the people who may, by name.",
  },
  *check({ document }) {
    if (!/openclaw\.json5?$/.test(document.source.path)) return;
    for (const { key, value, keySpan } of document.settings) {
      const isOpen =
        (/^channels\..+\.(?:dmPolicy|groupPolicy)$/.test(key) && value === "open") ||
        (/^channels\..+\.(?:allowFrom|groupAllowFrom)$/.test(key) && Array.isArray(value) && value.includes("*"));
      if (isOpen) yield { messageId: "open", data: { key }, span: keySpan };
    }
  },
});
