import { defineRule } from "./rule.ts";
import { type Switch, switchedOff } from "./switches.ts";

/** Sources: agents-a 2.3, 5.1, 6.2 (Claude Code 2.1.329, Codex 0.160, Gemini CLI 0.46), agents-b 13 (OpenClaw 2026.9.6). */
const switches: readonly Switch[] = [
  { file: /\.codex\//, key: /(?:^|\.)sandbox_mode$/, isOff: "danger-full-access", safeValue: '"workspace-write"' },
  { file: /\.claude\//, key: /^sandbox\.enabled$/, isOff: false, safeValue: "true" },
  { file: /\.claude\//, key: /^sandbox\.allowUnsandboxedCommands$/, isOff: true, safeValue: "false" },
  { file: /\.(?:gemini|qwen)\//, key: /^tools\.sandbox$/, isOff: false },
  { file: /openclaw\.json/, key: /(?:^|\.)sandbox\.mode$/, isOff: "off", safeValue: '"all"' },
  {
    file: /settings\.json|\.code-workspace/,
    key: /^chat\.tools\.terminal\.sandbox\.enabled$/,
    isOff: false,
    safeValue: "true",
  },
];

export const sandboxSwitchedOff = defineRule({
  id: "sandbox-switched-off",
  title: "A setting takes an agent's commands out of the sandbox",
  family: "least-privilege",
  severity: "high",
  confidence: "high",
  messages: {
    off: "“{key}” lets the agent's commands reach everything that you can reach. Keep the sandbox, and open the places that are needed.",
  },
  *check({ document }) {
    for (const place of switchedOff(document, switches)) yield { messageId: "off", ...place };
  },
});
