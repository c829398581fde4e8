import { type Effect, sortEffects } from "../model/effect.ts";
import type { HeldCall } from "../model/heldCall.ts";
import { atLeast } from "../model/severity.ts";
import { decisions, type Reason, type Verdict } from "../model/verdict.ts";

/** What the policy says of a whole call, and which text of the policy said it. */
export interface Judgement {
  readonly verdict: Verdict;
  /** Names the exact policy files that were in force; the audit carries it. */
  readonly policyRevision: string;
  /** What would be gone, counted: sentences for the question. */
  readonly losses?: readonly string[];
  /** A copy of what would be deleted is made before it is allowed. */
  readonly copied?: true;
}

/** Judges a held call. May read files (paths, policies), hence asynchronous; a rejection denies. */
export type JudgeCall = (call: HeldCall) => Judgement | Promise<Judgement>;

/**
 * The verdict on a call of several actions: the worst decision, with the effects, reasons and targets of all.
 * A call without actions was not understood, so a person is asked.
 */
export function combineVerdicts(verdicts: readonly Verdict[]): Verdict {
  const [first, ...rest] = [...verdicts].sort(worstFirst);
  if (!first) return notUnderstood;
  if (rest.length === 0) return first;
  const all = [first, ...rest];
  const followed = all.flatMap((verdict) => verdict.followed ?? []);
  return {
    decision: first.decision,
    severity: all.reduce((worst, { severity }) => (atLeast(severity, worst) ? severity : worst), first.severity),
    effects: sortEffects(all.flatMap((verdict) => verdict.effects)),
    reasons: distinctReasons(all.flatMap((verdict) => verdict.reasons)),
    targets: [...new Set(all.flatMap((verdict) => verdict.targets))],
    ...(first.safer === undefined ? {} : { safer: first.safer }),
    ...(all.every(({ acts }) => acts !== undefined) ? { acts: all.flatMap(({ acts }) => acts ?? []) } : {}),
    ...(followed.length === 0 ? {} : { followed }),
  };
}

/**
 * Whether an answer may hold for longer than one call. Never for what changes who may do what, for what others get to
 * see, for data that would be gone, or for anything critical (which includes changes of Countersign itself).
 */
export function mayHoldForSession(verdict: Verdict): boolean {
  const has = (effect: Effect) => verdict.effects.includes(effect);
  if (verdict.severity === "critical") return false;
  return !has("change-access") && !has("send-outward") && !has("destroy-data") && !has("obfuscated");
}

const notUnderstood: Verdict = {
  decision: "ask",
  severity: "high",
  effects: [],
  reasons: [{ rule: "not-understood", message: "Countersign could not tell what this call would do." }],
  targets: [],
};

function worstFirst(a: Verdict, b: Verdict): number {
  return decisions.indexOf(b.decision) - decisions.indexOf(a.decision);
}

function distinctReasons(reasons: readonly Reason[]): Reason[] {
  const seen = new Map(reasons.map((reason) => [`${reason.rule}\n${reason.message}`, reason]));
  return [...seen.values()];
}
