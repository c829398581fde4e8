/** Picks records of the audit: by agent, effect and decision, or by words. */
import type { Effect } from "../model/effect.ts";
import type { AuditRecord } from "./record.ts";

/** How a decision is asked for: what was decided, or that nobody could be asked. */
export const outcomeKinds = ["allowed", "denied", "unanswered"] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

/** What is not given matches everything. */
export interface RecordFilter {
  readonly agent?: string;
  readonly effect?: Effect;
  readonly outcome?: OutcomeKind;
}

export function outcomeKind({ decision, decidedBy }: Pick<AuditRecord, "decision" | "decidedBy">): OutcomeKind {
  if (decidedBy === "nobody") return "unanswered";
  return decision === "allow" ? "allowed" : "denied";
}

export function matchesFilter(record: AuditRecord, { agent, effect, outcome }: RecordFilter): boolean {
  return (
    (agent === undefined || record.agent === agent) &&
    (effect === undefined || record.effects.includes(effect)) &&
    (outcome === undefined || outcomeKind(record) === outcome)
  );
}

export function isFiltering({ agent, effect, outcome }: RecordFilter): boolean {
  return agent !== undefined || effect !== undefined || outcome !== undefined;
}

/** Whether each word of the query stands somewhere in the record, in any case. An empty query finds all. */
export function matchesWords(record: AuditRecord, query: string): boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = searchedText(record).toLowerCase();
  return words.every((word) => text.includes(word));
}

/** What can be searched for: all that a person would remember of an action. */
function searchedText(record: AuditRecord): string {
  const { summary, agent, tool, session, user, targets, effects, reasons, time, decision, decidedBy } = record;
  return [
    ...[summary, agent, tool, session ?? "", user, time, decision, decidedBy],
    ...targets,
    ...effects,
    ...reasons.flatMap(({ rule, message }) => [rule, message]),
  ].join("\n");
}
