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
  const agents = [...new Set([...rows, ...unused].map(({ agent }) => agent))];
  return {
    title: t("What the agents did, and whether a person confirmed it"),
    lead: [
      rows.length === 0
        ? t("The audit has no records yet. Each decision will be one.")
        : open === 0
          ? t("Everything that others see or that cannot be taken back was confirmed by a person.")
          : open === 1
            ? t("1 capability that others see or that cannot be taken back was used with nobody asked.")
            : t("{0} capabilities that others see or that cannot be taken back were used with nobody asked.", open),
    ],
    parts: agents.map((agent) => agentPart(agent, rows, unused, reading, t)),
  };
}

/** What nobody confirmed stands first. */
function agentPart(
  agent: string,
  all: readonly CoverageRow[],
  unused: readonly Unused[],
  { agentTitle, clock }: Reading,
  t: Translate,
): TablePart {
  const number = (text: string) => ({ text, number: true as const });
  const rows = all.filter((row) => row.agent === agent);
  const drop = unused.filter((one) => one.agent === agent).map(({ effect }) => t(effectWords[effect].verb));
  return {
    kind: "table",
    title: safeShort(agentTitle(agent), 40),
    ...(drop.length > 0
      ? { note: t("Candidates to drop, never used though nobody is asked: {0}.", drop.join(", ")) }
      : {}),
    head: [{ text: t("can") }, number(t("done")), number(t("confirmed")), number(t("denied")), { text: t("last") }],
    rows: [...rows.filter((row) => row.needsConfirmation), ...rows.filter((row) => !row.needsConfirmation)].map(
      (row) => ({
        cells: [
          t(effectWords[row.effect].verb),
          String(row.confirmed + row.unconfirmed),
          String(row.confirmed),
          String(row.denied),
          row.lastUsed === undefined ? t("never") : safeLine(clock(row.lastUsed)),
        ],
        ...(row.needsConfirmation ? { tone: "bad" as const } : {}),
      }),
    ),
    empty: t("Nothing yet."),
  };
}
