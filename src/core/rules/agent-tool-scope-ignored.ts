import { grantName } from "../discover/agents/grants.ts";
import { safeShort } from "../display/shorten.ts";
import { defineRule } from "./rule.ts";
import { definitionsOf } from "./support.ts";

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
    several:
      "“{entry}” and {count} more grant all of {tool}: the scope in parentheses is ignored in an agent's tools list. Limit it by permission rules in settings.json, or leave {tool} out.",
  },
  *check({ document }) {
    for (const agent of definitionsOf(document, "agent")) {
      if (agent.format !== "claude-agent-md") continue;
      const scoped = (agent.tools ?? []).filter(({ text }) => text.includes("(") && !honored.has(grantName(text)));
      for (const tool of new Set(scoped.map(({ text }) => grantName(text)))) {
        const entries = scoped.filter(({ text }) => grantName(text) === tool);
        const [first, ...others] = entries;
        if (!first) continue;
        yield {
          messageId: others.length > 0 ? "several" : "ignored",
          data: { entry: first.text, count: String(others.length), tool },
          span: first.span,
          related: others.slice(0, 5).map(({ text, span }) => ({
            path: document.source.path,
            span,
            message: `“${safeShort(text, 80)}” grants all of it too`,
          })),
          fixes: [
            {
              title: `Say what it grants: ${tool}`,
              kind: "unsafe",
              edits: entries.map(({ span }) => ({ span, newText: tool })),
            },
          ],
        };
      }
    }
  },
});
