import type { Agent } from "../agent.ts";
import { geminiHook } from "./hook.ts";
import { limits } from "./limits.ts";
import { explain, facts, permissions } from "./permissions.ts";
import { configFiles } from "./settings.ts";

export const gemini: Agent = { ...geminiHook, facts, limits, configFiles, permissions, explain };
