import type { HeldCall } from "../model/heldCall.ts";
import { createBreaker } from "./breaker.ts";
import { attachCaller, type Caller } from "./callers.ts";
import { callDigest, callKey, sessionKey } from "./callKey.ts";
import { createDecisionLog, type DecisionLog } from "./decisionLog.ts";
import { createDecisionMemory } from "./decisionMemory.ts";
import { allowedBefore, breakerNotice, expired, nobody, throughBreaker } from "./finals.ts";
import type { LastingGrant } from "./grants.ts";
import { mayHoldForSession } from "./judgement.ts";
import { createLastingAnswers, type LastingAnswers } from "./lastingAnswers.ts";
import type { DecidedCall, Failure, Final, Outcome, WaitingCall } from "./outcome.ts";
import { outcomeOf } from "./outcomeOf.ts";
import { createPending, type Pending } from "./pending.ts";
import type { GatePorts } from "./ports.ts";
import { createProxyPasses, type ProxyPasses } from "./proxyPasses.ts";
import type { Question } from "./question.ts";
import { createQuestionQueue, type QuestionQueue, type QuestionResult } from "./questionQueue.ts";
import { quietly } from "./quietly.ts";

/** `source`: which hook the call came through; the same call through another hook is the same question. */
export interface HoldRequest extends Caller {
  readonly call: HeldCall;
}

export interface Hold {
  readonly outcome: Promise<Outcome>;
  /** The caller has handed the outcome on to the agent. */
  told(): void;
  /** The caller went away. When nobody waits any longer the call is denied and its question withdrawn. */
  withdraw(): void;
}

export interface GateState {
  readonly stopped: boolean;
  /** In the order in which they came. */
  readonly waiting: readonly WaitingCall[];
  /** Newest first. */
  readonly recent: readonly DecidedCall[];
  /** What a person allowed for longer than once, and still holds. */
  readonly lasting: readonly LastingGrant[];
}

export interface Gate {
  /** Decides one call. Never rejects: whatever goes wrong is a denial with its reason. */
  hold(request: HoldRequest): Hold;
  /** Denies everything that waits and everything to come, and ends all session grants, until `lift`. */
  stopAll(): void;
  lift(): void;
  /** Denies what waits, for example because the window closes. */
  denyWaiting(why: Failure): void;
  /** Resolves when nothing is recorded any more that nobody waits for. */
  idle(): Promise<void>;
  state(): GateState;
  /** What was asked about in tasks that still run and may be allowed for the rest of them, newest first. */
  mayAllow(): readonly DecidedCall[];
  /**
   * A person allows what was asked about before, until the task ends in which it was.
   * @param decided the id of one of `mayAllow`
   * @returns false when it may not be, for example because the task has ended, or could not be recorded
   */
  allowForTask(decided: string): Promise<boolean>;
  /** Ends what a person allowed for a task or a session. */
  takeBack(grant: string): void;
  /** @returns a function that ends the subscription */
  onChange(listener: () => void): () => void;
}

/** The state of held actions. One instance a window; it is the only place that says "allow" to an agent. */
export function createGate(ports: GatePorts): Gate {
  return new HeldCalls(ports);
}

class HeldCalls implements Gate {
  readonly #ports: GatePorts;
  readonly #memory = createDecisionMemory();
  readonly #breaker: ReturnType<typeof createBreaker>;
  /** Undefined when there is nobody to ask. */
  readonly #queue: QuestionQueue | undefined;
  readonly #lasting: LastingAnswers;
  readonly #passes: ProxyPasses;
  readonly #log: DecisionLog;
  readonly #listeners = new Set<() => void>();
  #stopped = false;

  constructor(ports: GatePorts) {
    this.#ports = ports;
    this.#breaker = createBreaker(ports.breaker);
    this.#passes = createProxyPasses(ports);
    this.#log = createDecisionLog(ports);
    this.#lasting = createLastingAnswers(ports);
    const { confirm } = ports;
    this.#queue = confirm && createQuestionQueue({ ...this.#queuePorts(), confirm });
  }

