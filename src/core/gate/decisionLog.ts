import type { HeldCall } from "../model/heldCall.ts";
import { createAfterwards } from "./afterwards.ts";
import { auditEntry } from "./auditEntry.ts";
import { createChangeRecorder } from "./changeRecord.ts";
import { lifeOf, versionOf } from "./finals.ts";
import type { Final } from "./outcome.ts";
import type { Pending } from "./pending.ts";
import type { GatePorts } from "./ports.ts";
import { quietly } from "./quietly.ts";

/** The records of a gate: its decisions, which its answers wait for, and what becomes of them, which nobody waits for. */
export interface DecisionLog {
  /** @returns whether the record of the decision was acknowledged */
  record(pending: Pending, final: Final): Promise<boolean>;
  /** What was recorded of the decision, or would have been. */
  entry(pending: Pending, final: Final): ReturnType<typeof auditEntry>;
  /** The agent is about to be told. */
  seal(pending: Pending, final: Final): void;
  /** The agent has been told. */
  told(pending: Pending): void;
  /** The agent says what became of a call. */
  ran(call: HeldCall): void;
  /** Resolves when nothing is being written that nobody waits for. */
  idle(): Promise<void>;
}

export function createDecisionLog(ports: GatePorts): DecisionLog {
  const afterwards = createAfterwards(ports);
  const changes = createChangeRecorder(ports);
  const writing = new Set<Promise<void>>();

  function entryOf(pending: Pending, final: Final) {
    const { call, digest, judgement, shown } = pending;
    const { user, workspaceOf, window } = ports;
    return auditEntry({
      ...{ call, digest, judgement, final, user, window },
      agentVersion: call.agentVersion ?? versionOf(call, ports),
      workspace: workspaceOf(call),
      shownText: shown?.text,
      ...lifeOf(pending, ports),
    });
  }

  return {
    async record(pending, final) {
      if (pending.call.event === "other") return true;
      try {
        const entry = entryOf(pending, final);
        quietly(() => changes.look(pending));
        const record = await ports.audit.append(entry);
        pending.recorded = { final, entry };
        pending.chained = record;
        const { call, digest, heldMonotonic } = pending;
        quietly(() => afterwards.decided({ call, digest, record, heldMonotonic }));
        return true;
      } catch {
        return false;
      }
    },
    // Making one costs as much as judging, and the caller waits: what was recorded is not made again.
    entry: (pending, final) => (pending.recorded?.final === final ? pending.recorded.entry : entryOf(pending, final)),
    seal: (pending, final) => quietly(() => changes.seal(pending, final)),
    told: ({ call, digest, chained, heldMonotonic }) => {
      if (chained) quietly(() => afterwards.answered({ call, digest, record: chained, heldMonotonic }));
    },
    ran(call) {
      const written = afterwards.ran(call).catch(() => {});
      writing.add(written);
      void written.then(() => writing.delete(written));
    },
    async idle() {
      await Promise.all([...writing, changes.idle()]);
    },
  };
}
