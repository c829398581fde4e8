/** Gemini CLI 0.61.0, seen 2026-11-25. */
import type { Limit } from "../agent.ts";
import { killedHook, otherHome, switchedOffByProject, unstartedHook } from "../limits.ts";

export const limits: readonly Limit[] = [
  killedHook("Gemini CLI", ["all-killed"]),
  unstartedHook("Gemini CLI"),
  switchedOffByProject("Gemini CLI", "“hooksConfig” in .gemini/settings.json", "in a trusted folder"),
  otherHome("Gemini CLI", "GEMINI_CLI_HOME", "~/.gemini/settings.json"),
];
