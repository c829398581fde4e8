import type { Agent } from "../agent.ts";
import { copilotCliDelegation } from "./delegation.ts";
import { copilotCliHook } from "./hook.ts";
import { limits } from "./limits.ts";
import { configFiles, explain, facts, permissions } from "./permissions.ts";
import { copilotCliSkills } from "./skills.ts";

export const copilotCli: Agent = {
  ...copilotCliHook,
  facts,
  limits,
  configFiles,
  permissions,
  explain,
  delegation: copilotCliDelegation,
  skills: copilotCliSkills,
};
