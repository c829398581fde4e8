import type { Agent } from "../agent.ts";
import { documentedResolver } from "../documented.ts";
import { gooseDocuments } from "./documents.ts";
import { gooseHook } from "./hook.ts";

export const goose: Agent = {
  ...gooseHook,
  ...documentedResolver(gooseDocuments),
  facts: gooseDocuments.facts,
  limits: [
    {
      id: "not-proven",
      faults: [],
      what: "That the gate holds this agent was not seen with the real program.",
      why: "No Goose was run here; its source was read.",
      instead: "Try it once: the gate is shown as live only after it saw a call of this agent.",
    },
  ],
};
