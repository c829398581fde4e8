import { irreversibleOrOutward } from "../model/effect.ts";
import { defineRule } from "./rule.ts";
import { definitionsOf, isOnPurpose, isUnconfirmed, realClaims } from "./support.ts";
import { unconfirmedUse } from "./unconfirmedUse.ts";

export const irreversibleWithoutConfirmation = defineRule({
  id: "irreversible-without-confirmation",
  title: "A tool does what cannot be undone and nobody confirms it",
  family: "confirmation",
  severity: "high",
  confidence: "high",
  scope: "reach",
  messages: {
    seen: "“{tool}” can {effects}, and {by}. What it does cannot be taken back. Let a person confirm each call.",
    declared: "“{tool}” seems to {effects}, judging by {because}, and {by}. Let a person confirm each call.",
  },
  *check({ document, reach }) {
    for (const tool of definitionsOf(document, "tool")) {
      const claims = realClaims(tool).filter(
        (claim) => irreversibleOrOutward.has(claim.effect) && isOnPurpose(tool, claim),
      );
      const final = claims.filter(({ effect }) => effect !== "send-outward");
      if (final.length === 0 || !isUnconfirmed(tool.confirmation)) continue;
      yield unconfirmedUse(tool, claims, final, { document, reach });
    }
  },
});
