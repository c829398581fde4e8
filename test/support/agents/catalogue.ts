/** Every agent that the fault table is run against. */
import type { AgentFixture } from "../agentLab.ts";
import { claudeCodeFixture } from "./claudeCode.ts";
import { copilotCliFixture } from "./copilotCli.ts";

export const agentFixtures: readonly AgentFixture[] = [claudeCodeFixture, copilotCliFixture];
