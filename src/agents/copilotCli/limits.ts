/** GitHub Copilot CLI 1.0.102, seen 2026-11-25. */
import type { Limit } from "../agent.ts";
import { haltedHook, otherHome, switchedOffByProject } from "../limits.ts";

export const limits: readonly Limit[] = [
  switchedOffByProject(
    "Copilot CLI",
    "“disableAllHooks” in .github/copilot/settings.json or .claude/settings.json",
    "in a trusted folder",
  ),
  haltedHook("Copilot CLI", "an hour"),
  otherHome("Copilot CLI", "COPILOT_HOME", "~/.copilot/hooks"),
];
