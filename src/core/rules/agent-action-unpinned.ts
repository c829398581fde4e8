import { agentAction, agentSteps } from "./agentSteps.ts";
import { defineRule } from "./rule.ts";

export const agentActionUnpinned = defineRule({
  id: "agent-action-unpinned",
  title: "A workflow runs an agent in whatever version its branch or tag has",
  family: "supply-chain",
  severity: "low",
  confidence: "high",
  messages: {
    moving:
      "“{uses}” is whatever its branch or tag points to at that moment, and it is handed this workflow's secrets. Pin it to a commit.",
  },
  *check({ document }) {
    for (const { uses } of agentSteps(document.workflow)) {
      if (!uses || !agentAction.test(uses.text) || /@[0-9a-f]{40}$/.test(uses.text)) continue;
      yield { messageId: "moving", data: { uses: uses.text }, span: uses.span };
    }
  },
});
