/**
 * What becomes of a call after its decision: the agent was told, and says what it did. Only recorded: nothing here can
 * hold a call, loosen an answer, or make one late.
 */
import type { AuditRecord, AuditSink, StepEntry } from "../audit/record.ts";
import { summarizeCall } from "../display/summary.ts";
import type { HeldCall } from "../model/heldCall.ts";
import { callDigest, type Sha256, sessionKey } from "./callKey.ts";

/** Something that must not be: nothing decided it, or it ran although it was denied. */
export interface RanAnyway {
  readonly call: HeldCall;
  readonly digest: string;
  readonly kind: "denied" | "undecided";
}

export interface AfterwardsPorts {
  readonly audit: AuditSink;
  readonly sha256: Sha256;
  monotonic?(): number;
  /** Looks a decision up that another window, or this one before it was reloaded, has recorded. */
  decisionOf?(wanted: WantedDecision): Promise<AuditRecord | undefined>;
  /** The person should know. */
  ranAnyway?(what: RanAnyway): void;
}

export interface WantedDecision {
  readonly agent: string;
  readonly session: string | undefined;
  readonly call: string | undefined;
  readonly digest: string;
}

export interface Decided {
  readonly call: HeldCall;
  readonly digest: string;
  readonly record: AuditRecord;
  readonly heldMonotonic: number | undefined;
}

export interface Afterwards {
  /** A decision is on the disk. */
  decided(decided: Decided): void;
  /** The agent has got its answer. Said twice, it is recorded once. */
  answered(decided: Decided): void;
  /** The agent says that it ran a call. */
  ran(call: HeldCall): Promise<void>;
}

/** Calls whose end was not told yet; those that wait longest are forgotten first, and are then looked up. */
const maxWaiting = 2_000;

export function createAfterwards(ports: AfterwardsPorts): Afterwards {
  /** By their id, or where the agent gives none by what they do: then in the order in which they were decided. */
  const waiting = new Map<string, Decided[]>();
  const answered = new WeakSet<AuditRecord>();
  const told = new Set<string>();

  async function note(step: StepEntry): Promise<void> {
    try {
      await ports.audit.note?.(step);
    } catch {
      // What cannot be written is not known later; nobody's answer depends on it.
    }
  }

  /** Undefined: told before, through another hook. */
  async function decisionFor(call: HeldCall, digest: string): Promise<AuditRecord | undefined | "told"> {
    const key = waitingKey(call, digest);
    const found = waiting.get(key)?.shift();
    if (waiting.get(key)?.length === 0) waiting.delete(key);
    if (call.callId !== undefined) {
      if (told.has(key)) return "told";
      remember(told, key);
    }
    const { agent, sessionId: session, callId } = call;
    return found?.record ?? ports.decisionOf?.({ agent, session, call: callId, digest });
  }

  return {
    decided(one) {
      if (one.call.event !== "pre-tool") return;
      const key = waitingKey(one.call, one.digest);
      const before = waiting.get(key) ?? [];
      waiting.delete(key);
      // A call with an id is one call: what was decided of it last counts.
      waiting.set(key, one.call.callId === undefined ? [...before, one] : [one]);
      told.delete(key);
      const oldest = waiting.keys().next();
      if (waiting.size > maxWaiting && !oldest.done) waiting.delete(oldest.value);
    },
    answered({ call, digest, record, heldMonotonic }) {
      if (answered.has(record)) return;
      answered.add(record);
      const now = ports.monotonic?.();
      const delayMs = now === undefined || heldMonotonic === undefined ? {} : { delayMs: now - heldMonotonic };
      void note({ step: "answered", of: record.hash, ...whose(call), actionDigest: digest, ...delayMs });
    },
    async ran(call) {
      const digest = callDigest({ ...call, event: "pre-tool" }, ports.sha256);
      const record = await decisionFor(call, digest);
      if (record === "told") return;
      const { became } = call;
      const kind = record === undefined ? "undecided" : record.decision === "deny" ? "denied" : undefined;
      // A failure of what was denied may well be the denial itself.
      const anyway = became === "failed" || became === "not-run" ? undefined : kind;
      const said = notes(call, digest, record, anyway);
      await note({
        ...{ step: "ran", ...whose(call), actionDigest: digest },
        ...(record ? { of: record.hash } : {}),
        ...(became === undefined ? {} : { outcome: became }),
        ...(call.durationMs === undefined ? {} : { durationMs: call.durationMs }),
        ...(call.resultBytes === undefined ? {} : { resultBytes: call.resultBytes }),
        ...(said === "" ? {} : { note: said }),
      });
      if (anyway) ports.ranAnyway?.({ call, digest, kind: anyway });
    },
  };
}

function notes(call: HeldCall, digest: string, record: AuditRecord | undefined, anyway: RanAnyway["kind"] | undefined) {
  const what = summarizeCall(call, 400);
  if (!record) return `No decision is recorded for it: ${what}`;
  if (anyway === "denied") return "It ran although it was denied.";
  return record.actionDigest === digest ? "" : `It is not the action that was decided: ${what}`;
}

/** Whose call it was, as records say it. */
export function whose({ agent, sessionId, callId }: HeldCall) {
  return {
    agent,
    ...(sessionId === undefined ? {} : { session: sessionId }),
    ...(callId === undefined ? {} : { call: callId }),
  };
}

function waitingKey(call: HeldCall, digest: string): string {
  return JSON.stringify([sessionKey(call), call.callId ?? null, call.callId === undefined ? digest : null]);
}

function remember(set: Set<string>, key: string): void {
  set.add(key);
  const oldest = set.values().next();
  if (set.size > maxWaiting && !oldest.done) set.delete(oldest.value);
}
