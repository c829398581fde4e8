import { claudeAgents, collectedAgents, copilotAgents, hostAgents } from "./agentFormats.ts";
import { claudeSettings } from "./claudeSettings.ts";
import { codeTools } from "./codeTools.ts";
import { compiledTools } from "./compiledTools.ts";
import { declarativeJson, declarativeYaml } from "./declarative.ts";
import type { Format } from "./format.ts";
import { ghAwWorkflows } from "./ghAw.ts";
import { mcpConfig } from "./mcpConfig.ts";
import { openclawConfig } from "./openclaw.ts";
import { projectFiles } from "./projectFiles.ts";
import { claudeCommands, copilotPrompts, skills } from "./promptFormats.ts";
import { tomlFormats } from "./tomlFormats.ts";
import { vscodeSettings, vscodeTasks } from "./vscodeSettings.ts";
import { vscodeTools } from "./vscodeTools.ts";

/** Every format that is read; the first that claims a path inspects it. */
export const formats: readonly Format[] = [
  skills,
  copilotAgents,
  hostAgents,
  ghAwWorkflows,
  claudeAgents,
  copilotPrompts,
  claudeCommands,
  claudeSettings,
  codeTools,
  compiledTools,
  mcpConfig,
  openclawConfig,
  projectFiles,
  tomlFormats,
  vscodeSettings,
  vscodeTasks,
  vscodeTools,
  declarativeJson,
  declarativeYaml,
  collectedAgents,
];
