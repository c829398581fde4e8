import { grantName } from "../discover/grants.ts";
import { defineRule } from "./rule.ts";
import { definitionsOf, replacement } from "./support.ts";

/** Tools whose parentheses an agent's list does honor: which agents and skills may be used. */
const honored: ReadonlySet<string> = new Set(["Agent", "Task", "Skill"]);

/** Observed on Claude Code 2.1.329, 2026-11 (agents-a 2.8). */
export const agentToolScopeIgnored = defineRule({
  id: "agent-tool-scope-ignored",
  title: "A scope in an agent's tools list is ignored",
  family: "least-privilege",
  severity: "high",
  confidence: "high",
  messages: {
    ignored:
      "“{entry}” grants all of {tool}: the scope in parentheses is ignored in an agent's tools list. Limit it by permission rules in settings.json, or leave {tool} out.",
  },
  *check({ document }) {
    for (const agent of definitionsOf(document, "agent")) {
      if (agent.format !== "claude-agent-md") continue;
      for (const { text, span } of agent.tools ?? []) {
        const tool = grantName(text);
        if (!text.includes("(") || honored.has(tool)) continue;
        const fix = replacement(`Say what it grants: ${tool}`, "unsafe", span, tool);
        yield { messageId: "ignored", data: { entry: text, tool }, span, fixes: [fix] };
      }
    }
  },
});
