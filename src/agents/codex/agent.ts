import type { Agent } from "../agent.ts";
import { codexDelegation } from "./delegation.ts";
import { codexHook } from "./hook.ts";
import { limits } from "./limits.ts";
import { explain, facts, permissions } from "./permissions.ts";
import { configFiles, homeVariable } from "./settings.ts";

export const codex: Agent = {
  ...codexHook,
  facts,
  limits,
  variables: [homeVariable],
  configFiles,
  permissions,
  explain,
  delegation: codexDelegation,
};
