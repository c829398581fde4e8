/** The review as Markdown, for a pull request or a job summary. */
import { safeLine } from "../../core/display/sanitize.ts";
import type { Grant } from "../../core/model/permission.ts";
import { count } from "../style.ts";
import type { AgentChange, ReportedFinding, ReviewReport } from "./findings.ts";
import { groupsOf } from "./groups.ts";
import { type Folders, provenanceText } from "./provenance.ts";

export function markdownReport(report: ReviewReport): string {
  const { findings, known, suppressed, files, definitions, skipped } = report;
  const reviewed = `${count(files, "file")}, ${count(definitions.tool, "tool")}, ${count(definitions.agent, "agent")}, ${count(definitions.server, "server")}`;
  const lines = ["# Countersign review", "", `${count(findings.length, "finding")} in ${reviewed}.`];
  if (known > 0) lines.push("", `${known} known from the baseline ${known === 1 ? "is" : "are"} not repeated.`);
  if (suppressed > 0) lines.push("", `${suppressed} suppressed with a reason.`);
  lines.push(...changes(report));
  for (const { shownPath, subject, findings: some } of groupsOf(findings)) {
    const about = subject === undefined ? code(shownPath) : `${plain(subject)} in ${code(shownPath)}`;
    lines.push("", `## ${about}`, "", ...some.flatMap(item));
  }
  if (skipped.length > 0) {
    lines.push("", "## Not reviewed", "", ...skipped.map(({ path, reason }) => `- ${code(path)}: ${reason}`));
  }
  return `${lines.join("\n")}\n`;
}

function changes({ since }: ReviewReport): string[] {
  if (!since) return [];
  const commit = code(since.commit.slice(0, 12));
  const permissions = since.permissions.flatMap((one) => agentChange(one, since.folders));
  if (since.changes.length === 0) return ["", `Nothing that agents can do changed since ${commit}.`, ...permissions];
  const rows = since.changes.map(({ shownPath, line, words, change }) => {
    const text = plain(words);
    return `- ${code(`${shownPath}:${line}`)} ${change.worse ? `**${text}**` : text}`;
  });
  return ["", `## What agents can do since ${commit}`, "", ...rows, ...permissions];
}

/** One agent whose own configuration changed; what lets more happen without a person comes first and is marked. */
function agentChange({ title, changes: found }: AgentChange, folders: Folders): string[] {
  const said = (grant: Grant | undefined) => grant?.decision ?? "no rule";
  const rows = found.grants
    .toSorted((a, b) => Number(b.loosens) - Number(a.loosens))
    .map(({ tool, specifier, before, after, loosens }) => {
      const source = (after ?? before)?.source;
      const text = `${said(before)} → ${said(after)}`;
      const where = source ? ` (${code(provenanceText(source, folders))})` : "";
      return `- ${code(specifier === undefined ? tool : `${tool}(${specifier})`)} ${loosens ? `**${text}**` : text}${where}`;
    });
  const { mode, servers } = found;
  return [
    "",
    `### What ${plain(title)} may do by its configuration`,
    "",
    ...(mode ? [`- mode ${code(mode.before)} → ${code(mode.after)}`] : []),
    ...rows,
    ...servers.map(
      ({ name, before, after }) => `- server ${code(name)}: ${before ?? "not there"} → ${after ?? "gone"}`,
    ),
  ];
}

function item(finding: ReportedFinding): string[] {
  const place = code(`${finding.shownPath}:${finding.line}:${finding.column}`);
  return [
    `- ${place} ${finding.severity} **${finding.ruleId}**: ${plain(finding.message)}`,
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
