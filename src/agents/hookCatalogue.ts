/** Which agents call which of our hooks, in the order they are tried. */
import { ampHook } from "./amp/hook.ts";
import { claudeCodeHook } from "./claudeCode/hook.ts";
import { clineHook } from "./cline/hook.ts";
import { codexHook } from "./codex/hook.ts";
import { copilotCliHook } from "./copilotCli/hook.ts";
import { cursorHook } from "./cursor/hook.ts";
import { factoryDroidHook } from "./factoryDroid/hook.ts";
import { geminiHook } from "./gemini/hook.ts";
import { gooseHook } from "./goose/hook.ts";
import type { AgentsBySource, HookAgent } from "./hookAgent.ts";
import { kiloHook } from "./kilo/hook.ts";
import { kiroHook } from "./kiro/hook.ts";
import { mcpProxyHook } from "./mcpProxy/hook.ts";
import { openclawHook } from "./openclaw/hook.ts";
import { opencodeHook } from "./opencode/hook.ts";
import { qwenHook } from "./qwen/hook.ts";
import { vscodeHook } from "./vscode/hook.ts";
import { windsurfHook } from "./windsurf/hook.ts";

export const hookAgents: readonly HookAgent[] = [
  claudeCodeHook,
  vscodeHook,
  copilotCliHook,
  codexHook,
  geminiHook,
  qwenHook,
  clineHook,
  opencodeHook,
  kiloHook,
  openclawHook,
  cursorHook,
  kiroHook,
  windsurfHook,
  gooseHook,
  ampHook,
  factoryDroidHook,
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
  "opencode-plugin": [opencodeHook],
  "kilo-plugin": [kiloHook],
  "cline-hooks": [clineHook],
  "openclaw-plugin": [openclawHook],
  "cursor-tool": [cursorHook],
  "cursor-step": [cursorHook],
  "kiro-hooks": [kiroHook],
  "windsurf-hooks": [windsurfHook],
  "goose-plugin": [gooseHook],
  "amp-delegate": [ampHook],
  "factory-hooks": [factoryDroidHook],
};

/** The name of an agent as people know it. */
export function agentTitle(id: string): string {
  return [...hookAgents, mcpProxyHook].find((agent) => agent.id === id)?.title ?? id;
}
