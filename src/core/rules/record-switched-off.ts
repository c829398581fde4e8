import { defineRule } from "./rule.ts";
import { type Switch, switchedOff } from "./switches.ts";

/** Sources: agents-a 2.3 and 5.1 (Claude Code 2.1.329, Codex 0.160). */
const switches: readonly Switch[] = [
  { file: /\.claude\//, key: /^cleanupPeriodDays$/, isOff: (value) => value === 0, safeValue: "30" },
  { file: /\.codex\//, key: /^history\.persistence$/, isOff: "none", safeValue: '"save-all"' },
  { file: /\.claude\//, key: /^env\.CLAUDE_CODE_SKIP_PROMPT_HISTORY$/, isOff: (value) => value === "1" || value === 1 },
];

export const recordSwitchedOff = defineRule({
  id: "record-switched-off",
  title: "An agent acts and leaves no record",
  family: "audit",
  severity: "medium",
  confidence: "high",
  messages: {
    off: "“{key}” leaves no record of what this agent did, so nobody can tell afterwards. Keep its records for as long as you would need them.",
  },
  *check({ document }) {
    for (const place of switchedOff(document, switches)) yield { messageId: "off", ...place };
  },
});
