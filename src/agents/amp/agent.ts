import type { Agent } from "../agent.ts";
import { notResolved } from "../notResolved.ts";
import { ampHook } from "./hook.ts";

export const amp: Agent = notResolved({
  hook: ampHook,
  facts: { version: "2026-09", date: "2026-11-21" },
  files: { user: [".config/amp/settings.json"], project: [] },
  limits: [
    {
      id: "not-proven",
      faults: [],
      what: "That the gate holds this agent was not seen with the real program.",
      why: "Amp does not start without its own server; a copy of its manual was read.",
      instead: "Try it once: the gate is shown as live only after it saw a call of this agent.",
    },
  ],
});
