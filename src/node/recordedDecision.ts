import type { AuditRecord } from "../core/audit/record.ts";
import type { WantedDecision } from "../core/gate/afterwards.ts";
import { type Leg, legsOf } from "../core/gate/ruleOfTwo.ts";
import type { HeldCall } from "../core/model/heldCall.ts";
import { recordsBackwards } from "./auditBackwards.ts";

/** How far back is looked: an agent tells what it ran soon after it was allowed to, and a session lasts a day. */
const limits = { records: 2_000, ageMs: 24 * 60 * 60 * 1000 } as const;

/**
 * On which legs of the Rule of Two a session stands, by what it was allowed before. Read only where it could make a
 * judgement stricter; ends as soon as both that matter are found.
 */
export async function recordedLegs(
  folder: string,
  { agent, sessionId }: Pick<HeldCall, "agent" | "sessionId">,
  now: number,
): Promise<readonly Leg[]> {
  const found = new Set<Leg>();
  let looked = 0;
  for await (const record of recordsBackwards(folder)) {
    if (++looked > limits.records || now - Date.parse(record.time) > limits.ageMs) break;
    if (record.agent !== agent || record.session !== sessionId || record.decision !== "allow") continue;
    for (const leg of legsOf(record.effects)) found.add(leg);
    if (found.has("untrusted") && found.has("sensitive")) break;
  }
  return [...found];
}

/** The newest recorded decision on a call, by whichever window it was decided. Undefined: none, or too long ago. */
export async function recordedDecision(
  folder: string,
  { agent, session, call, digest }: WantedDecision,
  now: number,
): Promise<AuditRecord | undefined> {
  let looked = 0;
  for await (const record of recordsBackwards(folder)) {
    if (++looked > limits.records || now - Date.parse(record.time) > limits.ageMs) return undefined;
    if (record.agent !== agent || record.session !== session) continue;
    if (call === undefined ? record.actionDigest === digest : record.call === call) return record;
  }
  return undefined;
}
