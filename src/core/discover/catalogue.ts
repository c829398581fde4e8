import { claudeAgents, copilotAgents } from "./agentFormats.ts";
import { claudeSettings } from "./claudeSettings.ts";
import { codeTools } from "./codeTools.ts";
import type { Format } from "./format.ts";
import { mcpConfig } from "./mcpConfig.ts";
import { projectFiles } from "./projectFiles.ts";
import { vscodeSettings, vscodeTasks } from "./vscodeSettings.ts";
import { vscodeTools } from "./vscodeTools.ts";

/** Every format that is read; the first that claims a path inspects it. */
export const formats: readonly Format[] = [
  claudeAgents,
  claudeSettings,
  codeTools,
  copilotAgents,
  mcpConfig,
  projectFiles,
  vscodeSettings,
  vscodeTasks,
  vscodeTools,
];
