/** The review as Markdown, for a pull request or a job summary. */
import { safeLine } from "../../core/display/sanitize.ts";
import { severities } from "../../core/model/severity.ts";
import { count } from "../style.ts";
import type { ReportedFinding, ReviewReport } from "./findings.ts";

export function markdownReport(report: ReviewReport): string {
  const { findings, known, files, definitions, skipped } = report;
  const reviewed = `${count(files, "file")}, ${count(definitions.tool, "tool")}, ${count(definitions.agent, "agent")}, ${count(definitions.server, "server")}`;
  const lines = ["# Countersign review", "", `${count(findings.length, "finding")} in ${reviewed}.`];
  if (known > 0) lines.push("", `${known} known from the baseline ${known === 1 ? "is" : "are"} not repeated.`);
  for (const severity of severities) {
    const some = findings.filter((finding) => finding.severity === severity);
    if (some.length > 0) lines.push("", `## ${severity} (${some.length})`, "", ...some.flatMap(item));
  }
  if (skipped.length > 0) {
    lines.push("", "## Not reviewed", "", ...skipped.map(({ path, reason }) => `- ${code(path)}: ${reason}`));
  }
  return `${lines.join("\n")}\n`;
}

function item(finding: ReportedFinding): string[] {
  const place = code(`${finding.shownPath}:${finding.line}:${finding.column}`);
  return [
    `- ${place} **${finding.ruleId}**: ${plain(finding.message)}`,
    ...finding.related.map((at) => `  - ${code(`${at.shownPath}:${at.line}`)}: ${plain(at.message)}`),
    ...finding.fixes.map((title) => `  - Fix: ${plain(title)}`),
  ];
}

/** Text of others, without effect in Markdown and HTML: no links, no images, no mentions. */
export function plain(text: string): string {
  return safeLine(text)
    .replace(/[\\`*_{}[\]()#+!|<>~]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/@(?=\w)/g, "@\u2060")
    .replace(/:\/\//g, ":\u2060//");
}

/** A code span that the text cannot end. */
export function code(text: string): string {
  const safe = safeLine(text);
  const longest = Math.max(0, ...[...safe.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const gap = longest > 0 ? " " : "";
  return `${fence}${gap}${safe}${gap}${fence}`;
}
