/** The review for a person at a terminal. */
import { safeLine } from "../../core/display/sanitize.ts";
import { severities } from "../../core/model/severity.ts";
import { count, type Style, wrap } from "../style.ts";
import type { ReportedFinding, ReviewReport } from "./findings.ts";
import { type FindingGroup, groupsOf } from "./groups.ts";
import { differenceText } from "./permissionsDifference.ts";

export interface TextOptions {
  readonly style: Style;
  /** Width to wrap at; undefined: lines stay whole, as for a pipe. */
  readonly width: number | undefined;
}

export function textReport(report: ReviewReport, options: TextOptions): string {
  const findings = groupsOf(report.findings).map((group) => `${groupText(group, options)}\n`);
  const skipped = report.skipped.map(({ path, reason }) => `Not reviewed: ${safeLine(path)} (${reason}).\n`);
  return [
    ...findings,
    ...changesText(report, options),
    ...permissionsText(report, options),
    ...skipped,
    summary(report, options.style),
  ].join("");
}

const indent = "    ";

/** What it is about, then each finding of it; of a file the places say it. */
function groupText({ shownPath, subject, findings }: FindingGroup, options: TextOptions): string {
  const head = subject && options.style.bold(`${safeLine(subject)} in ${safeLine(shownPath)}`);
  const each = findings.map((finding) => findingText(finding, options));
  return `${head ? `${head}\n` : ""}${each.join("")}`;
}

function findingText(finding: ReportedFinding, { style, width }: TextOptions): string {
  const place = `${safeLine(finding.shownPath)}:${finding.line}:${finding.column}`;
  const head = `${place}  ${style.severity(finding.severity, finding.severity)}  ${style.dim(finding.ruleId)}`;
  const lines = [head, indent + wrap(safeLine(finding.message), indent, width)];
  for (const related of finding.related) {
    const where = `${safeLine(related.shownPath)}:${related.line}:${related.column}`;
    lines.push(`${indent}see  ${where}  ${safeLine(related.message)}`);
  }
  for (const title of finding.fixes) lines.push(`${indent}fix  ${safeLine(title)}`);
  return `${lines.join("\n")}\n`;
}

function changesText({ since }: ReviewReport, { style, width }: TextOptions): string[] {
  if (!since) return [];
  const commit = safeLine(since.commit.slice(0, 12));
  if (since.changes.length === 0) return [`Nothing that agents can do changed since ${commit}.\n\n`];
  const lines = since.changes.map(({ shownPath, line, words, change }) => {
    const place = style.dim(`${safeLine(shownPath)}:${line}`);
    const mark = change.worse ? style.severity("high", "!") : " ";
    return `  ${mark} ${wrap(safeLine(words), indent, width)}\n${indent}${place}\n`;
  });
  return [`${style.bold(`What agents can do since ${commit}`)}\n`, ...lines, "\n"];
}

/** What agents may do by their own configuration, where that changed. */
function permissionsText({ since }: ReviewReport, { style }: TextOptions): string[] {
  return (since?.permissions ?? []).map(
    ({ title, changes }) => `${differenceText(title, changes, since?.folders ?? nowhere, style)}\n`,
  );
}

const nowhere = { home: "/", workspace: undefined };

function summary({ findings, known, suppressed, files, definitions }: ReviewReport, style: Style): string {
  const counts = severities
    .map((severity) => ({ severity, number: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ number }) => number > 0)
    .map(({ severity, number }) => style.severity(severity, `${number} ${severity}`));
  const what =
    findings.length === 0 ? style.good("No findings") : `${count(findings.length, "finding")} (${counts.join(", ")})`;
  const seen = [
    count(files, "file"),
    count(definitions.tool, "tool"),
    count(definitions.agent, "agent"),
    count(definitions.server, "server"),
  ].join(", ");
  const left = known === 0 ? "" : ` ${known} known from the baseline ${known === 1 ? "is" : "are"} not repeated.`;
  const silenced = suppressed === 0 ? "" : ` ${suppressed} suppressed with a reason.`;
  return `${what} in ${seen}.${left}${silenced}\n`;
}
