import type { Agent } from "../agent.ts";
import { qwenHook } from "./hook.ts";
import { limits } from "./limits.ts";
import { explain, facts, permissions } from "./permissions.ts";
import { configFiles } from "./settings.ts";

export const qwen: Agent = { ...qwenHook, facts, limits, configFiles, permissions, explain };
