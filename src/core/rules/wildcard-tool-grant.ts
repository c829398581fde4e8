import type { AgentDefinition, GrantEntry } from "../model/definition.ts";
import { defineRule } from "./rule.ts";
import { definitionsOf } from "./support.ts";

export const wildcardToolGrant = defineRule({
  id: "wildcard-tool-grant",
  title: "An agent is given all tools by one wildcard",
  family: "least-privilege",
  severity: "medium",
  confidence: "high",
  messages: {
    all: "“{grant}” gives “{agent}” every tool there is, also those that are added tomorrow. List the tools it needs.",
    server:
      "“{grant}” gives “{agent}” every tool of that server, also those it adds tomorrow. List the tools it needs.",
  },
  *check({ document }) {
    for (const agent of definitionsOf(document, "agent")) {
      for (const { text, span } of agent.tools ?? []) {
        const messageId = kindOf(text);
        if (messageId && !isNarrowed(agent)) yield { messageId, data: { grant: text, agent: agent.name }, span };
      }
    }
  },
});

function kindOf(text: string): "all" | "server" | undefined {
  if (text === "*") return "all";
  return /^mcp__[\w-]+(?:__\*)?$|^[\w.-]+(?:\/[\w.-]+)?\/\*$/.test(text) && !/^mcp__[\w-]+?__[\w-]+$/.test(text)
    ? "server"
    : undefined;
}

/** A list of what is taken away again says that somebody chose. */
function isNarrowed({ disallowedTools }: AgentDefinition): boolean {
  return (disallowedTools ?? ([] as readonly GrantEntry[])).length > 0;
}
