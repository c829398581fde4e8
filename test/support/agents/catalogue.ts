/** Every agent that the fault table is run against. */
import type { AgentFixture } from "../agentLab.ts";
import { claudeCodeFixture } from "./claudeCode.ts";
import { codexByCodeFixture, codexFixture } from "./codex.ts";
import { copilotCliFixture } from "./copilotCli.ts";
import { geminiFixture } from "./gemini.ts";
import { qwenFixture } from "./qwen.ts";

export const agentFixtures: readonly AgentFixture[] = [
  claudeCodeFixture,
  codexFixture,
  codexByCodeFixture,
  copilotCliFixture,
  geminiFixture,
  qwenFixture,
];
