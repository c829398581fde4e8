import { defineRule } from "./rule.ts";
import { type Switch, switchedOff } from "./switches.ts";

/** OpenClaw's own hardening list (agents-b 13.2 and 13.3, OpenClaw 2026.9.6). */
const switches: readonly Switch[] = [
  { file: /openclaw\.json/, key: /(?:^|\.)tools\.profile$/, isOff: "full", safeValue: '"messaging"' },
  { file: /openclaw\.json/, key: /(?:^|\.)tools\.elevated\.enabled$/, isOff: true, safeValue: "false" },
  {
    file: /openclaw\.json/,
    key: /(?:^|\.)tools\.allow$/,
    isOff: (value) => Array.isArray(value) && value.includes("*"),
  },
  { file: /openclaw\.json/, key: /(?:^|\.)tools\.agentToAgent\.enabled$/, isOff: true, safeValue: "false" },
  { file: /openclaw\.json/, key: /(?:^|\.)tools\.sessions\.visibility$/, isOff: "all", safeValue: '"agent"' },
];

export const openclawToolsUnfiltered = defineRule({
  id: "openclaw-tools-unfiltered",
  title: "An agent that answers messages has every tool",
  family: "least-privilege",
  severity: "high",
  confidence: "high",
  messages: {
    wide: "“{key}” gives an agent that answers messages more than it needs: whoever writes to it can use that too. Start from the messaging profile, and add what is needed.",
  },
  *check({ document }) {
    for (const place of switchedOff(document, switches)) yield { messageId: "wide", ...place };
  },
});
