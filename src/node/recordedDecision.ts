import type { AuditRecord } from "../core/audit/record.ts";
import type { WantedDecision } from "../core/gate/afterwards.ts";
import { recordsBackwards } from "./auditBackwards.ts";

/** How far back a decision is looked for: an agent tells what it ran soon after it was allowed to. */
const limits = { records: 2_000, ageMs: 24 * 60 * 60 * 1000 } as const;

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
