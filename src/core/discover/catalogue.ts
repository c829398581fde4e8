import { claudeAgents, collectedAgents, copilotAgents, hostAgents } from "./agentFormats.ts";
import { agentSettings } from "./agentSettings.ts";
import { claudeSettings } from "./claudeSettings.ts";
import { codeTools } from "./codeTools.ts";
import { compiledTools } from "./compiledTools.ts";
import { declarativeJson, declarativeYaml } from "./declarative.ts";
import { dependencyFiles } from "./dependencyFiles.ts";
import { environmentFiles } from "./environmentFiles.ts";
import type { Format } from "./format.ts";
import { ghAwWorkflows } from "./ghAw.ts";
import { gitConfigs } from "./gitConfigs.ts";
import { instructionFiles } from "./instructionFiles.ts";
import { kotlinTools } from "./kotlinTools.ts";
import { mcpConfig } from "./mcpConfig.ts";
import { openclawConfig } from "./openclaw.ts";
import { projectFiles } from "./projectFiles.ts";
import { claudeCommands, copilotPrompts, skills } from "./promptFormats.ts";
import { sqlSchemas } from "./sqlSchemas.ts";
import { startCommands } from "./startCommands.ts";
import { tomlFormats } from "./tomlFormats.ts";
import { vscodeSettings, vscodeTasks } from "./vscodeSettings.ts";
import { vscodeTools } from "./vscodeTools.ts";
import { workflows } from "./workflows.ts";

/** Every format that defines something; the first that claims a path inspects it. */
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
  kotlinTools,
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

/** What is read of a file besides: settings, workflows, prose and commands, whatever else the file is. */
export const besides: readonly Format[] = [
  agentSettings,
  dependencyFiles,
  environmentFiles,
  gitConfigs,
  instructionFiles,
  sqlSchemas,
  startCommands,
  workflows,
];
