import type { AuditRecord, AuditSink } from "../audit/record.ts";
import type { ForeseenChanges } from "../effects/fileChanges.ts";
import type { HeldCall } from "../model/heldCall.ts";
import type { FollowedFile } from "../model/verdict.ts";
import type { RanAnyway, WantedDecision } from "./afterwards.ts";
import type { BreakerLimits } from "./breaker.ts";
import type { Sha256 } from "./callKey.ts";
import type { JudgeCall } from "./judgement.ts";
import type { Confirm } from "./question.ts";

/** Everything the gate needs from outside: it has no clock, no randomness, no files and no screen of its own. */
export interface GatePorts {
  readonly judge: JudgeCall;
  /** Undefined when there is nobody to ask: what would be asked is denied. */
  readonly confirm: Confirm | undefined;
  /** An allow is answered only after its record was acknowledged. */
  readonly audit: AuditSink;
  readonly sha256: Sha256;
  /** Whether the scripts that were read to judge a call are still what they were. */
  areUnchanged(followed: readonly FollowedFile[]): boolean;
  /** A person allowed the call, and it is not answered yet: a copy can be kept. False, or a rejection, denies. */
  beforeAllowed?(call: HeldCall): Promise<boolean>;
  /**
   * Looks soon, while other things are waited for, at what a call would make of files. The result tells what was seen; it
   * is called at once when the agent is about to be told, and then nothing may be looked at any more.
   */
  lookAtChange?(call: HeldCall): () => ForeseenChanges;
  /** The call goes ahead: what it does belongs to the memory of its session. */
  allowed(call: HeldCall): void;
  /** A new unique id. */
  newId(): string;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after so many milliseconds; the result cancels. */
  startTimer(delayMs: number, callback: () => void): () => void;
  /** True while all actions are stopped, also from another window. A failure to find out counts as stopped. */
  isStopped(): boolean;
  /** The name of an agent as people know it. */
  agentTitle(agent: string): string;
  /** The workspace folder a call belongs to. */
  workspaceOf(call: HeldCall): string | undefined;
  /** On whose behalf agents act. */
  readonly user: string;
  /** Looks up a decision that this gate does not remember, so that what the agent says it ran finds it. */
  decisionOf?(wanted: WantedDecision): Promise<AuditRecord | undefined>;
  /** Told when an agent says that it ran what was denied, or what nobody decided. */
  ranAnyway?(what: RanAnyway): void;
  /** The version of the agent that calls, where something but its payload tells it. */
  agentVersion?(call: HeldCall): string | undefined;
  /** The editor window this is, or "unattended"; the record says which one decided. */
  readonly window?: string;
  /** Milliseconds of a clock that only goes forward. */
  monotonic?(): number;
  readonly breaker?: BreakerLimits;
}
