import type { Agent } from "../agent.ts";
import { variablesIn } from "../environment.ts";
import { geminiDelegation } from "./delegation.ts";
import { geminiHook } from "./hook.ts";
import { limits } from "./limits.ts";
import { explain, facts, permissions } from "./permissions.ts";
import { configFiles, variables } from "./settings.ts";

export const gemini: Agent = {
  ...geminiHook,
  facts,
  limits,
  variables,
  variablesIn,
  configFiles,
  permissions,
  explain,
  delegation: geminiDelegation,
};
