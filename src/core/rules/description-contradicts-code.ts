import type { Effect } from "../model/effect.ts";
import { placeIn } from "./modelText.ts";
import { defineRule } from "./rule.ts";
import { definitionsOf, effectList, isOnPurpose, realClaims, whereShown } from "./support.ts";

const harmless =
  /\bread[- ]only\b(?! (?:links?|permissions?|shar|users?|fields?|columns?|propert|attribut|tokens?|keys?))|\b(?:does not|doesn't|never|without) (?:modif|chang|writ|delet|alter|send|post)\w*\b(?=\s*(?:[.,;:)!\n]|$|or\b|and\b|any|it\b|(?:the |your |its )?(?:data|files?|state|systems?|databases?|workspace|repositor|project|content|source|environment|records?|disk)))|\bno side[- ]effects?\b|\b(?:completely |perfectly )?(?:safe|harmless) (?:to (?:call|run|use)|operation)\b/i;

/** What a description says before it comes to its parameters, which may well be read-only. */
function ofItself(text: string): string {
  const end = text.search(/\n\s*(?:Args|Arguments|Parameters|Params|Returns|Raises|:param\b|@param\b)/);
  return end === -1 ? text : text.slice(0, end);
}

const changing: ReadonlySet<Effect> = new Set([
  ...(["write-files", "delete-files", "send-outward", "change-access", "write-data", "destroy-data"] as const),
  ...(["change-infra", "rewrite-history", "install-package", "kill-process", "persist", "spend-money"] as const),
]);

export const descriptionContradictsCode = defineRule({
  id: "description-contradicts-code",
  title: "A description says that a tool changes nothing, and its code changes something",
  family: "description",
  severity: "high",
  confidence: "high",
  messages: {
    says: "The description of “{tool}” says “{words}”, and its code can {effects}. A model and a person will trust the words. Make them true.",
  },
  *check({ document }) {
    for (const tool of definitionsOf(document, "tool")) {
      const { description } = tool;
      const match = description && harmless.exec(ofItself(description.text));
      if (!match) continue;
      const claims = realClaims(tool).filter(
        (claim) => claim.origin === "code" && changing.has(claim.effect) && isOnPurpose(tool, claim),
      );
      if (claims.length === 0) continue;
      yield {
        messageId: "says",
        data: { tool: tool.name, words: match[0], effects: effectList(claims.map(({ effect }) => effect)) },
        span: placeIn(description, match.index, match[0].length),
        related: whereShown(claims, document.source.path),
      };
    }
  },
});
