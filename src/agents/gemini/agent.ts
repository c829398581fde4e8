import type { Agent } from "../agent.ts";
import { notResolved } from "../notResolved.ts";
import { geminiHook } from "./hook.ts";
import { limits } from "./limits.ts";

export const gemini: Agent = notResolved({
  hook: geminiHook,
  facts: { version: "0.61.0", date: "2026-11-25" },
  limits,
  files: {
    user: [".gemini/settings.json", ".gemini/trustedFolders.json"],
    project: [".gemini/settings.json"],
  },
});