  hold(request: HoldRequest): Hold {
    if (request.call.event === "post-tool") return this.#ran(request.call);
    try {
      const digest = callDigest(request.call, this.#ports.sha256);
      const known = this.#memory.find(callKey(request.call, digest), request.source, this.#ports.now());
      return this.#attach(known ?? this.#start(request, digest), request);
    } catch {
      return { outcome: Promise.resolve(outcomeOf(nobody("judgeFailed"), undefined)), told() {}, withdraw() {} };
    }
  }

  /** It is over already: answered at once, whatever becomes of its record. */
  #ran(call: HeldCall): Hold {
    this.#log.ran(call);
    return { outcome: Promise.resolve({ decision: "allow", by: "policy" }), told() {}, withdraw() {} };
  }

  stopAll(): void {
    this.#stopped = true;
    this.#lasting.stop();
    this.#passes.clear();
    this.denyWaiting("stopped");
    this.#changed();
  }

  lift(): void {
    this.#stopped = false;
    this.#changed();
  }

  denyWaiting(why: Failure): void {
    for (const pending of this.#memory.open()) void this.#finish(pending, nobody(why));
  }

  async idle(): Promise<void> {
    await Promise.all([this.#log.idle(), this.#lasting.idle()]);
  }

  state(): GateState {
    const [waiting, recent] = [this.#memory.waiting(), this.#memory.recent()];
    return { stopped: this.#isStopped(), waiting, recent, lasting: this.#lasting.list() };
  }

  mayAllow(): readonly DecidedCall[] {
    return this.#memory.recent().filter((call) => this.#lasting.mayAllow(call));
  }

  async allowForTask(decided: string): Promise<boolean> {
    const given = await this.#lasting.allowForTask(decided, () => this.#isStopped());
    this.#changed();
    return given;
  }

  takeBack(grant: string): void {
    this.#lasting.takeBack(grant);
    this.#changed();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #queuePorts() {
    const { newId, agentTitle, user } = this.#ports;
    return {
      ...{ newId, agentTitle, user },
      shown: (pending: Pending, { title, detail }: Question) => {
        pending.shown = { at: this.#ports.now(), text: `${title}\n${detail}` };
        if (pending.state === "pending") pending.state = "shown";
        this.#changed();
      },
      answered: (pending: Pending, result: QuestionResult) =>
        void this.#finish(pending, this.#finalOf(pending, result)),
    };
  }

  #start({ call, deadline }: HoldRequest, digest: string): Pending {
    const { newId, now, startTimer } = this.#ports;
    const heldAt = now();
    const key = callKey(call, digest);
    const heldMonotonic = this.#ports.monotonic?.();
    const pending = createPending({ id: newId(), call, digest, key, heldAt, deadline, heldMonotonic });
    pending.cancelTimer = startTimer(Math.max(0, deadline - heldAt), () => void this.#finish(pending, expired));
    this.#memory.add(pending);
    this.#decide(pending).catch(() => this.#finish(pending, nobody("judgeFailed")));
    return pending;
  }

  async #decide(pending: Pending): Promise<void> {
    const { call } = pending;
    if (call.event === "other") {
      this.#lasting.end(call);
      return this.#finish(pending, { decision: "allow", by: "policy" });
    }
    if (call.event === "pre-tool" && this.#isStopped()) return this.#finish(pending, nobody("stopped"));
    this.#changed();
    const judged = await this.#ports.judge(call);
    if (pending.final) return;
    const breaker = this.#breaker.attempt(sessionKey(call), judged.verdict, this.#ports.now());
    const judgement = throughBreaker(judged, breaker);
    pending.judgement = judgement;
    if (breaker === "denies") return this.#finish(pending, nobody("breaker"));
    if (breaker === "asks") pending.notice = breakerNotice;
    const { verdict } = judgement;
    if (verdict.decision !== "ask") return this.#finish(pending, { decision: verdict.decision, by: "policy" });
    const granted = breaker === "closed" ? this.#lasting.covering({ call, judgement }, this.#ports.now()) : undefined;
    if (granted) return this.#finish(pending, { decision: "allow", by: "person", granted });
    const passes = breaker === "closed" && !this.#isStopped() && this.#passes.take(pending);
    if (passes) return this.#finish(pending, allowedBefore);
    if (!this.#queue) return this.#finish(pending, nobody("noWindow"));
    this.#queue.add(pending);
    this.#changed();
  }

  #finalOf(pending: Pending, result: QuestionResult): Final {
    if ("failure" in result) return nobody(result.failure);
    const { answer } = result;
    if (answer.decision !== "allow") return { decision: "deny", by: "person", answer };
    if (this.#ports.now() >= pending.deadline) return expired;
    if (this.#isStopped()) return nobody("stopped");
    const mayLast =
      pending.call.sessionId !== undefined && pending.judgement && mayHoldForSession(pending.judgement.verdict);
    return { decision: "allow", by: "person", answer: mayLast ? answer : { ...answer, scope: "once" } };
  }

  /** Records the decision, then answers. A second decision only counts when it denies what the first allowed. */
  async #finish(pending: Pending, decided: Final): Promise<void> {
    if (pending.final) return this.#overrule(pending, decided);
    const final = this.#stillHolds(pending, decided) ? decided : nobody("contentChanged");
    pending.final = final;
    pending.state = "recording";
    this.#queue?.drop(pending, final.failure ?? "callerGone");
    this.#changed();
    const prepared = (await this.#isPrepared(pending, final)) ? final : nobody("copyFailed");
    const recorded = await this.#log.record(pending, prepared);
    if (pending.overruled) await this.#log.record(pending, pending.overruled);
    const kept = recorded || prepared.decision === "deny" ? prepared : nobody("auditFailed");
    this.#conclude(pending, pending.overruled ?? kept);
  }

  /** What was promised in the question is done before the answer. */
  async #isPrepared({ call }: Pending, { decision, by }: Final): Promise<boolean> {
    if (decision === "deny" || by !== "person" || !this.#ports.beforeAllowed) return true;
    try {
      return await this.#ports.beforeAllowed(call);
    } catch {
      return false;
    }
  }

  #overrule(pending: Pending, final: Final): void {
    if (pending.state === "done" || final.decision !== "deny") return;
    if (pending.final?.decision === "allow") pending.overruled ??= final;
    // The record may be slow or stuck: the caller gets its denial now.
    pending.resolve(outcomeOf(pending.overruled ?? pending.final ?? final, pending.judgement?.verdict));
  }

  /** INVARIANT: what runs is what was judged; a script that is another by now is not that. */
  #stillHolds({ judgement }: Pending, final: Final): boolean {
    const followed = judgement?.verdict.followed ?? [];
    if (final.decision === "deny" || followed.length === 0) return true;
    try {
      return this.#ports.areUnchanged(followed);
    } catch {
      return false;
    }
  }

  #conclude(pending: Pending, final: Final): void {
    pending.cancelTimer();
    pending.state = "done";
    pending.decidedAt = this.#ports.now();
    if (final.decision === "allow") {
      quietly(() => this.#ports.allowed(pending.call));
      if (final.by === "person") quietly(() => this.#passes.leave(pending));
    }
    this.#keepAnswer(pending, final);
    this.#log.seal(pending, final);
    pending.resolve(outcomeOf(final, pending.judgement?.verdict));
    quietly(() => this.#memory.conclude(pending, final, this.#log.entry(pending, final)));
    this.#changed();
  }

  #keepAnswer({ id, call, judgement, chained }: Pending, { decision, answer }: Final): void {
    if (judgement === undefined) return;
    const scope = decision === "allow" ? answer?.scope : undefined;
    this.#lasting.decided(id, { call, judgement, decision: chained?.hash }, scope === "once" ? undefined : scope);
  }

  #attach(pending: Pending, request: HoldRequest): Hold {
    const { outcome, leave } = attachCaller(pending, request, this.#ports);
    const withdraw = () => {
      leave();
      if (pending.callers === 0) void this.#finish(pending, nobody("callerGone"));
    };
    return { outcome, told: () => this.#log.told(pending), withdraw };
  }

  #isStopped(): boolean {
    try {
      return this.#stopped || this.#ports.isStopped();
    } catch {
      return true;
    }
  }

  #changed(): void {
    for (const listener of this.#listeners) quietly(listener);
  }
}
