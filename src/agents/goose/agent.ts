import type { Agent } from "../agent.ts";
import { notResolved } from "../notResolved.ts";
import { gooseHook } from "./hook.ts";

export const goose: Agent = notResolved({
  hook: gooseHook,
  facts: { version: "source of 2026", date: "2026-11-21" },
  files: { user: [], project: [] },
  limits: [
    {
      id: "not-proven",
      faults: [],
      what: "That the gate holds this agent was not seen with the real program.",
      why: "No Goose was run here; its source was read.",
      instead: "Try it once: the gate is shown as live only after it saw a call of this agent.",
    },
  ],
});
