import type { WorkflowStep } from "../discover/files/workflowFacts.ts";
import { agentSteps, outsiderTrigger } from "./agentSteps.ts";
import { defineRule } from "./rule.ts";

/** Actions that check by themselves that whoever started the run may write to the repository. */
const checksActor = /^(?:anthropics\/claude-code-action|openai\/codex-action)@/i;

/** A condition that looks at who started the run. */
const actorCondition =
  /author_association|github\.(?:actor|triggering_actor)\b|\.user\.login|sender\.login|github\.repository_owner/;

export const workflowOutsiderReachesAgent = defineRule({
  id: "workflow-outsider-reaches-agent",
  title: "Anybody can start a workflow whose agent acts with its token",
  family: "editor-and-ci",
  severity: "high",
  confidence: "medium",
  messages: {
    event:
      "“{event}” can be caused by anybody, and nothing checks who did before the agent runs with this workflow's token. Check author_association first, or run it on events of members only.",
  },
  *check({ document }) {
    const { workflow } = document;
    const trigger = workflow && outsiderTrigger(workflow);
    if (!trigger) return;
    const open = agentSteps(workflow).find((step) => isOpen(step));
    if (!open) return;
    yield {
      messageId: "event",
      data: { event: trigger.text },
      span: trigger.span,
      related: [{ path: document.source.path, span: open.span, message: "The agent runs here" }],
    };
  },
});

function isOpen({ uses, condition }: WorkflowStep): boolean {
  return !(uses && checksActor.test(uses.text)) && !actorCondition.test(condition);
}
