import { keepActs } from "../audit/acts.ts";
import type { AuditEntry, LifeTimes } from "../audit/record.ts";
import { redactEntry, redactText } from "../audit/redact.ts";
import { summarizeCall } from "../display/summary.ts";
import type { HeldCall } from "../model/heldCall.ts";
import type { Judgement } from "./judgement.ts";
import { type Final, failures } from "./outcome.ts";

export interface EntryFacts {
  readonly call: HeldCall;
  readonly digest: string;
  /** Undefined when the call could not be judged. */
  readonly judgement: Judgement | undefined;
  readonly final: Final;
  readonly user: string;
  readonly workspace: string | undefined;
  readonly agentVersion?: string | undefined;
  readonly window?: string | undefined;
  /** What the question said, where one was asked. */
  readonly shownText?: string | undefined;
  readonly times?: LifeTimes | undefined;
  readonly monotonic?: Pick<LifeTimes, "held" | "decided"> | undefined;
}

/** Longer questions do not fit a dialog; the digest is of the whole. */
const maxShown = 4_000;

/** What calls itself longer is no version. */
const maxVersion = 60;

/** Files of one action that are named; more would make a record longer than is read back. */
const maxFollowed = 50;

/** One decision as the audit keeps it: redacted, and with the digest that the person's question carried. */
export function auditEntry(facts: EntryFacts): AuditEntry {
  const { call, digest, judgement, final } = facts;
  const verdict = judgement?.verdict;
  const kept = verdict?.acts && keepActs(verdict.acts);
  return redactEntry({
    agent: call.agent,
    user: facts.user,
    tool: call.tool,
    actionDigest: digest,
    actionKind: call.actions[0]?.kind ?? "unknown_tool",
    summary: summarizeCall(call, 1_500, redactText),
    effects: verdict?.effects ?? [],
    targets: verdict?.targets ?? [],
    verdict: verdict?.decision ?? "deny",
    reasons: verdict?.reasons ?? [],
    policyRevision: judgement?.policyRevision ?? "none",
    decision: final.decision,
    decidedBy: final.by,
    ...optional("agentVersion", facts.agentVersion?.slice(0, maxVersion)),
    ...optional("session", call.sessionId),
    ...optional("call", call.callId),
    ...optional("workspace", facts.workspace),
    ...optional("cwd", call.cwd),
    ...optional("scope", final.granted ?? final.answer?.scope),
    ...optional("failure", final.failure && failures[final.failure]),
    ...optional("shownDigest", final.answer?.shownDigest),
    ...optional("lookedMs", final.answer?.lookedMs),
    ...optional(
      "followed",
      verdict?.followed?.slice(0, maxFollowed).map(({ path, sha256 }) => ({ path, sha256 })),
    ),
    ...optional("subagent", call.subagent),
    ...optional("client", call.client),
    ...optional("window", facts.window),
    ...optional("shownText", facts.shownText && redactText(facts.shownText).slice(0, maxShown)),
    ...optional("times", facts.times),
    ...optional("monotonic", facts.monotonic),
    ...optional("delayMs", facts.monotonic && facts.monotonic.decided - facts.monotonic.held),
    ...optional("acts", kept?.acts),
    ...optional("actsLeftOut", kept && kept.leftOut > 0 ? kept.leftOut : undefined),
  });
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
