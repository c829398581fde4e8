import type { Effect } from "../model/effect.ts";
import type { Decision, FollowedFile, Reason } from "../model/verdict.ts";
import type { AuditAct } from "./acts.ts";
import type { KeptChange } from "./change.ts";

/** The schema that is written. Records of schema 1 stay readable: they have less, and another order of members. */
export const auditSchema = 2;
export const auditSchemas = [1, auditSchema] as const;

/** Who or what gave the final word. "nobody": asked, and no answer could be had, so it was denied. */
export type Decider = "policy" | "person" | "nobody";

/** One decision. Text is redacted before it gets here; digests are of the exact action. */
export interface AuditEntry {
  readonly agent: string;
  readonly agentVersion?: string;
  readonly session?: string;
  readonly call?: string;
  readonly user: string;
  readonly workspace?: string;
  readonly cwd?: string;
  readonly tool: string;
  /** SHA-256 (hex) of `canonicalAction`. */
  readonly actionDigest: string;
  readonly actionKind: string;
  /** Redacted, one line, at most 2,000 characters. */
  readonly summary: string;
  readonly effects: readonly Effect[];
  readonly targets: readonly string[];
  /** What the policy said before anybody was asked. */
  readonly verdict: Decision;
  readonly reasons: readonly Reason[];
  readonly policyRevision: string;
  /** What happened: only "allow" or "deny". */
  readonly decision: "allow" | "deny";
  readonly decidedBy: Decider;
  readonly scope?: "once" | "task" | "session";
  /** Why nobody could answer: "expired", "window closed", "dialog refused", … */
  readonly failure?: string;
  /** SHA-256 (hex) of the text the person was shown, and how long they looked. */
  readonly shownDigest?: string;
  readonly lookedMs?: number;
  /** What was judged, so that another policy can be tried on it. Not there: it was not judged, or before this was kept. */
  readonly acts?: readonly AuditAct[];
  /** How many acts more there were than are kept. */
  readonly actsLeftOut?: number;
  /** Scripts and task files that were read and judged, each as it was then. Not there: none, or before this was kept. */
  readonly followed?: readonly FollowedFile[];
  /** On whose behalf beside the user: the sub-agent that acts. Not there: the main one, or the agent does not tell. */
  readonly subagent?: string;
  /** What a program that calls through the proxy says it is. Not verified. */
  readonly client?: string;
  /** The editor window that decided, or "unattended". */
  readonly window?: string;
  /** What the person was shown, redacted; `shownDigest` is of what they saw. */
  readonly shownText?: string;
  /** When each step of its life before the answer was, in milliseconds since the epoch. */
  readonly times?: LifeTimes;
  /** Milliseconds of a clock that nobody can set back, at the first and at the last of these steps. */
  readonly monotonic?: Pick<LifeTimes, "held" | "decided">;
  /** How long the agent waited from being held to the decision, by that clock. */
  readonly delayMs?: number;
}

export interface LifeTimes {
  readonly held: number;
  /** Not there: nobody was asked. */
  readonly shown?: number;
  readonly decided: number;
}

/**
 * Steps of a life after the decision, each a record of its own. "change": what the call makes of files, as it was shown
 * or would have been; it can be withheld without the decision. "answered": the agent was told. "ran": the agent says
 * what became of it. "granted": a person allowed the action of the decision for longer than once, and "taken-back": ended
 * that before its time. "observed": something happened that no decision explains. "retired": older records were removed,
 * as the person's settings say.
 */
export const steps = ["change", "answered", "ran", "granted", "taken-back", "observed", "retired"] as const;
export type Step = (typeof steps)[number];

export interface StepEntry {
  readonly step: Step;
  /** `hash` of the decision it belongs to. */
  readonly of?: string;
  readonly agent?: string;
  readonly session?: string;
  readonly call?: string;
  readonly actionDigest?: string;
  /** Not there: unknown. Of "ran", as the agent tells it. */
  readonly outcome?: "done" | "failed" | "not-run";
  readonly delayMs?: number;
  /** Of "ran": how long it took, and how much came back, where that was measured. */
  readonly durationMs?: number;
  readonly resultBytes?: number;
  /** Redacted. */
  readonly note?: string;
  /** Of "granted" and "taken-back": who did it, how long it holds at most (ISO 8601), and what ends it before. */
  readonly user?: string;
  readonly until?: string;
  readonly scope?: "task" | "session";
  /** Of "change". Redacted. */
  readonly change?: KeptChange;
  /** Of "retired": the last record that was removed. */
  readonly through?: { readonly seq: number; readonly hash: string };
}

export interface StepRecord extends StepEntry, Chained {
  readonly schema: typeof auditSchema;
}

/** What a person allowed for longer than once, or took back. */
export interface GrantRecord extends StepRecord {
  readonly step: "granted" | "taken-back";
}

export function isGrantRecord(record: StepRecord): record is GrantRecord {
  return record.step === "granted" || record.step === "taken-back";
}

/** What makes a line a member of the chain. */
export interface Chained {
  readonly seq: number;
  /** ISO 8601, UTC, milliseconds. */
  readonly time: string;
  /** `hash` of the record before; 64 zeros for the first. */
  readonly prev: string;
  /** Something was wrong with the log when this record was written, and the chain could not go on as if nothing were. */
  readonly mended?: Mended;
  readonly hash: string;
}

/** A line of the audit file: the entry, its number, its time, and the chain. `hash` covers all the rest. */
export interface AuditRecord extends AuditEntry, Chained {
  readonly schema: (typeof auditSchemas)[number];
}

/**
 * "torn": the last line was never finished (power cut, kill) and was removed; no acknowledged record was lost.
 * "head-missing": the log had records and no anchor, so it cannot be told whether any were cut off.
 * "cut": the anchor named more records than the log had; the chain goes on from the anchor, so the gap stays visible.
 * "foreign": something else was appended after the anchored record; it was left in place.
 */
export type Mended = "torn" | "head-missing" | "cut" | "foreign";

/**
 * Where decisions are recorded. `append` resolves only when the record would survive a power cut.
 * A rejection means that the decision is not recorded, so the action must be denied.
 */
export interface AuditSink {
  append(entry: AuditEntry): Promise<AuditRecord>;
  /** What became of a decision. Nobody's answer waits for it. */
  note?(step: StepEntry): Promise<StepRecord>;
}
