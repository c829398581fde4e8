import type { Agent } from "../agent.ts";
import { notResolved } from "../notResolved.ts";
import { qwenHook } from "./hook.ts";
import { limits } from "./limits.ts";

export const qwen: Agent = notResolved({
  hook: qwenHook,
  facts: { version: "0.24.4", date: "2026-11-25" },
  limits,
  files: { user: [".qwen/settings.json", ".qwen/trustedFolders.json"], project: [".qwen/settings.json"] },
});
