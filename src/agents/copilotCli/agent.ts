import type { Agent } from "../agent.ts";
import { copilotCliDelegation } from "./delegation.ts";
import { copilotCliHook } from "./hook.ts";
import { limits } from "./limits.ts";
import { explain, facts, permissions } from "./permissions.ts";
import { configFiles, variables } from "./settings.ts";
import { copilotCliSkills } from "./skills.ts";

export const copilotCli: Agent = {
  ...copilotCliHook,
  facts,
  limits,
  variables,
  configFiles,
  permissions,
  explain,
  delegation: copilotCliDelegation,
  skills: copilotCliSkills,
};
