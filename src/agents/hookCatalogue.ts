/** Which agents call which of our hooks, in the order they are tried. */
import { claudeCodeHook } from "./claudeCode/hook.ts";
import { codexHook } from "./codex/hook.ts";
import { copilotCliHook } from "./copilotCli/hook.ts";
import { geminiHook } from "./gemini/hook.ts";
import type { AgentsBySource, HookAgent } from "./hookAgent.ts";
import { mcpProxyHook } from "./mcpProxy/hook.ts";
import { qwenHook } from "./qwen/hook.ts";
import { vscodeHook } from "./vscode/hook.ts";

export const hookAgents: readonly HookAgent[] = [
  claudeCodeHook,
  vscodeHook,
  copilotCliHook,
  codexHook,
  geminiHook,
  qwenHook,
];

/** VS Code reads Claude's settings too (`chat.useClaudeHooks`), and the Copilot runtime reads VS Code's plugins. */
export const agentsBySource: AgentsBySource = {
  "claude-settings": [claudeCodeHook, vscodeHook, copilotCliHook],
  "codex-config": [codexHook],
  "gemini-settings": [geminiHook],
  "qwen-settings": [qwenHook],
  "copilot-hooks": [vscodeHook, copilotCliHook],
  "vscode-plugin": [vscodeHook, copilotCliHook],
  "mcp-proxy": [mcpProxyHook],
};

/** The name of an agent as people know it. */
export function agentTitle(id: string): string {
  return [...hookAgents, mcpProxyHook].find((agent) => agent.id === id)?.title ?? id;
}
