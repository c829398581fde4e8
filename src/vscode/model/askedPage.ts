import { safeShort } from "../../core/display/shorten.ts";
import { actionText } from "../../core/display/summary.ts";
import type { Translate } from "../../core/display/translate.ts";
import type { Action } from "../../core/model/action.ts";
import type { Explanation, Provenance } from "../../core/model/permission.ts";
import type { Verdict } from "../../core/model/verdict.ts";
import { markdownText } from "./markdownText.ts";
import { provenanceWords } from "./provenance.ts";
import { effectList } from "./words.ts";

/** What one agent's own configuration does with an action, and whether Countersign holds that agent. */
export interface AgentAnswer {
  readonly title: string;
  readonly installed: boolean;
  readonly held: boolean;
  readonly explanation: Explanation;
}

const maxLost = 12;

/** "Would it be asked?": the agents' own answers with what decided, what lost, and Countersign's. Everything is escaped. */
export function askedPage(action: Action, answers: readonly AgentAnswer[], verdict: Verdict, t: Translate): string {
  const [here, elsewhere] = [
    answers.filter(({ installed }) => installed),
    answers.filter(({ installed }) => !installed),
  ];
  return [
    `# ${t("Would it be asked?")}`,
    fenced(actionText(action)),
    `**Countersign:** ${countersignWords(verdict, t)}`,
    ...verdict.reasons.slice(0, 8).map(({ message }) => `- ${markdownText(safeShort(message, 300))}`),
    ...(here.length === 0 ? [] : [table(t("By each agent's own rules"), here, t)]),
    ...(elsewhere.length === 0 ? [] : [table(t("Agents that are not on this machine"), elsewhere, t)]),
    ...losers(answers, t),
    t("An agent's own answer comes before Countersign is asked. Where it runs by itself, only the gate holds it."),
    "",
  ].join("\n\n");
}

function countersignWords({ decision, effects }: Verdict, t: Translate): string {
  const words = { allow: t("lets it pass"), ask: t("asks you"), deny: t("denies it") }[decision];
  return effects.length === 0 ? words : t("{0}; it would {1}", words, effectList(effects, t, 6));
}

export function outcomeWords(outcome: Explanation["outcome"], t: Translate): string {
  return {
    allow: t("runs without asking"),
    ask: t("asks first"),
    deny: t("refuses it"),
    unreachable: t("has no tool for it"),
    unknown: t("not known"),
  }[outcome];
}

function table(title: string, answers: readonly AgentAnswer[], t: Translate): string {
  const rows = answers.map(({ title: agent, held, explanation: { outcome, decidedBy } }) => {
    const answer = outcome === "allow" ? `**${outcomeWords(outcome, t)}**` : outcomeWords(outcome, t);
    const gate = held ? t("held") : t("not held");
    return `| ${markdownText(agent)} | ${answer} | ${cell(safeShort(decidedBy.text, 120))} | ${place(decidedBy, t)} | ${gate} |`;
  });
  const head = [t("Agent"), t("Its own answer"), t("Because of"), t("Where"), t("Gate")];
  return [`## ${title}`, "", `| ${head.join(" | ")} |`, "|---|---|---|---|---|", ...rows].join("\n");
}

function losers(answers: readonly AgentAnswer[], t: Translate): string[] {
  const all = answers.filter(({ installed, explanation }) => installed && explanation.lost.length > 0);
  if (all.length === 0) return [];
  return [
    `## ${t("What did not decide")}`,
    ...all.map(({ title, explanation: { lost } }) =>
      [
        `**${markdownText(title)}**`,
        "",
        ...lost
          .slice(0, maxLost)
          .map(
            (one) => `- ${cell(safeShort(one.text, 120))} (${place(one, t)}): ${markdownText(safeShort(one.why, 200))}`,
          ),
        ...(lost.length > maxLost ? [`- ${t("and {0} more", lost.length - maxLost)}`] : []),
      ].join("\n"),
    ),
  ];
}

function place(source: Provenance, t: Translate): string {
  return markdownText(provenanceWords(source, t));
}

function cell(text: string): string {
  return markdownText(text).replaceAll("\n", " ");
}

/** A fence longer than any in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}
