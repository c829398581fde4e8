import type { Agent } from "../agent.ts";
import { copilotCliHook } from "./hook.ts";
import { limits } from "./limits.ts";
import { configFiles, explain, permissions } from "./permissions.ts";

export const copilotCli: Agent = {
  ...copilotCliHook,
  facts: { version: "1.0.102", date: "2026-11-21" },
  limits,
  configFiles,
  permissions,
  explain,
};
