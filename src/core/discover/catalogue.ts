import { claudeAgents, copilotAgents } from "./agentFormats.ts";
import { agentSettings } from "./agentSettings.ts";
import { claudeSettings } from "./claudeSettings.ts";
import { codeTools } from "./codeTools.ts";
import type { Format } from "./format.ts";
import { instructionFiles } from "./instructionFiles.ts";
import { mcpConfig } from "./mcpConfig.ts";
import { startCommands } from "./startCommands.ts";
import { vscodeSettings, vscodeTasks } from "./vscodeSettings.ts";
import { workflows } from "./workflows.ts";

/** Every format that is read. A path that several claim is inspected by each. */
export const formats: readonly Format[] = [
  agentSettings,
  claudeAgents,
  claudeSettings,
  codeTools,
  copilotAgents,
  instructionFiles,
  mcpConfig,
  startCommands,
  vscodeSettings,
  vscodeTasks,
  workflows,
];
