import type { CoverageRow } from "../audit/coverage.ts";
import { safeLine } from "../display/sanitize.ts";
import { safeShort } from "../display/shorten.ts";
import type { Translate } from "../display/translate.ts";
import { type Effect, effectWords } from "../model/effect.ts";
import type { Page, TablePart } from "./page.ts";
import type { Reading } from "./sessionPage.ts";

export interface Unused {
  readonly agent: string;
  readonly effect: Effect;
}

/** For each capability of each agent: how often used, how often a person confirmed that, and what was never used. */
export function coveragePage(
  rows: readonly CoverageRow[],
  unused: readonly Unused[],
  reading: Reading,
  t: Translate,
): Page {
  const open = rows.filter((row) => row.needsConfirmation).length;
  return {
    title: t("What the agents did, and whether a person confirmed it"),
    lead: [
      rows.length === 0
        ? t("The audit has no records yet. Each decision will be one.")
        : open === 0
          ? t("Everything that others see or that cannot be taken back was confirmed by a person.")
          : t("{0} capabilities that others see or that cannot be taken back were used with nobody asked.", open),
    ],
    parts: [usedPart(rows, reading, t), unusedPart(unused, reading, t)],
  };
}

function usedPart(rows: readonly CoverageRow[], { agentTitle, clock }: Reading, t: Translate): TablePart {
  const number = (text: string) => ({ text, number: true as const });
  return {
    kind: "table",
    title: t("Used"),
    head: [
      { text: t("can") },
      { text: t("agent") },
      number(t("done")),
      number(t("confirmed")),
      number(t("denied")),
      { text: t("last") },
    ],
    rows: rows.map((row) => ({
      cells: [
        t(effectWords[row.effect].verb),
        safeShort(agentTitle(row.agent), 40),
        String(row.confirmed + row.unconfirmed),
        String(row.confirmed),
        String(row.denied),
        row.lastUsed === undefined ? t("never") : safeLine(clock(row.lastUsed)),
      ],
      ...(row.needsConfirmation ? { tone: "bad" as const } : {}),
    })),
    empty: t("Nothing yet."),
  };
}

function unusedPart(unused: readonly Unused[], { agentTitle }: Reading, t: Translate): TablePart {
  return {
    kind: "table",
    title: t("Runs without asking, and was never used: candidates to drop"),
    head: [{ text: t("may") }, { text: t("agent") }],
    rows: unused.map(({ agent, effect }) => ({
      cells: [t(effectWords[effect].verb), safeShort(agentTitle(agent), 40)],
    })),
    empty: t("None."),
  };
}
