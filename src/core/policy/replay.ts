/** What another policy would have decided, told from a record of the audit without judging the action again. */
import { restoreAct } from "../audit/acts.ts";
import type { AuditRecord } from "../audit/record.ts";
import { judgements } from "../effects/judgements.ts";
import { ruleOfTwoId } from "../gate/ruleOfTwo.ts";
import type { Platform } from "../model/action.ts";
import { type Decision, type Reason, stricter } from "../model/verdict.ts";
import { type Bench, type Policies, rule } from "./evaluate.ts";

export type Replayed =
  | { readonly kind: "told"; readonly was: Decision; readonly now: Decision; readonly reasons: readonly Reason[] }
  /** What the record does not hold (a secret, a long text) decides. */
  | { readonly kind: "untold" }
  /** It says nothing of what was judged: it is from before that was kept, or something else than the policy decided. */
  | { readonly kind: "unjudged" };

export interface ReplayPlace {
  readonly home: string;
  readonly platform: Platform;
  /** ISO date. */
  readonly today: string;
}

type Told = Pick<AuditRecord, "agent" | "workspace" | "cwd" | "verdict" | "reasons" | "acts" | "actsLeftOut">;

export function replayRecord(record: Told, policies: Policies, { home, platform, today }: ReplayPlace): Replayed {
  const { acts, agent, workspace, cwd } = record;
  if (acts === undefined || acts.length === 0 || wasTightened(record)) return { kind: "unjudged" };
  const bench: Bench = { policies, place: { home, platform, workspace, cwd: cwd ?? workspace }, today };
  const now = decide(record, agent, bench);
  const isWhole = record.actsLeftOut === undefined && acts.every(({ lost }) => lost === undefined);
  // With what is missing read the other way round: where that changes nothing, it does not matter.
  const other = isWhole ? now : decide(record, agent, { ...bench, unknown: "loosens" });
  if (other.decision !== now.decision) return { kind: "untold" };
  if (record.actsLeftOut !== undefined && now.decision !== "deny") return { kind: "untold" };
  return { kind: "told", was: record.verdict, now: now.decision, reasons: now.reasons };
}

/** The circuit breaker and the Rule of Two ask or refuse whatever the policy says. */
function wasTightened({ reasons }: Told): boolean {
  return reasons[0]?.rule === "breaker" || reasons[0]?.rule === ruleOfTwoId;
}

function decide({ acts = [] }: Told, agent: string, bench: Bench) {
  const rulings = acts.map((act) => rule(restoreAct(act, agent), ownReason(act.rule), bench));
  const decision = rulings.reduce<Decision>((all, next) => stricter(all, next.decision), "allow");
  const reasons = rulings.filter((ruling) => ruling.decision === decision).flatMap((ruling) => ruling.reasons);
  return { decision, reasons: [...new Map(reasons.map((reason) => [reason.rule, reason])).values()] };
}

function ownReason(id: string): Reason {
  const known = Object.hasOwn(judgements, id) ? judgements[id as keyof typeof judgements] : undefined;
  return { rule: id, message: known?.message.replace(/ ?\(?\{target\}\)?/, "") ?? id };
}
