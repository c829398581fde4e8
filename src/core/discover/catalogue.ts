import { claudeAgents, copilotAgents } from "./agentFormats.ts";
import { claudeSettings } from "./claudeSettings.ts";
import { codeTools } from "./codeTools.ts";
import { compiledTools } from "./compiledTools.ts";
import type { Format } from "./format.ts";
import { mcpConfig } from "./mcpConfig.ts";
import { vscodeSettings, vscodeTasks } from "./vscodeSettings.ts";

/** Every format that is read; the first that claims a path inspects it. */
export const formats: readonly Format[] = [
  claudeAgents,
  claudeSettings,
  codeTools,
  compiledTools,
  copilotAgents,
  mcpConfig,
  vscodeSettings,
  vscodeTasks,
];
