import type { HeldCall } from "../model/heldCall.ts";
import { type Afterwards, createAfterwards } from "./afterwards.ts";
import { auditEntry } from "./auditEntry.ts";
import { createBreaker } from "./breaker.ts";
import { callDigest, callKey, sessionKey } from "./callKey.ts";
import { type ChangeRecorder, createChangeRecorder } from "./changeRecord.ts";
import { createDecisionMemory } from "./decisionMemory.ts";
import { allowedBefore, breakerNotice, expired, lifeOf, nobody, throughBreaker, versionOf } from "./finals.ts";
import { createGrants } from "./grants.ts";
import { mayHoldForSession } from "./judgement.ts";
import type { DecidedCall, Failure, Final, Outcome, WaitingCall } from "./outcome.ts";
import { outcomeOf } from "./outcomeOf.ts";
import { createPending, type Pending } from "./pending.ts";
import type { GatePorts } from "./ports.ts";
import { createProxyPasses, type ProxyPasses } from "./proxyPasses.ts";
import type { Answer, Question } from "./question.ts";
import { createQuestionQueue, type QuestionQueue, type QuestionResult } from "./questionQueue.ts";

export interface HoldRequest {
  readonly call: HeldCall;
  /** Which hook the call came through; the same call through another hook is the same question. */
  readonly source: string;
  /** Milliseconds since the epoch after which the answer is deny. */
  readonly deadline: number;
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
  readonly #grants = createGrants();
  readonly #passes: ProxyPasses;
  readonly #afterwards: Afterwards;
  readonly #changes: ChangeRecorder;
  readonly #listeners = new Set<() => void>();
  readonly #recording = new Set<Promise<void>>();
  #stopped = false;

  constructor(ports: GatePorts) {
    this.#ports = ports;
    this.#breaker = createBreaker(ports.breaker);
    this.#passes = createProxyPasses(ports);
    this.#afterwards = createAfterwards(ports);
    this.#changes = createChangeRecorder(ports);
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
    const recorded = this.#afterwards.ran(call).catch(() => {});
    this.#recording.add(recorded);
    void recorded.then(() => this.#recording.delete(recorded));
    return { outcome: Promise.resolve({ decision: "allow", by: "policy" }), told() {}, withdraw() {} };
  }

  stopAll(): void {
    this.#stopped = true;
    this.#grants.clear();
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
    await Promise.all([...this.#recording, this.#changes.idle()]);
  }

  state(): GateState {
    return { stopped: this.#isStopped(), waiting: this.#memory.waiting(), recent: this.#memory.recent() };
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
      this.#grants.end(call);
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
    const granted = breaker === "closed" ? this.#grants.covering({ call, judgement }, this.#ports.now()) : undefined;
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
    const recorded = await this.#record(pending, prepared);
    if (pending.overruled) await this.#record(pending, pending.overruled);
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

  /** @returns whether the record was acknowledged */
  async #record(pending: Pending, final: Final): Promise<boolean> {
    if (pending.call.event === "other") return true;
    try {
      const entry = this.#entryOf(pending, final);
      quietly(() => this.#changes.look(pending));
      const record = await this.#ports.audit.append(entry);
      pending.recorded = { final, entry };
      pending.chained = record;
      const { call, digest, heldMonotonic } = pending;
      quietly(() => this.#afterwards.decided({ call, digest, record, heldMonotonic }));
      return true;
    } catch {
      return false;
    }
  }

  /** Making one costs as much as judging, and the caller waits: what was recorded is not made again. */
  #entryFor(pending: Pending, final: Final) {
    return pending.recorded?.final === final ? pending.recorded.entry : this.#entryOf(pending, final);
  }

  #entryOf(pending: Pending, final: Final) {
    const { call, digest, judgement, shown } = pending;
    const { user, workspaceOf, window } = this.#ports;
    const life = lifeOf(pending, this.#ports);
    const workspace = workspaceOf(call);
    const agentVersion = call.agentVersion ?? versionOf(call, this.#ports);
    return auditEntry({
      call,
      agentVersion,
      digest,
      judgement,
      final,
      user,
      workspace,
      window,
      shownText: shown?.text,
      ...life,
    });
  }

  #conclude(pending: Pending, final: Final): void {
    pending.cancelTimer();
    pending.state = "done";
    pending.decidedAt = this.#ports.now();
    if (final.decision === "allow") {
      this.#grant(pending, final.answer?.scope);
      quietly(() => this.#ports.allowed(pending.call));
      if (final.by === "person") quietly(() => this.#passes.leave(pending));
    }
    quietly(() => this.#changes.seal(pending, final));
    pending.resolve(outcomeOf(final, pending.judgement?.verdict));
    quietly(() => this.#memory.conclude(pending, final, this.#entryFor(pending, final)));
    this.#changed();
  }

  #grant({ call, judgement, decidedAt }: Pending, scope: Answer["scope"] | undefined): void {
    if (judgement === undefined || decidedAt === undefined || scope === undefined || scope === "once") return;
    this.#grants.give({ call, judgement }, scope, decidedAt);
  }

  /** One caller more for a call. It is told in its own time, also when the call has longer. */
  #attach(pending: Pending, { source, deadline }: HoldRequest): Hold {
    pending.sources.add(source);
    pending.callers++;
    let waits = true;
    const leave = () => {
      if (waits) pending.callers--;
      waits = false;
    };
    const outcome = new Promise<Outcome>((resolve) => {
      const late = () => resolve(outcomeOf(expired, pending.judgement?.verdict));
      const cancel = this.#ports.startTimer(Math.max(0, deadline - this.#ports.now()), late);
      void pending.outcome.then((value) => {
        cancel();
        resolve(value);
      });
    });
    void outcome.then(leave);
    const withdraw = () => {
      leave();
      if (pending.callers === 0) void this.#finish(pending, nobody("callerGone"));
    };
    return { outcome, told: () => quietly(() => this.#told(pending)), withdraw };
  }

  #told({ call, digest, chained, heldMonotonic }: Pending): void {
    if (chained) this.#afterwards.answered({ call, digest, record: chained, heldMonotonic });
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

function quietly(action: () => void): void {
  try {
    action();
  } catch {
    // A view that fails must not change what an agent is told.
  }
}
