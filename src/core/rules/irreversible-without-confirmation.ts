import { irreversibleOrOutward } from "../model/effect.ts";
import { defineRule } from "./rule.ts";
import {
  approvalFix,
  definitionsOf,
  effectList,
  isUnconfirmed,
  nameOrStart,
  realClaims,
  whereShown,
  whoReaches,
} from "./support.ts";

export const irreversibleWithoutConfirmation = defineRule({
  id: "irreversible-without-confirmation",
  title: "A tool does what cannot be undone and nobody confirms it",
  family: "confirmation",
  severity: "high",
  confidence: "high",
  messages: {
    seen: "“{tool}” can {effects}, and {by}. What it does cannot be taken back. Let a person confirm each call.",
    declared: "“{tool}” seems to {effects}, judging by {because}, and {by}. Let a person confirm each call.",
  },
  *check({ document, workspace }) {
    for (const tool of definitionsOf(document, "tool")) {
      const claims = realClaims(tool).filter(({ effect }) => irreversibleOrOutward.has(effect));
      const final = claims.filter(({ effect }) => effect !== "send-outward");
      const [first] = final;
      if (!first || !isUnconfirmed(tool.confirmation)) continue;
      const isSeen = final.some(({ origin }) => origin === "code");
      yield {
        messageId: isSeen ? "seen" : "declared",
        data: {
          tool: tool.name,
          effects: effectList(claims.map(({ effect }) => effect)),
          by: tool.confirmation.by ?? "nothing asks a person",
          because: first.because,
        },
        span: nameOrStart(tool),
        ...(!isSeen && { severity: "medium" as const }),
        related: [...whereShown(final, document.source.path), ...whoReaches(tool, workspace)],
        fixes: approvalFix(tool),
      };
    }
  },
});
