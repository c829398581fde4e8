import type { Agent } from "../agent.ts";
import { notResolved } from "../notResolved.ts";
import { codexHook } from "./hook.ts";
import { limits } from "./limits.ts";

export const codex: Agent = notResolved({
  hook: codexHook,
  facts: { version: "0.169.0", date: "2026-11-25" },
  limits,
  files: { user: [".codex/config.toml", ".codex/hooks.json"], project: [".codex/config.toml", ".codex/hooks.json"] },
});
