import { defineRule } from "./rule.ts";
import { definitionsOf, effectList, lineEnd, nameOrStart, realClaims, replacement } from "./support.ts";

/** Formats whose files list tools, and whose hosts give everything when they do not. */
const listed: ReadonlySet<string> = new Set([
  "claude-agent-md",
  "copilot-agent-md",
  "cursor-agent-md",
  "gemini-agent-md",
  "qwen-agent-md",
]);

export const toolsListMissing = defineRule({
  id: "tools-list-missing",
  title: "An agent without a tools list inherits every tool",
  family: "least-privilege",
  severity: "medium",
  confidence: "high",
  messages: {
    claude:
      "“{agent}” has no tools list, so it inherits every tool, those of MCP servers too: it can {effects}. List the tools it needs.",
    copilot:
      "“{agent}” has no tools list, so it gets every tool of the session: it can {effects}. List the tools it needs.",
  },
  *check({ document }) {
    // In a file that cannot be read the list may be there.
    if (document.problems.length > 0) return;
    for (const agent of definitionsOf(document, "agent")) {
      if (agent.tools || !listed.has(agent.format)) continue;
      const isClaude = agent.format === "claude-agent-md";
      const at = isClaude || agent.format === "copilot-agent-md" ? agent.toolsInsertOffset : undefined;
      const line = isClaude ? "tools: Read, Grep, Glob" : "tools: ['read', 'search']";
      const insert =
        at === undefined
          ? []
          : [
              replacement(
                "List reading tools only",
                "unsafe",
                { start: at, end: at },
                line + lineEnd(document.source.text),
              ),
            ];
      yield {
        messageId: isClaude ? "claude" : "copilot",
        data: { agent: agent.name, effects: effectList(realClaims(agent).map(({ effect }) => effect)) },
        span: nameOrStart(agent),
        fixes: insert,
      };
    }
  },
});
