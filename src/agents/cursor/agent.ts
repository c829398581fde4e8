import type { Agent } from "../agent.ts";
import { notResolved } from "../notResolved.ts";
import { cursorHook } from "./hook.ts";

export const cursor: Agent = notResolved({
  hook: cursorHook,
  facts: { version: "SDK 1.0.32", date: "2026-11-21" },
  files: {
    user: [".cursor/permissions.json", ".cursor/mcp.json"],
    project: [".cursor/permissions.json", ".cursor/mcp.json"],
  },
  limits: [
    {
      id: "not-proven",
      faults: [],
      what: "That the gate holds this agent was not seen with the real program.",
      why: "No Cursor was run here; its hooks were read in its local-agent runtime.",
      instead: "Try it once: the gate is shown as live only after it saw a call of this agent.",
    },
  ],
});
