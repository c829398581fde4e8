import { safeShort } from "../../core/display/shorten.ts";
import type { Translate } from "../../core/display/translate.ts";
import type { Judgement } from "../../core/gate/judgement.ts";
import { irreversibleOrOutward } from "../../core/model/effect.ts";
import type { Reason } from "../../core/model/verdict.ts";
import { effectList } from "./words.ts";

export const adviceRule = "agent-advice";

/** Quiet for everything harmless: only what policy would not let an agent do, and what others see or cannot be undone. */
export function isWorthAWord({ verdict }: Judgement): boolean {
  return verdict.decision !== "allow" && verdict.effects.some((effect) => irreversibleOrOutward.has(effect));
}

/** How a person followed the advice. */
export type Followed = "pasted" | "ran" | "applied";

const followedWords: Readonly<Record<Followed, string>> = {
  pasted: "A person pasted what an agent had proposed in an answer.",
  ran: "A person ran what an agent had proposed in an answer.",
  applied: "A person put what an agent had proposed in an answer into a file.",
};

/** The judgement as the record keeps it: it says first that it is an agent's unconfirmed advice. */
export function asAdvice(judgement: Judgement, how: Followed): Judgement {
  const message = followedWords[how];
  const reasons: readonly Reason[] = [{ rule: adviceRule, message }, ...judgement.verdict.reasons];
  return { ...judgement, verdict: { ...judgement.verdict, decision: "ask", reasons } };
}

export interface AdviceWords {
  readonly title: string;
  readonly detail: string;
}

export function pasteWords(agent: string, command: string, judgement: Judgement, t: Translate): AdviceWords {
  return {
    title: t("This is unconfirmed advice of an agent. Paste it?"),
    detail: details(agent, command, judgement, t),
  };
}

export function ranWords(agent: string, command: string, judgement: Judgement, t: Translate): string {
  const effects = effectList(judgement.verdict.effects, t, 4);
  return t("You ran unconfirmed advice of {0}, which can {1}: {2}", agent, effects, safeShort(command, 120));
}

export function appliedWords(agent: string, file: string, judgement: Judgement, t: Translate): string {
  const effects = effectList(judgement.verdict.effects, t, 4);
  const why = safeShort(judgement.verdict.reasons[0]?.message ?? "", 160);
  return t(
    "This is unconfirmed advice of {0}, put into {1}; it can {2}. {3}",
    agent,
    safeShort(file, 80),
    effects,
    why,
  );
}

function details(agent: string, command: string, { verdict }: Judgement, t: Translate): string {
  return [
    t("{0} wrote it in an answer, and nobody has confirmed that it is right.", agent),
    t("It can {0}.", effectList(verdict.effects, t, 6)),
    ...verdict.reasons.slice(0, 4).map(({ message }) => `• ${safeShort(message, 200)}`),
    "",
    safeShort(command, 600),
  ].join("\n");
}
