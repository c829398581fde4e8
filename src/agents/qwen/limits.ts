/** Qwen Code 0.24.4, seen 2026-11-25. */
import type { Limit } from "../agent.ts";
import { haltedHook, killedHook, otherHome, switchedOffByProject, unstartedHook } from "../limits.ts";

export const limits: readonly Limit[] = [
  {
    id: "short-deadline",
    faults: [],
    what: "A question has to be answered within 50 seconds, or it is denied.",
    why: "Qwen Code waits 60 seconds for a hook, whatever is configured, and then runs the tool.",
    instead: "Answer in time, or let the agent try again.",
  },
  {
    id: "external-sub-agents",
    faults: [],
    what: "What a program does that a sub-agent's file names as its executor is not held.",
    why: "Qwen Code hands the task to that program, and calls its hook for the start alone (read in its code, 2026-11-26).",
    instead: "Deny the start of such a sub-agent, or install the gate for that program too.",
  },
  unstartedHook("Qwen Code"),
  haltedHook("Qwen Code", "60 seconds"),
  otherHome("Qwen Code", "QWEN_HOME", "~/.qwen/settings.json"),
  killedHook("Qwen Code", ["all-killed"]),
  switchedOffByProject("Qwen Code", "“disableAllHooks” in .qwen/settings.json", "in a trusted folder"),
];
