import type { ToolDefinition } from "../model/definition.ts";
import { placeIn } from "./modelText.ts";
import { defineRule } from "./rule.ts";
import { definitionsOf } from "./support.ts";

export const descriptionSteersOtherTools = defineRule({
  id: "description-steers-other-tools",
  title: "A tool's description changes how another server's tool is used",
  family: "description",
  severity: "high",
  confidence: "medium",
  messages: {
    steers:
      "The description of “{tool}” says how “{other}” of another server is to be used. A model believes it, and so one server directs the other. Speak of this tool only.",
  },
  *check({ document, workspace }) {
    const others = workspace.documents
      .filter(({ source }) => folderOf(source.path) !== folderOf(document.source.path))
      .flatMap((other) => definitionsOf(other, "tool"))
      .filter(isServed)
      .filter(({ name }) => /[_-]|[a-z][A-Z]/.test(name) && name.length >= 6);
    if (others.length === 0) return;
    for (const tool of definitionsOf(document, "tool").filter(isServed)) {
      const found = steered(tool, others);
      if (found) {
        const span = placeIn(found.description, found.index, found.other.length);
        yield { messageId: "steers", data: { tool: tool.name, other: found.other }, span };
      }
    }
  },
});

/** The first name of another server's tool that a description gives orders about. */
function steered({ description, name }: ToolDefinition, others: readonly ToolDefinition[]) {
  if (!description) return undefined;
  for (const { name: other } of others) {
    if (other === name) continue;
    const index = description.text.search(new RegExp(`\\b${other.replace(/[^\w-]/g, "")}\\b`));
    if (index < 0) continue;
    const around = description.text.slice(Math.max(0, index - 120), index + 160);
    if (
      /\b(?:must|always|never|instead of|do not|don't|when(?:ever)? (?:you )?(?:us|call)\w*|change|set)\b/i.test(around)
    ) {
      return { description, index, other };
    }
  }
  return undefined;
}

/** Tools that share a list with those of other servers. */
function isServed({ format }: ToolDefinition): boolean {
  return /^(?:mcp|fastmcp|rmcp)/.test(format);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}
