import { createHash } from "node:crypto";
import type { AuditEntry, AuditRecord, StepEntry, StepRecord } from "../../../../src/core/audit/record.ts";
import { createGate, type Gate } from "../../../../src/core/gate/gate.ts";
import type { GatePorts } from "../../../../src/core/gate/ports.ts";
import type { Answer, Question } from "../../../../src/core/gate/question.ts";
import type { Effect } from "../../../../src/core/model/effect.ts";
import type { HeldCall } from "../../../../src/core/model/heldCall.ts";
import type { Decision, FollowedFile, Verdict } from "../../../../src/core/model/verdict.ts";

/** A question that a test answers. */
export interface Shown {
  readonly question: Question;
  readonly withdrawn: string[];
  answer(decision: "allow" | "deny", scope?: Answer["scope"], changes?: Answer["changes"]): Promise<void>;
  /** The surface closes without an answer, or fails. */
  close(): Promise<void>;
  fail(): Promise<void>;
}

export interface Lab {
  readonly gate: Gate;
  readonly shown: Shown[];
  readonly audit: AuditEntry[];
  /** What was recorded of the time after a decision. */
  readonly notes: StepEntry[];
  /** Calls that went ahead, as the memory of their session is told. */
  readonly allowed: HeldCall[];
  /** Moves the clock and fires what is due. */
  advance(ms: number): Promise<void>;
  /** Moves the clock without firing timers, as a change of the system time does. */
  jump(ms: number): void;
  settings: {
    decision: Decision;
    effects: Effect[];
    severity: Verdict["severity"];
    stopped: boolean;
    auditFails: boolean;
    followed: FollowedFile[];
    scriptChanged: boolean;
  };
}

export const start = 1_000_000;

/** Everything waits on promises only, so a few turns of the queue settle it. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await Promise.resolve();
}

/** A gate with a clock, timers, a person and an audit that the test holds in its hands. */
export function createLab(overrides: Partial<GatePorts> = {}): Lab {
  const timers = new Set<{ at: number; fire(): void }>();
  const shown: Shown[] = [];
  const audit: AuditEntry[] = [];
  const notes: StepEntry[] = [];
  const allowed: HeldCall[] = [];
  const settings: Lab["settings"] = {
    decision: "ask",
    effects: [],
    severity: "medium",
    stopped: false,
    auditFails: false,
    followed: [],
    scriptChanged: false,
  };
  let clock = start;
  let ids = 0;
  const ports: GatePorts = {
    areUnchanged: () => !settings.scriptChanged,
    allowed: (call) => void allowed.push(call),
    judge: () => ({ verdict: verdictOf(settings), policyRevision: "test" }),
    confirm: (question) => ask(question, shown),
    audit: {
      append: async (entry) => {
        if (settings.auditFails) throw new Error("disk full");
        audit.push(entry);
        return { ...entry, hash: `hash ${audit.length}` } as AuditRecord;
      },
      note: async (step) => {
        if (settings.auditFails) throw new Error("disk full");
        notes.push(step);
        return step as StepRecord;
      },
    },
    sha256: (text) => createHash("sha256").update(text).digest("hex"),
    newId: () => `id${ids++}`,
    now: () => clock,
    startTimer(delay, fire) {
      const timer = { at: clock + delay, fire };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    isStopped: () => settings.stopped,
    agentTitle: (agent) => `Agent ${agent}`,
    workspaceOf: () => "/w",
    user: "dev",
    ...overrides,
  };
  return {
    gate: createGate(ports),
    shown,
    audit,
    notes,
    allowed,
    settings,
    async advance(ms) {
      clock += ms;
      for (const timer of [...timers].sort((a, b) => a.at - b.at)) {
        if (timer.at <= clock && timers.delete(timer)) timer.fire();
      }
      await settle();
    },
    jump: (ms) => {
      clock += ms;
    },
  };
}

export function callOf(command: string, over: Partial<HeldCall> = {}): HeldCall {
  return {
    agent: "vscode",
    event: "pre-tool",
    sessionId: "s",
    callId: `call of ${command}`,
    tool: "run_in_terminal",
    cwd: "/w",
    actions: [{ kind: "command", shell: "bash", command, cwd: "/w" }],
    ...over,
  };
}

export function hold(lab: Lab, call: HeldCall, { source = "one", patience = 60_000 } = {}) {
  return lab.gate.hold({ call, source, deadline: start + patience });
}

function verdictOf({ decision, effects, severity, followed }: Lab["settings"]): Verdict {
  const reasons = [{ rule: "test", message: "The test says so." }];
  return { decision, severity, effects, reasons, targets: ["/w/x"], followed: [...followed] };
}

function ask(question: Question, shown: Shown[]) {
  const withdrawn: string[] = [];
  let resolve: (answer: Answer | undefined) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const answer = new Promise<Answer | undefined>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  shown.push({
    question,
    withdrawn,
    answer: (decision, scope = "once", changes) => {
      resolve({ decision, scope, lookedMs: 900, shownDigest: "shown", ...(changes ? { changes } : {}) });
      return settle();
    },
    close: () => {
      resolve(undefined);
      return settle();
    },
    fail: () => {
      reject(new Error("refused"));
      return settle();
    },
  });
  return { answer, withdraw: (why: string) => void withdrawn.push(why) };
}
