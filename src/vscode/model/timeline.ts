import { countedActions } from "../../core/display/counted.ts";
/** The audit as a picture: one lane an agent, one mark a decision. Plain data, drawn by the page of the panel. */

import type { AuditRecord } from "../../core/audit/record.ts";
import { outcomeKind } from "../../core/audit/recordFilter.ts";
import { headingOf } from "../../core/display/heading.ts";
import { outcomeWords } from "../../core/display/outcomeWords.ts";
import { safeShort } from "../../core/display/shorten.ts";
import type { Translate } from "../../core/display/translate.ts";
import { type Effect, irreversibleOrOutward } from "../../core/model/effect.ts";
import { effectList, mostSeriousFirst } from "./words.ts";

/** What an act is drawn as, by the most serious of its effects. */
export const markKinds = ["outward", "access", "destroys", "secret", "runs", "writes", "reads"] as const;
export type MarkKind = (typeof markKinds)[number];

export interface TimelineMark {
  readonly seq: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly lane: number;
  readonly kind: MarkKind;
  readonly outcome: "allowed" | "denied" | "unanswered";
  /** A denial, or something that others see or that cannot be taken back. */
  readonly standsOut: boolean;
  readonly time: string;
  readonly said: string;
  readonly what: string;
  readonly effects: string;
}

export interface Timeline {
  readonly lanes: readonly string[];
  /** Oldest first. */
  readonly marks: readonly TimelineMark[];
  readonly from: number;
  readonly to: number;
  readonly words: TimelineWords;
}

export interface TimelineWords {
  readonly title: string;
  readonly empty: string;
  readonly summary: string;
  readonly onlyStandingOut: string;
  readonly columns: readonly string[];
  readonly kinds: Readonly<Record<MarkKind, string>>;
  readonly outcomes: Readonly<Record<TimelineMark["outcome"], string>>;
  readonly help: string;
}

export interface TimelineView {
  /** Newest first. */
  readonly records: readonly AuditRecord[];
  agentTitle(agent: string): string;
  /** A time as the person reads it. */
  clock(iso: string): string;
}

export function timeline({ records, agentTitle, clock }: TimelineView, t: Translate): Timeline {
  const timed = records.filter(({ time }) => !Number.isNaN(Date.parse(time))).toReversed();
  const agents = [...new Set(timed.map(({ agent }) => agent))].sort();
  const marks = timed.map((record): TimelineMark => {
    const outcome = outcomeKind(record);
    return {
      seq: record.seq,
      at: Date.parse(record.time),
      lane: agents.indexOf(record.agent),
      kind: kindOf(record.effects),
      outcome,
      standsOut: outcome !== "allowed" || record.effects.some((effect) => irreversibleOrOutward.has(effect)),
      time: clock(record.time),
      said: outcomeWords(record, t),
      what: headingOf(safeShort(record.summary, 160), record.workspace ?? record.cwd),
      effects: effectList(mostSeriousFirst(record.effects), t, 4),
    };
  });
  const times = marks.map(({ at }) => at);
  return {
    lanes: agents.map((agent) => safeShort(agentTitle(agent), 40)),
    marks,
    // A clock that was set back must not turn the picture around.
    from: times.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY),
    to: times.reduce((most, at) => Math.max(most, at), Number.NEGATIVE_INFINITY),
    words: words(marks, t),
  };
}

const kindRows: readonly (readonly [MarkKind, readonly Effect[]])[] = [
  ["outward", ["send-outward", "spend-money"]],
  ["access", ["change-access", "gain-privilege", "persist", "change-infra"]],
  ["destroys", ["destroy-data", "delete-files", "rewrite-history", "kill-process"]],
  ["secret", ["read-secrets"]],
  ["runs", ["run-code", "install-package", "delegate", "obfuscated"]],
  ["writes", ["write-files", "write-data"]],
];

function kindOf(effects: readonly Effect[]): MarkKind {
  return kindRows.find(([, row]) => row.some((effect) => effects.includes(effect)))?.[0] ?? "reads";
}

function words(marks: readonly TimelineMark[], t: Translate): TimelineWords {
  const denied = marks.filter(({ outcome }) => outcome !== "allowed").length;
  const outward = marks.filter(({ kind, outcome }) => kind === "outward" && outcome === "allowed").length;
  return {
    title: t("What the agents did"),
    empty: t("The audit has no records yet. Each decision will be one."),
    summary: t("{0}, {1} denied, {2} that went outward", countedActions(marks.length, t), denied, outward),
    onlyStandingOut: t("Only denials and what others see or cannot be taken back"),
    columns: [t("Time"), t("Agent"), t("Outcome"), t("Action"), t("Effects")],
    kinds: {
      outward: t("goes outward"),
      access: t("changes access"),
      destroys: t("destroys"),
      secret: t("reads secrets"),
      runs: t("runs code"),
      writes: t("writes"),
      reads: t("only reads"),
    },
    outcomes: { allowed: t("allowed"), denied: t("denied"), unanswered: t("denied, nobody answered") },
    help: t("Arrow keys go from action to action, Enter opens its record. The table below says the same."),
  };
}
