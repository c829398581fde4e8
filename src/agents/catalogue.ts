/** Every agent Countersign knows, in the order in which views list them. */
import type { Agent } from "./agent.ts";
import { amp } from "./amp/agent.ts";
import { claudeCode } from "./claudeCode/agent.ts";
import { cline } from "./cline/agent.ts";
import { codex } from "./codex/agent.ts";
import { copilotCli } from "./copilotCli/agent.ts";
import { cursor } from "./cursor/agent.ts";
import { factoryDroid } from "./factoryDroid/agent.ts";
import { gemini } from "./gemini/agent.ts";
import { goose } from "./goose/agent.ts";
import { kilo } from "./kilo/agent.ts";
import { kiro } from "./kiro/agent.ts";
import { openclaw } from "./openclaw/agent.ts";
import { opencode } from "./opencode/agent.ts";
import { qwen } from "./qwen/agent.ts";
import { vscode } from "./vscode/agent.ts";
import { windsurf } from "./windsurf/agent.ts";

export const agents: readonly Agent[] = [
  vscode,
  claudeCode,
  copilotCli,
  codex,
  gemini,
  qwen,
  cline,
  opencode,
  kilo,
  openclaw,
  cursor,
  kiro,
  windsurf,
  goose,
  amp,
  factoryDroid,
];
