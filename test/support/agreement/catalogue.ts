/** Every agent whose agreement is tried, with what it is tried with. */
import type { Agent } from "../../../src/agents/agent.ts";
import { codex } from "../../../src/agents/codex/agent.ts";
import { codexAgreement } from "./codex.ts";
import { codexCases } from "./codexCases.ts";
import type { AgreementAgent } from "./lab.ts";
import type { Configuration } from "./recording.ts";

export interface Agreement {
  readonly adapter: Agent;
  readonly agent: AgreementAgent;
  readonly cases: readonly Configuration[];
}

export const agreements: readonly Agreement[] = [{ adapter: codex, agent: codexAgreement, cases: codexCases }];
