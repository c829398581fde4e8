import type { Agent } from "../agent.ts";
import { variablesIn } from "../environment.ts";
import { qwenDelegation } from "./delegation.ts";
import { qwenHook } from "./hook.ts";
import { limits } from "./limits.ts";
import { explain, facts, permissions } from "./permissions.ts";
import { configFiles, variables } from "./settings.ts";

export const qwen: Agent = {
  ...qwenHook,
  facts,
  limits,
  variables,
  variablesIn,
  configFiles,
  permissions,
  explain,
  delegation: qwenDelegation,
};
