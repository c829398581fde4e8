import { agentSteps, outsiderTrigger } from "./agentSteps.ts";
import { defineRule } from "./rule.ts";

/** What an agent needs by itself: the key of its model, and the token of the run. */
const ownSecret =
  /ANTHROPIC|CLAUDE|OPENAI|CODEX|GEMINI|GOOGLE_API|QWEN|DASHSCOPE|COPILOT|AMP_API|FACTORY_API|GITHUB_TOKEN/i;
const secretReference = /\$\{\{\s*secrets\.(\w+)/;

export const workflowSecretsBesideAgent = defineRule({
  id: "workflow-secrets-beside-agent",
  title: "An agent that outsiders can start has secrets in its environment",
  family: "identity",
  severity: "high",
  confidence: "high",
  messages: {
    secret:
      "Secret “{secret}” is in the environment of an agent that “{event}” starts. Whoever writes that text can have the agent send it out. Keep it in a job of its own.",
  },
  *check({ document }) {
    const trigger = document.workflow && outsiderTrigger(document.workflow);
    if (!trigger) return;
    const seen = new Set<number>();
    for (const { env } of agentSteps(document.workflow)) {
      for (const { value, span } of env) {
        const secret = secretReference.exec(value)?.[1];
        if (!secret || ownSecret.test(secret) || seen.has(span.start)) continue;
        seen.add(span.start);
        yield { messageId: "secret", data: { secret, event: trigger.text }, span };
      }
    }
  },
});
