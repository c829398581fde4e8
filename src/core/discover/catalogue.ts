import { claudeAgents, collectedAgents, copilotAgents, hostAgents } from "./agents/agentFormats.ts";
import { openclawConfig } from "./agents/openclaw.ts";
import { claudeCommands, copilotPrompts, skills } from "./agents/promptFormats.ts";
import { compiledTools } from "./compiled/compiledTools.ts";
import { kotlinTools } from "./compiled/kotlinTools.ts";
import { vscodeTools } from "./ecmascript/vscodeTools.ts";
import { agentSettings } from "./files/agentSettings.ts";
import { claudeSettings } from "./files/claudeSettings.ts";
import { declarativeJson, declarativeYaml } from "./files/declarative.ts";
import { dependencyFiles } from "./files/dependencyFiles.ts";
import { environmentFiles } from "./files/environmentFiles.ts";
import { ghAwWorkflows } from "./files/ghAw.ts";
import { gitConfigs } from "./files/gitConfigs.ts";
import { instructionFiles } from "./files/instructionFiles.ts";
import { mcpConfig } from "./files/mcpConfig.ts";
import { projectFiles } from "./files/projectFiles.ts";
import { sqlSchemas } from "./files/sqlSchemas.ts";
import { startCommands } from "./files/startCommands.ts";
import { tomlFormats } from "./files/tomlFormats.ts";
import { vscodeSettings, vscodeTasks } from "./files/vscodeSettings.ts";
import { workflows } from "./files/workflows.ts";
import type { Format } from "./format.ts";
import { codeTools } from "./tools/codeTools.ts";

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
