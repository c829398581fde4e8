/** Every agent whose agreement is tried, with what it is tried with. */
import type { Agent } from "../../../src/agents/agent.ts";
import { claudeCode } from "../../../src/agents/claudeCode/agent.ts";
import { codex } from "../../../src/agents/codex/agent.ts";
import { copilotCli } from "../../../src/agents/copilotCli/agent.ts";
import { gemini } from "../../../src/agents/gemini/agent.ts";
import { opencode } from "../../../src/agents/opencode/agent.ts";
import { qwen } from "../../../src/agents/qwen/agent.ts";
import { vscode } from "../../../src/agents/vscode/agent.ts";
import { claudeCodeAgreement } from "./claudeCode.ts";
import { codexAgreement } from "./codex.ts";
import { codexCases } from "./codexCases.ts";
import { copilotCliAgreement } from "./copilotCli.ts";
import { copilotCliCases } from "./copilotCliCases.ts";
import { geminiAgreement } from "./gemini.ts";
import { geminiCases } from "./geminiCases.ts";
import type { AgreementAgent } from "./lab.ts";
import { opencodeAgreement } from "./opencode.ts";
import { qwenAgreement } from "./qwen.ts";
import { qwenCases } from "./qwenCases.ts";
import { type Configuration, casesOf } from "./recording.ts";
import { vscodeCases } from "./vscodeCases.ts";

export interface Agreement {
  readonly adapter: Agent;
  readonly agent: AgreementAgent;
  readonly cases: readonly Configuration[];
}

const written: readonly Agreement[] = [
  { adapter: claudeCode, agent: claudeCodeAgreement, cases: [] },
  { adapter: codex, agent: codexAgreement, cases: codexCases },
  { adapter: gemini, agent: geminiAgreement, cases: geminiCases },
  { adapter: qwen, agent: qwenAgreement, cases: qwenCases },
  { adapter: copilotCli, agent: copilotCliAgreement, cases: copilotCliCases },
  { adapter: opencode, agent: opencodeAgreement, cases: [] },
];

export const agreements: readonly Agreement[] = written.map((one) => ({
  ...one,
  cases: casesOf(one.agent.id, one.cases),
}));

/** What was recorded of real programs: those above, and VS Code's own agent, which is driven in its own way. */
export const recorded: readonly Pick<Agreement, "adapter" | "cases">[] = [
  ...agreements,
  { adapter: vscode, cases: casesOf("vscode", vscodeCases) },
];
