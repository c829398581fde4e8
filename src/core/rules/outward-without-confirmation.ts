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

export const outwardWithoutConfirmation = defineRule({
  id: "outward-without-confirmation",
  title: "A tool sends outward and nobody confirms it",
  family: "confirmation",
  severity: "high",
  confidence: "high",
  messages: {
    seen: "“{tool}” can {effects}, and {by}. An agent that was only asked to look can publish with it. Let a person confirm each call.",
    declared: "“{tool}” seems to {effects}, judging by {because}, and {by}. Let a person confirm each call.",
  },
  *check({ document, workspace }) {
    for (const tool of definitionsOf(document, "tool")) {
      const claims = realClaims(tool).filter(({ effect }) => irreversibleOrOutward.has(effect));
      const [first] = claims;
      // With an irreversible effect beside it the other rule speaks, so that a tool is told of once.
      if (!first || claims.some(({ effect }) => effect !== "send-outward") || !isUnconfirmed(tool.confirmation))
        continue;
      const isSeen = first.origin === "code";
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
        related: [...whereShown(claims, document.source.path), ...whoReaches(tool, workspace)],
        fixes: approvalFix(tool),
      };
    }
  },
});
