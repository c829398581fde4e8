import type { SpannedText } from "../model/definition.ts";
import { placeIn } from "./modelText.ts";
import { defineRule } from "./rule.ts";
import { folderOfPath, isServed, type ServedNames, servedNames, writtenName } from "./servedNames.ts";
import { definitionsOf } from "./support.ts";

export const descriptionSteersOtherTools = defineRule({
  id: "description-steers-other-tools",
  title: "A tool's description changes how another server's tool is used",
  family: "description",
  severity: "high",
  confidence: "medium",
  scope: "workspace",
  messages: {
    steers:
      "The description of “{tool}” says how “{other}” of another server is to be used. A model believes it, and so one server directs the other. Speak of this tool only.",
  },
  *check({ document, workspace }) {
    const names = servedNames(workspace);
    const folder = folderOfPath(document.source.path);
    for (const tool of definitionsOf(document, "tool").filter(isServed)) {
      const found = tool.description && steered(tool.name, tool.description, names, folder);
      if (found) {
        const span = placeIn(found.description, found.index, found.other.length);
        yield { messageId: "steers", data: { tool: tool.name, other: found.other }, span };
      }
    }
  },
});

/** The first name of another server's tool that a description gives orders about. */
function steered(own: string, description: SpannedText, names: ServedNames, folder: string) {
  for (const other of names.mentionedIn(description.text, folder)) {
    if (other === own) continue;
    const index = description.text.search(new RegExp(`\\b${writtenName(other)}\\b`));
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
