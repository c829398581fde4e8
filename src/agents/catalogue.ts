/** Every agent Countersign knows, in the order in which views list them. */
import type { Agent } from "./agent.ts";
import { claudeCode } from "./claudeCode/agent.ts";
import { codex } from "./codex/agent.ts";
import { copilotCli } from "./copilotCli/agent.ts";
import { gemini } from "./gemini/agent.ts";
import { qwen } from "./qwen/agent.ts";
import { vscode } from "./vscode/agent.ts";

export const agents: readonly Agent[] = [vscode, claudeCode, copilotCli, codex, gemini, qwen];
