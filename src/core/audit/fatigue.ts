/** How much the person is asked, and how the questions are answered: who is asked too often stops reading. */
import type { AuditRecord } from "./record.ts";

/** Questions that one rule asked. */
export interface RuleFatigue {
  readonly rule: string;
  readonly questions: number;
  readonly allowed: number;
  readonly denied: number;
  /** Nobody answered. */
  readonly unanswered: number;
  /** Median of how long the person looked, in milliseconds; undefined where it is not known. */
  readonly medianLookMs?: number;
  /** Allowed in less than a second: too fast to have been read. */
  readonly hasty: number;
}

export interface FatigueReport {
  readonly questions: number;
  /** Share of the answered questions that were allowed, 0 to 1; undefined when none was answered. */
  readonly allowedShare?: number;
  readonly medianLookMs?: number;
  readonly hasty: number;
  /** Questions in the hours that had any, on average, and in the hour that had most. */
  readonly perActiveHour: number;
  readonly busiestHour?: { readonly hour: string; readonly questions: number };
  /** Most questions first. */
  readonly rules: readonly RuleFatigue[];
}

export interface Fatigue {
  add(record: AuditRecord): void;
  report(): FatigueReport;
}

/** An answer faster than this was not read. */
const hastyMs = 1000;

interface Tally {
  questions: number;
  allowed: number;
  denied: number;
  unanswered: number;
  hasty: number;
  readonly looks: number[];
}

/** Collects record by record. Only what a person was asked counts. */
export function startFatigue(): Fatigue {
  const rules = new Map<string, Tally>();
  const all = newTally();
  const hours = new Map<string, number>();
  return {
    add(record) {
      if (record.verdict !== "ask" || (record.scope === "session" && record.lookedMs === undefined)) return;
      const rule = record.reasons[0]?.rule ?? "unknown";
      const tally = rules.get(rule) ?? newTally();
      rules.set(rule, tally);
      for (const one of [all, tally]) count(one, record);
      const hour = record.time.slice(0, 13);
      hours.set(hour, (hours.get(hour) ?? 0) + 1);
    },
    report: () => conclude(all, rules, hours),
  };
}

function newTally(): Tally {
  return { questions: 0, allowed: 0, denied: 0, unanswered: 0, hasty: 0, looks: [] };
}

function count(tally: Tally, { decision, decidedBy, lookedMs }: AuditRecord): void {
  tally.questions++;
  if (decidedBy !== "person") tally.unanswered++;
  else if (decision === "allow") tally.allowed++;
  else tally.denied++;
  if (lookedMs === undefined) return;
  tally.looks.push(lookedMs);
  if (decision === "allow" && lookedMs < hastyMs) tally.hasty++;
}

function conclude(all: Tally, rules: ReadonlyMap<string, Tally>, hours: ReadonlyMap<string, number>): FatigueReport {
  const answered = all.allowed + all.denied;
  const [busiest] = [...hours].toSorted((a, b) => b[1] - a[1]);
  return {
    questions: all.questions,
    ...(answered === 0 ? {} : { allowedShare: all.allowed / answered }),
    ...median(all.looks),
    hasty: all.hasty,
    perActiveHour: hours.size === 0 ? 0 : all.questions / hours.size,
    ...(busiest === undefined ? {} : { busiestHour: { hour: `${busiest[0]}:00Z`, questions: busiest[1] } }),
    rules: [...rules]
      .map(([rule, { looks, ...tally }]): RuleFatigue => ({ rule, ...tally, ...median(looks) }))
      .toSorted((a, b) => b.questions - a.questions || a.rule.localeCompare(b.rule)),
  };
}

function median(list: readonly number[]): { readonly medianLookMs?: number } {
  const sorted = list.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  return middle === undefined ? {} : { medianLookMs: middle };
}
