/**
 * What a call would make of files, for its record. The files are looked at while the decision is being written, before
 * the agent has its answer; what is made of that is written after the answer. Nobody waits for it, and it decides nothing.
 */

import { keepChange } from "../audit/change.ts";
import { changesOnlyFiles, type ForeseenChanges } from "../effects/fileChanges.ts";
import { whose } from "./afterwards.ts";
import type { Final } from "./outcome.ts";
import type { Pending } from "./pending.ts";
import type { GatePorts } from "./ports.ts";

export interface ChangeRecorder {
  /** The decision is on its way to the disk. */
  look(pending: Pending): void;
  /** The agent is about to be told: what the files are from now on is not what they were. */
  seal(pending: Pending, final: Final): void;
  /** Resolves when nothing is left to write. */
  idle(): Promise<void>;
}

type Ports = Pick<GatePorts, "audit" | "sha256" | "startTimer" | "lookAtChange">;

export function createChangeRecorder({ audit, sha256, startTimer, lookAtChange }: Ports): ChangeRecorder {
  const looks = new WeakMap<Pending, () => ForeseenChanges>();
  const open = new Set<Promise<void>>();

  async function write({ call, digest, chained }: Pending, foreseen: ForeseenChanges, shown: boolean): Promise<void> {
    await new Promise<void>((resolve) => void startTimer(0, resolve));
    const change = keepChange(foreseen, shown, sha256);
    if (change.files.length === 0 && change.why === undefined) return;
    await audit.note?.({ step: "change", of: chained?.hash ?? "", ...whose(call), actionDigest: digest, change });
  }

  return {
    look(pending) {
      const { call } = pending;
      if (!lookAtChange || call.event !== "pre-tool" || looks.has(pending) || !changesOnlyFiles(call.actions)) return;
      looks.set(pending, lookAtChange(call));
    },
    seal(pending, { answer }) {
      const seen = looks.get(pending)?.();
      if (!seen || !pending.chained) return;
      const shown = answer?.changes;
      // What cannot be written is not known later; nobody's answer depends on it.
      const written = write(pending, shown ? { files: shown } : seen, shown !== undefined).catch(() => {});
      open.add(written);
      void written.then(() => open.delete(written));
    },
    async idle() {
      await Promise.all(open);
    },
  };
}
