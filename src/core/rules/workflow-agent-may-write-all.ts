import { agentSteps } from "./agentSteps.ts";
import { defineRule, type RuleContext } from "./rule.ts";
import { replacement } from "./support.ts";

export const workflowAgentMayWriteAll = defineRule({
  id: "workflow-agent-may-write-all",
  title: "A workflow gives its agent every right on the repository",
  family: "least-privilege",
  severity: "high",
  confidence: "high",
  messages: {
    all: "“write-all” lets the agent change code, releases, packages and workflows. Name the rights it needs, such as “issues: write”.",
  },
  *check({ document }: RuleContext) {
    const steps = agentSteps(document.workflow);
    if (steps.length === 0) return;
    const wide = [document.workflow?.permissions, ...steps.map(({ permissions }) => permissions)];
    const places = new Map(wide.flatMap((one) => (one?.text === "write-all" ? [[one.span.start, one]] : [])));
    for (const { span } of places.values()) {
      yield { messageId: "all", span, fixes: [replacement("Give reading rights only", "unsafe", span, "read-all")] };
    }
  },
});
