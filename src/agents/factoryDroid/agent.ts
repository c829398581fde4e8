import type { Agent } from "../agent.ts";
import { documentedResolver } from "../documented.ts";
import { factoryDroidDocuments } from "./documents.ts";
import { factoryDroidHook } from "./hook.ts";

export const factoryDroid: Agent = {
  ...factoryDroidHook,
  ...documentedResolver(factoryDroidDocuments),
  facts: factoryDroidDocuments.facts,
  limits: [
    {
      id: "not-proven",
      faults: [],
      what: "That the gate holds this agent was not seen with the real program.",
      why: "No Droid was run here; its documents were read.",
      instead: "Try it once: the gate is shown as live only after it saw a call of this agent.",
    },
    {
      id: "short-deadline",
      faults: [],
      what: "A question has to be answered within 50 seconds, or it is denied.",
      why: "Droid waits 60 seconds for a hook; whether more can be set is not known.",
      instead: "Answer in time, or let the agent try again.",
    },
  ],
};
