import type { Translate } from "../../core/display/translate.ts";
import type { AgentGate } from "./agentGate.ts";

/** The gate server of this window. "off": by the person's setting. */
export type GateServerState = "off" | "starting" | "running" | "broken";

/** The review of this window. "stopped": it ended too often. */
export interface ReviewState {
  readonly state: "running" | "restarting" | "stopped";
  readonly restarts: number;
}

export interface StatusFacts {
  readonly state: GateServerState;
  readonly stopped: boolean;
  readonly waiting: number;
  /** One entry an agent known in this window. */
  readonly gates: readonly AgentGate[];
  readonly review: ReviewState;
}

export interface StatusWords {
  readonly icon: string;
  readonly text: string;
  readonly tooltip: string;
  readonly warn: boolean;
}

/** The words of the status bar. It warns only when the gate or the review is off or broken, so that a warning means something. */
export function statusWords(facts: StatusFacts, t: Translate): StatusWords {
  const broken = facts.gates.find((gate) => gate.kind === "broken");
  if (facts.stopped) {
    return warn("stop-circle", t("Agents stopped"), t("Every agent action is denied until you resume."));
  }
  if (facts.state === "broken") {
    return warn("shield", t("Gate broken"), t("The gate could not start here. What needs your answer is denied."));
  }
  if (facts.state === "off") {
    return warn("shield", t("Gate off"), t("The gate is switched off in your settings. Nobody is asked here."));
  }
  if (broken?.kind === "broken") return warn("shield", t("Not protected"), t("Not protected: {0}", broken.why));
  if (facts.review.state === "stopped") {
    return warn(
      "shield",
      t("Review stopped"),
      t("The review ended too often. Review the workspace to start it again."),
    );
  }
  const gated = facts.gates.filter((gate) => gate.kind === "live" || gate.kind === "installed").length;
  const live = facts.gates.filter((gate) => gate.kind === "live").length;
  const gatedWords = gated === 1 ? t("1 agent gated") : t("{0} agents gated", gated);
  const text = facts.waiting > 0 ? `${gatedWords} · ${t("{0} waiting", facts.waiting)}` : gatedWords;
  const proof = t("{0} of them seen at work in this session.", live);
  const tooltip = [`${text}.`, proof, ...reviewWords(facts.review, t)].join(" ");
  return { icon: facts.waiting > 0 ? "bell-dot" : "shield", text, tooltip, warn: false };

  function warn(icon: string, words: string, tooltip: string): StatusWords {
    return { icon, text: words, tooltip, warn: true };
  }
}

/** Said as long as the window is open: what was shown before may have been older than it looked. */
function reviewWords({ state, restarts }: ReviewState, t: Translate): string[] {
  if (state === "restarting") return [t("The review is being restarted.")];
  if (restarts === 0) return [];
  return [restarts === 1 ? t("The review was restarted once.") : t("The review was restarted {0} times.", restarts)];
}
