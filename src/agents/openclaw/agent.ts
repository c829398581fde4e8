import type { Agent } from "../agent.ts";
import { documentedResolver } from "../documented.ts";
import { otherHome } from "../limits.ts";
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
    otherHome("OpenClaw", "OPENCLAW_STATE_DIR or OPENCLAW_CONFIG_PATH", "~/.openclaw/openclaw.json"),
    {
      id: "short-deadline",
      faults: [],
      what: "A question has to be answered within 570 seconds, or it is denied.",
      why: "OpenClaw gives a plugin ten minutes for a call, and then denies it.",
      instead: "Answer in time, or let the agent try again.",
    },
  ],
};
