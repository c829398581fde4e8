import { nobodyDenial, personDenial, policyDenial } from "../display/denialText.ts";
import type { Verdict } from "../model/verdict.ts";
import { type Final, failures, type Outcome } from "./outcome.ts";

/** What the agent is told of a decision. */
export function outcomeOf(final: Final, verdict: Verdict | undefined): Outcome {
  if (final.decision === "allow") return { decision: "allow", by: final.by };
  return { decision: "deny", by: final.by, reason: reasonOf(final, verdict) };
}

function reasonOf(final: Final, verdict: Verdict | undefined): string {
  if (final.by === "person") return personDenial();
  if (final.by === "policy" && verdict) return policyDenial(verdict);
  return nobodyDenial(verdict, failures[final.failure ?? "unanswered"]);
}
