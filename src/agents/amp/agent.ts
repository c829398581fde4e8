import type { Agent } from "../agent.ts";
import { documentedResolver } from "../documented.ts";
import { ampDocuments } from "./documents.ts";
import { ampHook } from "./hook.ts";

export const amp: Agent = {
  ...ampHook,
  ...documentedResolver(ampDocuments),
  facts: ampDocuments.facts,
  limits: [
    {
      id: "not-proven",
      faults: [],
      what: "That the gate holds this agent was not seen with the real program.",
      why: "Amp does not start without its own server; a copy of its manual was read.",
      instead: "Try it once: the gate is shown as live only after it saw a call of this agent.",
    },
  ],
};
