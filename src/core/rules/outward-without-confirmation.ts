import { irreversibleOrOutward } from "../model/effect.ts";
import { defineRule } from "./rule.ts";
import { definitionsOf, isOnPurpose, isUnconfirmed, realClaims } from "./support.ts";
import { unconfirmedUse } from "./unconfirmedUse.ts";

export const outwardWithoutConfirmation = defineRule({
  id: "outward-without-confirmation",
  title: "A tool sends outward and nobody confirms it",
  family: "confirmation",
  severity: "high",
  confidence: "high",
  scope: "reach",
  messages: {
    seen: "“{tool}” can {effects}, and {by}. An agent that was only asked to look can publish with it. Let a person confirm each call.",
    declared: "“{tool}” seems to {effects}, judging by {because}, and {by}. Let a person confirm each call.",
  },
  *check({ document, reach }) {
    for (const tool of definitionsOf(document, "tool")) {
      const claims = realClaims(tool).filter(
        (claim) => irreversibleOrOutward.has(claim.effect) && isOnPurpose(tool, claim),
      );
      // With an irreversible effect beside it the other rule speaks, so that a tool is told of once.
      if (
        claims.length === 0 ||
        claims.some(({ effect }) => effect !== "send-outward") ||
        !isUnconfirmed(tool.confirmation)
      )
        continue;
      yield unconfirmedUse(tool, claims, claims, { document, reach });
    }
  },
});
