import type { Verdict } from "../model/verdict.ts";
import { safeShort } from "./shorten.ts";

/** Told to the agent when policy refused: the reasons, and the safer way if there is one. */
export function policyDenial(verdict: Verdict): string {
  const reasons = verdict.reasons.slice(0, 4).map((reason) => safeShort(reason.message, 300));
  const why = reasons.length > 0 ? reasons.join(" ") : "The policy refuses it.";
  const safer = verdict.safer ? ` Instead: ${safeShort(verdict.safer, 300)}` : "";
  return `Countersign denied this action. ${why}${safer} Do not try to reach the same effect another way; tell the user.`;
}

/** Told to the agent when a person said no. */
export function personDenial(): string {
  return (
    "A person was shown this action by Countersign and denied it. Do not retry it and do not reach the same effect " +
    "another way; ask the user how to go on."
  );
}

/** Told to the agent when the action needed a person's answer and none could be had. */
export function nobodyDenial(verdict: Verdict | undefined, failure: string): string {
  const why = verdict?.reasons[0] ? ` It had to be confirmed: ${safeShort(verdict.reasons[0].message, 300)}` : "";
  return `Countersign stopped this action because ${failure}.${why} Nothing was done. Tell the user; do not work around it.`;
}
