import type { Agent } from "../agent.ts";
import { documentedResolver } from "../documented.ts";
import { windsurfDocuments } from "./documents.ts";
import { windsurfHook } from "./hook.ts";

export const windsurf: Agent = {
  ...windsurfHook,
  ...documentedResolver(windsurfDocuments),
  facts: windsurfDocuments.facts,
  limits: [
    {
      id: "not-proven",
      faults: [],
      what: "That the gate holds this agent was not seen with the real program.",
      why: "No Windsurf was run here; its documents were read.",
      instead: "Try it once: the gate is shown as live only after it saw a call of this agent.",
    },
    {
      id: "short-deadline",
      faults: [],
      what: "A question has to be answered within 25 seconds, or it is denied.",
      why: "How long Windsurf waits for a hook is written nowhere, and a late hook lets the action run.",
      instead: "Answer in time, or let the agent try again.",
    },
  ],
};
