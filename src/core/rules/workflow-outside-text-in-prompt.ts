import { agentSteps } from "./agentSteps.ts";
import { defineRule } from "./rule.ts";

/** Text of the event that its author chose freely (GitHub, "Understanding the risk of script injections"). */
const outsideText =
  /\$\{\{[^}]{0,200}\bgithub\.(?:event\.(?:issue|pull_request|comment|review|discussion|head_commit|commits|workflow_run)\b[^}]{0,120}\b(?:title|body|message|ref|label|name|email)\b|head_ref\b)[^}]{0,200}\}\}/;

export const workflowOutsideTextInPrompt = defineRule({
  id: "workflow-outside-text-in-prompt",
  title: "A workflow puts an outsider's text into the prompt or command of its agent",
  family: "data-flow",
  severity: "high",
  confidence: "high",
  messages: {
    prompt:
      "“{text}” is whatever its author wrote, and here it becomes part of the agent's instructions. Let the agent read it with a tool, and say that it is data.",
    command:
      "“{text}” is whatever its author wrote, and here it becomes part of a shell command. Hand it over in a variable of the environment.",
  },
  *check({ document }) {
    for (const step of agentSteps(document.workflow)) {
      const places = [
        ...(step.run ? [{ messageId: "command", text: step.run.text, span: step.run.span } as const] : []),
        ...step.inputs
          .filter(({ name }) => /prompt|instructions|args/.test(name))
          .map(({ value, span }) => ({ messageId: "prompt", text: value, span }) as const),
      ];
      for (const { messageId, text, span } of places) {
        const match = outsideText.exec(text);
        if (!match) continue;
        const at = document.source.slice(span).indexOf(match[0]);
        const start = at < 0 ? span.start : span.start + at;
        yield { messageId, data: { text: match[0] }, span: { start, end: start + match[0].length } };
      }
    }
  },
});
