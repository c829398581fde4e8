import type { Agent } from "../agent.ts";
import { vscodeDelegation } from "./delegation.ts";
import { vscodeHook } from "./hook.ts";
import { limits } from "./limits.ts";
import { configFiles, permissions } from "./permissions.ts";
import { vscodeSkills } from "./prompts.ts";
import { explainSession } from "./standing.ts";

export const vscode: Agent = {
  ...vscodeHook,
  facts: { version: "1.139.1", date: "2026-11-21" },
  limits,
  configFiles,
  permissions,
  explain: explainSession,
  delegation: vscodeDelegation,
  skills: vscodeSkills,
};
