/** What an agent used, told from an audit that nobody changed. */
import type { Verification } from "../core/audit/verify.ts";
import { startUses, type Uses } from "../core/permissions/tighten.ts";
import { auditRecords, verifyAudit } from "./auditReader.ts";
import { sha256 } from "./sha256.ts";

export interface UsesWanted {
  readonly agent: string;
  /** ISO 8601; "" for everything. */
  readonly since: string;
  /** Only what was done there, and what does not say where. */
  readonly workspace?: string;
  /** Asked between records: true ends the reading. */
  readonly cancelled?: () => boolean;
}

/** A log that somebody changed could make any rule look used, so that nothing is told from it. */
export async function usesInAudit(
  folder: string,
  { agent, since, workspace, cancelled = () => false }: UsesWanted,
): Promise<{ readonly uses: Uses } | { readonly problem: Verification }> {
  const verification = await verifyAudit(folder, sha256);
  if (!verification.ok) return { problem: verification };
  const uses = startUses(agent);
  for await (const record of auditRecords(folder)) {
    if (cancelled()) break;
    const isHere = workspace === undefined || record.workspace === undefined || record.workspace === workspace;
    if (isHere && record.time >= since) uses.add(record);
  }
  return { uses };
}
