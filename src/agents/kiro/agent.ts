import type { Agent } from "../agent.ts";
import { documentedResolver } from "../documented.ts";
import { kiroDocuments } from "./documents.ts";
import { kiroHook } from "./hook.ts";

export const kiro: Agent = {
  ...kiroHook,
  ...documentedResolver(kiroDocuments),
  facts: kiroDocuments.facts,
  limits: [
    {
      id: "not-proven",
      faults: [],
      what: "That the gate holds this agent was not seen with the real program.",
      why: "No Kiro was run here; its documents were read.",
      instead: "Try it once: the gate is shown as live only after it saw a call of this agent.",
    },
  ],
};
