import type { Agent } from "../agent.ts";
import { documentedResolver } from "../documented.ts";
import { openclawDocuments } from "./documents.ts";
import { openclawHook } from "./hook.ts";

export const openclaw: Agent = {
  ...openclawHook,
  ...documentedResolver(openclawDocuments),
  facts: openclawDocuments.facts,
  limits: [
    {
      id: "agent-exec",
      faults: [],
      what: "“openclaw agent exec” is not held.",
      why: "OpenClaw calls no plugin's hook for that command.",
      instead: "Use “openclaw agent” or the gateway.",
    },
    {
      id: "short-deadline",
      faults: [],
      what: "A question has to be answered within 570 seconds, or it is denied.",
      why: "OpenClaw gives a plugin ten minutes for a call, and then denies it.",
      instead: "Answer in time, or let the agent try again.",
    },
  ],
};
