/** Claude Code 2.1.329, seen 2026-11-25. */
import type { Limit } from "../agent.ts";
import { loadedFirst, otherHome, switchedOffByProject } from "../limits.ts";

export const limits: readonly Limit[] = [
  switchedOffByProject(
    "Claude Code",
    "“disableAllHooks” in .claude/settings.json or .claude/settings.local.json",
    "when it starts there (while it runs, such a change is rejected)",
  ),
  loadedFirst("Claude Code"),
  otherHome("Claude Code", "CLAUDE_CONFIG_DIR", "~/.claude/settings.json"),
  {
    id: "bare-flags",
    faults: ["left-out"],
    what: "A Claude Code that is started with --bare or --safe-mode is not held.",
    why: "Those flags switch all hooks off.",
    instead: "Start it without them.",
  },
];
