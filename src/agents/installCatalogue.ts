/** Every configuration file the gate can be put into. */
import { ampInstall } from "./amp/install.ts";
import { claudeCodeInstall } from "./claudeCode/install.ts";
import { clineInstall } from "./cline/install.ts";
import { codexInstall } from "./codex/install.ts";
import { copilotCliInstall } from "./copilotCli/install.ts";
import { cursorInstall } from "./cursor/install.ts";
import { factoryDroidInstall } from "./factoryDroid/install.ts";
import { geminiInstall } from "./gemini/install.ts";
import { gooseInstall } from "./goose/install.ts";
import type { HookInstall } from "./hookInstall.ts";
import { kiloInstall } from "./kilo/install.ts";
import { kiroInstall } from "./kiro/install.ts";
import { openclawInstall } from "./openclaw/install.ts";
import { opencodeInstall } from "./opencode/install.ts";
import { qwenInstall } from "./qwen/install.ts";
import { windsurfInstall } from "./windsurf/install.ts";

export const hookInstalls: readonly HookInstall[] = [
  claudeCodeInstall,
  copilotCliInstall,
  codexInstall,
  geminiInstall,
  qwenInstall,
  clineInstall,
  opencodeInstall,
  kiloInstall,
  openclawInstall,
  cursorInstall,
  kiroInstall,
  windsurfInstall,
  gooseInstall,
  ampInstall,
  factoryDroidInstall,
];
