import { l10n } from "vscode";
import { redactText } from "../../core/audit/redact.ts";
import { summarizeCall } from "../../core/display/summary.ts";
import type { JudgeCall, Judgement } from "../../core/gate/judgement.ts";
import type { HeldCall } from "../../core/model/heldCall.ts";
import { type Losses, measureLosses, sizeWords } from "../../node/loss/losses.ts";
import type { Snapshots } from "../../node/snapshots.ts";

export interface LossPorts {
  readonly snapshots: Snapshots;
  /** The person's own settings: whether copies are kept, and up to how many bytes. */
  copies(): { readonly on: boolean; readonly maxBytes: number };
  now(): number;
}

export interface LossKeeper {
  /** The same judgement, with what would be lost where a person will be asked. */
  readonly judge: JudgeCall;
  /** Keeps the copy that the question promised. False: it could not be kept, so nothing may run. */
  beforeAllowed(call: HeldCall): Promise<boolean>;
}

/** Counts what a call would destroy before it is asked, and keeps a copy before it is allowed. */
export function createLossKeeper(judge: JudgeCall, ports: LossPorts): LossKeeper {
  /** What was promised in the question: a setting that changes meanwhile does not take it back. */
  const promised = new WeakMap<HeldCall, Losses>();
  return {
    async judge(call): Promise<Judgement> {
      const judgement = await judge(call);
      const losses = mayLose(judgement) ? await measureLosses(call, judgement.verdict) : undefined;
      if (!losses) return judgement;
      const { on, maxBytes } = ports.copies();
      if (losses.paths.length === 0 || !on) return { ...judgement, losses: losses.words };
      const fits = !losses.counted.more && losses.counted.bytes <= maxBytes;
      if (fits) promised.set(call, losses);
      const copy = fits
        ? l10n.t("a copy is kept, so it can be undone")
        : l10n.t("too much for a copy (the limit is {0})", sizeWords(maxBytes));
      return { ...judgement, losses: [...losses.words, copy], ...(fits ? { copied: true } : {}) };
    },
    async beforeAllowed(call) {
      const losses = promised.get(call);
      if (!losses) return true;
      const summary = summarizeCall(call, 160, redactText);
      await ports.snapshots.take({ at: ports.now(), agent: call.agent, summary, paths: losses.paths });
      return true;
    },
  };
}

function mayLose({ verdict }: Judgement): boolean {
  const { decision, effects } = verdict;
  return decision === "ask" && (effects.includes("delete-files") || effects.includes("rewrite-history"));
}
