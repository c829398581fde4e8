import type { Agent } from "../agent.ts";
import { notResolved } from "../notResolved.ts";
import { kiroHook } from "./hook.ts";

export const kiro: Agent = notResolved({
  hook: kiroHook,
  facts: { version: "IDE 1.x, CLI 3.x", date: "2026-11-21" },
  files: { user: [".kiro/settings/mcp.json"], project: [".kiro/settings/mcp.json"] },
  limits: [
    {
      id: "not-proven",
      faults: [],
      what: "That the gate holds this agent was not seen with the real program.",
      why: "No Kiro was run here; its documents were read.",
      instead: "Try it once: the gate is shown as live only after it saw a call of this agent.",
    },
  ],
});
