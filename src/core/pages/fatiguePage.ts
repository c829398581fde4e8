import type { FatigueReport, RuleFatigue } from "../audit/fatigue.ts";
import type { Sparable } from "../audit/needless.ts";
import { headingOf } from "../display/heading.ts";
import { safeLine } from "../display/sanitize.ts";
import { safeShort } from "../display/shorten.ts";
import type { Translate } from "../display/translate.ts";
import type { ListPart, Page, TablePart } from "./page.ts";
import type { Reading } from "./sessionPage.ts";

/** How much the person is asked, by which rule, how they answer, and which questions a rule could spare them. */
export function fatiguePage(
  report: FatigueReport,
  sparable: readonly Sparable[],
  { agentTitle, clock }: Reading,
  t: Translate,
): Page {
  const { questions, allowedShare, medianLookMs, hasty, perActiveHour, busiestHour } = report;
  if (questions === 0)
    return { title: t("How much you are asked"), lead: [t("Nobody was asked anything.")], parts: [] };
  return {
    title: t("How much you are asked"),
    lead:
      hasty === 0
        ? []
        : [
            hasty === 1
              ? t("Once you allowed in less than a second: too fast to have been read.")
              : t("{0} times you allowed in less than a second: too fast to have been read.", hasty),
          ],
    parts: [
      {
        kind: "facts",
        title: t("In all"),
        rows: [
          { name: t("Questions"), value: t("{0}, {1} in an hour that had any", questions, perActiveHour.toFixed(1)) },
          ...(busiestHour
            ? [{ name: t("Most"), value: t("{0} from {1}", busiestHour.questions, safeLine(clock(busiestHour.hour))) }]
            : []),
          ...(allowedShare === undefined
            ? []
            : [{ name: t("Allowed"), value: t("{0} % of the answers", Math.round(allowedShare * 100)) }]),
          ...(medianLookMs === undefined
            ? []
            : [{ name: t("Looked at for"), value: t("{0} seconds (median)", (medianLookMs / 1000).toFixed(1)) }]),
        ],
      },
      rulesPart(report.rules, t),
      sparablePart(sparable, agentTitle, t),
    ],
  };
}

function rulesPart(rules: readonly RuleFatigue[], t: Translate): TablePart {
  const columns = [t("asked"), t("allowed"), t("denied"), t("unanswered"), t("look (s)"), t("too fast")];
  return {
    kind: "table",
    title: t("By rule"),
    head: [{ text: t("rule") }, ...columns.map((text) => ({ text, number: true as const }))],
    rows: rules.map((rule) => ({
      cells: [
        safeShort(rule.rule, 80),
        ...[rule.questions, rule.allowed, rule.denied, rule.unanswered].map(String),
        rule.medianLookMs === undefined ? "" : (rule.medianLookMs / 1000).toFixed(1),
        rule.hasty === 0 ? "" : String(rule.hasty),
      ],
      ...(rule.hasty > 0 ? { tone: "warn" as const } : {}),
    })),
  };
}

function sparablePart(sparable: readonly Sparable[], agentTitle: Reading["agentTitle"], t: Translate): ListPart {
  return {
    kind: "list",
    title: t("Equal questions that you always allowed"),
    items: sparable.map(({ record, times }) => ({
      text: headingOf(safeShort(record.summary, 160), record.workspace ?? record.cwd),
      note: `${safeShort(agentTitle(record.agent), 40)} · ${t("{0} times", times)} · ${t("press N on it in the Activity view for the narrowest rule that spares it")}`,
      record: record.seq,
    })),
    empty: t("None that a rule may spare: access, what goes outward, secrets and what destroys are always asked."),
  };
}
