/** Gemini CLI 0.61.0, seen 2026-11-25 and 2026-11-26. */
import type { Limit } from "../agent.ts";
import { killedHook, otherHome, switchedOffByProject, unstartedHook } from "../limits.ts";

export const limits: readonly Limit[] = [
  {
    id: "over-acp",
    faults: [],
    what: "What Gemini CLI does for an editor that has started it (Zed and others, with --acp) is not held.",
    why: "Over ACP it calls no hook for what the session itself does, only for what its sub-agents do.",
    instead: "Start it in a terminal, or with “Countersign: Start an Agent (ACP)”, which is asked what it asks.",
  },
  killedHook("Gemini CLI", ["all-killed"]),
  unstartedHook("Gemini CLI"),
  switchedOffByProject("Gemini CLI", "“hooksConfig” in .gemini/settings.json", "in a trusted folder"),
  otherHome("Gemini CLI", "GEMINI_CLI_HOME", "~/.gemini/settings.json"),
];
