import type { AuditRecord, GrantRecord } from "../audit/record.ts";
import { safeShort } from "./shorten.ts";
import type { Translate } from "./translate.ts";

/** "allowed by you", "denied by policy", "denied, nobody answered in time". */
export function outcomeWords({ decision, decidedBy, scope, failure }: AuditRecord, t: Translate): string {
  if (decidedBy === "nobody") return t("denied, {0}", safeShort(failure ?? t("nobody answered"), 80));
  if (decidedBy === "policy") return decision === "allow" ? t("allowed by policy") : t("denied by policy");
  if (decision === "deny") return t("denied by you");
  if (scope === "task") return t("allowed by you for this task");
  return scope === "session" ? t("allowed by you for this session") : t("allowed by you once");
}

/** "allowed for this task until 10:15, by ann". */
export function grantWords(
  { step, scope, until, user }: GrantRecord,
  clock: (iso: string) => string,
  t: Translate,
): string {
  const who = safeShort(user ?? "", 40);
  const end = until === undefined ? "" : safeShort(clock(until), 40);
  if (step === "taken-back") return t("taken back by {0}", who);
  return scope === "session"
    ? t("allowed by {0} for this session, until {1} at most", who, end)
    : t("allowed by {0} for this task, until {1} at most", who, end);
}
