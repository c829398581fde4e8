import { placeIn } from "./modelText.ts";
import { defineRule } from "./rule.ts";
import { definitionsOf } from "./support.ts";

/** Ways in which a description gives orders beyond its own tool. All gaps are bounded. */
const orders: readonly RegExp[] = [
  /\bignore (?:all |any |the )?(?:previous|prior|above|other|earlier) (?:instructions?|rules?|prompts?|tools?)\b/i,
  /<\/?(?:important|system|instructions?|secret|critical)>/i,
  /\b(?:do not|don't|never) (?:tell|inform|mention|show|reveal|notify|ask)\b[^.\n]{0,40}\b(?:user|human|person|anyone)\b/i,
  /\b(?:without|before) (?:telling|informing|asking|notifying) (?:the )?user\b/i,
  /\b(?:read|include|send|pass)\b[^.\n]{0,60}(?:~\/\.|\.ssh|id_rsa|\.env\b|\.aws|api[_ -]?keys?|credentials|conversation history)/i,
  /\byou (?:must|have to) (?:always |first )?(?:call|use|run|invoke) this tool (?:first|before|whenever)/i,
];

/** "Do not include credentials" keeps a model from what the words alone would tell it to do. */
function isForbidden({ 0: words, index, input }: RegExpExecArray): boolean {
  return (
    /^(?:read|include|send|pass)\b/i.test(words) &&
    /\b(?:do not|don't|never|must not|should not|avoid|without)\b[^.\n]{0,40}$/i.test(
      input.slice(Math.max(0, index - 60), index),
    )
  );
}

export const descriptionInstructsModel = defineRule({
  id: "description-instructs-model",
  title: "A tool's description gives the model orders",
  family: "description",
  severity: "high",
  confidence: "medium",
  messages: {
    orders:
      "The description of “{tool}” gives orders (“{words}”) instead of saying what the tool does. A model follows them whether or not the tool is used. Say what it does, and nothing else.",
  },
  *check({ document }) {
    for (const tool of definitionsOf(document, "tool")) {
      const { description } = tool;
      if (!description) continue;
      const match = orders
        .map((order) => order.exec(description.text))
        .find((found) => found !== null && !isForbidden(found));
      if (!match) continue;
      const span = placeIn(description, match.index, match[0].length);
      yield { messageId: "orders", data: { tool: tool.name, words: match[0] }, span };
    }
  },
});
