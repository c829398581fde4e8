import { modelTexts, placeIn } from "./modelText.ts";
import { defineRule } from "./rule.ts";

/** Orders to fetch something and do what it says. All gaps are bounded. */
const orders: readonly RegExp[] = [
  /\b(?:fetch|download|read|load|open|visit|curl|wget)\b[^.\n]{0,80}https?:\/\/[^\s)>"'`]{3,200}[^.\n]{0,80}\b(?:and|then)\b[^.\n]{0,30}\b(?:follow|execute|run|apply|obey|do (?:what|as))\b/i,
  /\b(?:follow|obey|apply)\b[^.\n]{0,40}\b(?:instructions?|rules?|steps?)\b[^.\n]{0,30}\b(?:at|from|on|in)\b[^.\n]{0,10}https?:\/\/[^\s)>"'`]{3,200}/i,
  /\b(?:curl|wget)\b[^\n|]{0,200}https?:\/\/[^\n|]{3,200}\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b/i,
];

export const instructionsFromNetwork = defineRule({
  id: "instructions-from-network",
  title: "Instructions send the model to an address for more of them",
  family: "data-flow",
  severity: "high",
  confidence: "medium",
  messages: {
    follows:
      "{what} sends the model to an address to do what stands there. Whoever holds that address instructs the agent from then on. Put the text here, where a change of it is seen.",
  },
  *check({ document }) {
    for (const text of modelTexts(document)) {
      const prose = withoutExamples(text.text);
      const match = orders.map((order) => order.exec(prose)).find((found) => found !== null);
      if (match)
        yield { messageId: "follows", data: { what: text.what }, span: placeIn(text, match.index, match[0].length) };
    }
  },
});

/** Fenced code is an example or an installation that a reader sees; blanked out at its own length. */
function withoutExamples(text: string): string {
  return text.replace(/^([ \t]*)(```+|~~~+)[\s\S]*?^\1\2/gm, (block) => block.replace(/[^\n]/g, " "));
}
