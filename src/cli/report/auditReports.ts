/** Coverage and fatigue for people, as lines of a terminal or as Markdown. */
import type { CoverageRow } from "../../core/audit/coverage.ts";
import type { FatigueReport } from "../../core/audit/fatigue.ts";
import { safeLine } from "../../core/display/sanitize.ts";
import { type Effect, effectWords } from "../../core/model/effect.ts";
import { count, table } from "../style.ts";

type Format = "text" | "markdown";

export function coverageReport(
  rows: readonly CoverageRow[],
  unused: readonly { readonly agent: string; readonly effect: Effect }[],
  format: Format,
): string {
  const body = rows.map((row) => [
    row.agent,
    effectWords[row.effect].verb,
    String(row.confirmed + row.unconfirmed),
    String(row.confirmed),
    String(row.denied),
    row.lastUsed?.slice(0, 10) ?? "never",
    row.needsConfirmation ? `${row.unconfirmed} with nobody asked` : "",
  ]);
  return [
    heading("What the agents did, and whether a person confirmed it", format),
    rows.length === 0
      ? "No records.\n"
      : grid(["agent", "can", "done", "confirmed", "denied", "last", ""], body, format),
    ...(unused.length === 0
      ? []
      : [
          heading("Runs without asking, and was never used: candidates to drop", format),
          grid(
            ["agent", "may"],
            unused.map(({ agent, effect }) => [agent, effectWords[effect].verb]),
            format,
          ),
        ]),
  ].join("\n");
}

export function fatigueReport(report: FatigueReport, format: Format): string {
  const { questions, allowedShare, medianLookMs, hasty, perActiveHour, busiestHour, rules } = report;
  if (questions === 0) return "Nobody was asked anything.\n";
  const facts = [
    `${count(questions, "question")}, ${perActiveHour.toFixed(1)} in an hour that had any`,
    ...(busiestHour ? [`most in the hour from ${busiestHour.hour}: ${busiestHour.questions}`] : []),
    ...(allowedShare === undefined ? [] : [`${percent(allowedShare)} of the answers were Allow`]),
    ...(medianLookMs === undefined ? [] : [`looked at for ${seconds(medianLookMs)} (median)`]),
    ...(hasty === 0 ? [] : [`${count(hasty, "answer")} Allow in less than a second: too fast to have been read`]),
  ];
  const body = rules.map((rule) => [
    rule.rule,
    String(rule.questions),
    String(rule.allowed),
    String(rule.denied),
    String(rule.unanswered),
    rule.medianLookMs === undefined ? "" : seconds(rule.medianLookMs),
    rule.hasty === 0 ? "" : String(rule.hasty),
  ]);
  return [
    heading("How much you are asked", format),
    facts.map((fact) => `${format === "markdown" ? "- " : ""}${fact}\n`).join(""),
    grid(["rule", "asked", "allowed", "denied", "unanswered", "look", "hasty"], body, format),
  ].join("\n");
}

function heading(text: string, format: Format): string {
  return format === "markdown" ? `## ${text}\n` : `${text}\n`;
}

function grid(head: readonly string[], rows: readonly (readonly string[])[], format: Format): string {
  const safe = rows.map((row) => row.map(safeLine));
  if (format === "text") return table([head, ...safe]);
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |\n`;
  return [line(head), line(head.map(() => "---")), ...safe.map(line)].join("");
}

/** Text of others must not end its cell, nor be a link or a mention. */
function cell(text: string): string {
  return text.replace(/[\\`*_{}[\]()#!|<>~@]/g, "\\$&");
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
