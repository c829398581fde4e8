import type { Translate } from "../../core/display/translate.ts";
import type { AgentGate } from "./agentGate.ts";

/** The gate server of this window. "off": by the person's setting. */
export type GateServerState = "off" | "starting" | "running" | "broken";

export interface StatusFacts {
  readonly state: GateServerState;
  readonly stopped: boolean;
  readonly waiting: number;
  /** One entry an agent known in this window. */
  readonly gates: readonly AgentGate[];
}

export interface StatusWords {
  readonly icon: string;
  readonly text: string;
  readonly tooltip: string;
  readonly warn: boolean;
}

/** The words of the status bar. It warns only when the gate is off or broken, so that a warning means something. */
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
  const gated = facts.gates.filter((gate) => gate.kind === "live" || gate.kind === "installed").length;
  const live = facts.gates.filter((gate) => gate.kind === "live").length;
  const gatedWords = gated === 1 ? t("1 agent gated") : t("{0} agents gated", gated);
  const text = facts.waiting > 0 ? `${gatedWords} · ${t("{0} waiting", facts.waiting)}` : gatedWords;
  const proof = t("{0} of them seen at work in this session.", live);
  return { icon: facts.waiting > 0 ? "bell-dot" : "shield", text, tooltip: `${text}. ${proof}`, warn: false };

  function warn(icon: string, words: string, tooltip: string): StatusWords {
    return { icon, text: words, tooltip, warn: true };
  }
}
