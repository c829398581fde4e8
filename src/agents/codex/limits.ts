/** Codex 0.169.0, seen 2026-11-25. */
import type { Limit } from "../agent.ts";
import { haltedHook, killedHook, otherHome, switchedOffByProject, unstartedHook } from "../limits.ts";

export const limits: readonly Limit[] = [
  {
    id: "typed-into-a-program",
    faults: ["typed-into-a-shell"],
    what: "What the model types into a program that already runs is not held.",
    why: "Codex calls no hook for “write_stdin”. Starting a shell or console is held instead, by what it is.",
    instead: "Deny shells and consoles that wait for input, and let Codex run whole commands.",
  },
  {
    id: "hosted-search",
    faults: [],
    what: "Searches that OpenAI's servers make are not seen.",
    why: "They never pass through this machine.",
    instead: "Switch web search off in Codex where what is searched for may not leave.",
  },
  killedHook("Codex", ["shell-killed", "all-killed"]),
  haltedHook("Codex", "an hour", []),
  unstartedHook("Codex"),
  switchedOffByProject("Codex", "“[features] hooks = false” in .codex/config.toml", "in a trusted project"),
  {
    id: "libraries",
    faults: ["library-first", "library-in-all"],
    what: "An environment that loads other libraries than the system's (LD_LIBRARY_PATH, LD_PRELOAD) can answer for the hook.",
    why: "Codex starts the hook with your login shell, takes no variables for it, and that shell loads them before it reads a line.",
    instead: "Start Codex without them; a repository cannot set them for it.",
  },
  otherHome("Codex", "CODEX_HOME", "~/.codex/config.toml"),
];
