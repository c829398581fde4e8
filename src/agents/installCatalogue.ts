/** Every configuration file the gate can be put into. */
import { claudeCodeInstall } from "./claudeCode/install.ts";
import { codexInstall } from "./codex/install.ts";
import { copilotCliInstall } from "./copilotCli/install.ts";
import { geminiInstall } from "./gemini/install.ts";
import type { HookInstall } from "./hookInstall.ts";
import { qwenInstall } from "./qwen/install.ts";

export const hookInstalls: readonly HookInstall[] = [
  claudeCodeInstall,
  copilotCliInstall,
  codexInstall,
  geminiInstall,
  qwenInstall,
];
