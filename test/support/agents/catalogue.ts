/** Every agent that the fault table is run against. */
import type { AgentFixture } from "../agentLab.ts";
import { claudeCodeFixture } from "./claudeCode.ts";
import { clineFixture } from "./cline.ts";
import { copilotCliFixture } from "./copilotCli.ts";
import { openclawFixture } from "./openclaw.ts";
import { kiloFixture, opencodeFixture } from "./opencode.ts";

export const agentFixtures: readonly AgentFixture[] = [
  claudeCodeFixture,
  copilotCliFixture,
  clineFixture,
  opencodeFixture,
  kiloFixture,
  openclawFixture,
];
