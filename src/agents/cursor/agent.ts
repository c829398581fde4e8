import type { Agent } from "../agent.ts";
import { documentedResolver } from "../documented.ts";
import { cursorDocuments } from "./documents.ts";
import { cursorHook } from "./hook.ts";

export const cursor: Agent = {
  ...cursorHook,
  ...documentedResolver(cursorDocuments),
  facts: cursorDocuments.facts,
  limits: [
    {
      id: "not-proven",
      faults: [],
      what: "That the gate holds this agent was not seen with the real program.",
      why: "No Cursor was run here; its hooks were read in its local-agent runtime.",
      instead: "Try it once: the gate is shown as live only after it saw a call of this agent.",
    },
  ],
};
