import { defineRule } from "./rule.ts";
import { type Switch, switchedOff } from "./switches.ts";

const allowsAll = (value: unknown) => value === "allow";
const namesAll = (value: unknown) => Array.isArray(value) && value.some((item) => item === "*" || item === "Shell(*)");

/** Sources: agents-a 5.1, 6.2 (Codex 0.160, Gemini CLI 0.46), agents-b 2, 8, 13 (Cursor, OpenCode 1.18, OpenClaw 2026.9.6). */
const switches: readonly Switch[] = [
  { file: /\.codex\//, key: /(?:^|\.)approval_policy$/, isOff: "never", safeValue: '"on-request"' },
  { file: /\.codex\//, key: /(?:^|\.)default_tools_approval_mode$/, isOff: "approve" },
  { file: /\.(?:gemini|qwen)\//, key: /^(?:tools\.)?autoAccept$/, isOff: true, safeValue: "false" },
  { file: /\.(?:gemini|qwen)\//, key: /^general\.defaultApprovalMode$/, isOff: "auto_edit", safeValue: '"default"' },
  {
    file: /\.(?:gemini|qwen)\//,
    key: /^tools\.(?:allowed|approvalMode)$/,
    isOff: (value) => namesShell(value) || value === "yolo",
  },
  {
    file: /(?:opencode|kilo)\.json/,
    key: /^permission(?:\.(?:bash|edit|webfetch|external_directory|\*)(?:\.\*)?)?$/,
    isOff: allowsAll,
    safeValue: '"ask"',
  },
  { file: /\.cursor\//, key: /^permissions$/, isOff: namesAll },
  { file: /openclaw\.json/, key: /^tools\.exec\.mode$/, isOff: "full", safeValue: '"ask"' },
  { file: /openclaw\.json/, key: /^tools\.exec\.ask$/, isOff: "off", safeValue: '"always"' },
  {
    file: /openclaw\.json/,
    key: /^plugins\.entries\.acpx\.config\.permissionMode$/,
    isOff: "approve-all",
    safeValue: '"approve-reads"',
  },
];

/** `run_shell_command` without a command in parentheses runs every command. */
function namesShell(value: unknown): boolean {
  return Array.isArray(value) && value.some((item) => item === "run_shell_command" || item === "ShellTool");
}

export const agentNeverAsks = defineRule({
  id: "agent-never-asks",
  title: "An agent's settings let it run commands or change files without asking",
  family: "confirmation",
  severity: "high",
  confidence: "high",
  messages: {
    never:
      "“{key}” lets this agent run commands or change files without asking anybody. Let it ask, and allow the few commands that are needed.",
  },
  *check({ document }) {
    for (const place of switchedOff(document, switches)) yield { messageId: "never", ...place };
  },
});
