/** Every agent that the fault table is run against. */
import type { AgentFixture } from "../agentLab.ts";
import { claudeCodeFixture } from "./claudeCode.ts";
import { clineFixture } from "./cline.ts";
import { codexByCodeFixture, codexFixture } from "./codex.ts";
import { copilotCliFixture } from "./copilotCli.ts";
import { geminiFixture } from "./gemini.ts";
import { openclawFixture } from "./openclaw.ts";
import { kiloFixture, opencodeFixture } from "./opencode.ts";
import { qwenFixture } from "./qwen.ts";

export const agentFixtures: readonly AgentFixture[] = [
  claudeCodeFixture,
  codexFixture,
  codexByCodeFixture,
  copilotCliFixture,
  geminiFixture,
  qwenFixture,
  clineFixture,
  opencodeFixture,
  kiloFixture,
  openclawFixture,
];
