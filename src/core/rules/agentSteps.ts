import type { WorkflowFacts, WorkflowStep } from "../discover/files/workflowFacts.ts";

/** Actions that run an agent (as published in their repositories, read 2026-11). */
export const agentAction =
  /^(?:anthropics\/claude-code(?:-base)?-action|openai\/codex-action|google-github-actions\/run-gemini-cli|google-gemini\/gemini-cli-action|qwenlm\/qwen-code-action|(?:sst|anomalyco)\/opencode\/github|github\/copilot-cli-action|sourcegraph\/amp-action|factory-ai\/droid-action)@/i;

/** A command that starts an agent without a person at the keyboard. */
export const agentCommand =
  /\b(?:claude\b[^\n|;&]{0,200}\s(?:-p|--print)\b|codex\s+exec\b|(?:gemini|qwen|copilot)\b[^\n|;&]{0,200}\s(?:-p|--prompt|--yolo)\b|opencode\s+run\b|kilo\s+run\b|cursor-agent\b[^\n|;&]{0,200}\s(?:-p|--print|--force)\b|goose\s+run\b|aider\b[^\n|;&]{0,200}\s--(?:message|yes)|droid\s+exec\b|amp\s+-x\b|cline\s+(?:-y|--yolo|task)\b)/;

/** The steps of a workflow that run an agent. */
export function agentSteps(workflow: WorkflowFacts | undefined): WorkflowStep[] {
  return (workflow?.steps ?? []).filter(
    ({ uses, run }) => (uses && agentAction.test(uses.text)) || (run && agentCommand.test(run.text)),
  );
}

/** Events whose text, or whose very occurrence, anybody on the internet can cause. */
const outsiderEvents: ReadonlySet<string> = new Set([
  ...["issues", "issue_comment", "discussion", "discussion_comment", "pull_request_target", "fork", "watch"],
  ...["pull_request_review", "pull_request_review_comment", "workflow_run"],
]);

/** The first event of a workflow that an outsider can cause. */
export function outsiderTrigger(workflow: WorkflowFacts) {
  return workflow.triggers.find(({ text }) => outsiderEvents.has(text));
}
