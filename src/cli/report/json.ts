/** The review as JSON. It is a baseline too, so its shape only grows. */
import type { ReportedFinding, ReviewReport } from "./findings.ts";

export function jsonReport(report: ReviewReport, version: string): string {
  const { findings, known, suppressed, files, definitions, skipped } = report;
  return printJson({
    tool: { name: "countersign", version },
    findings: findings.map(jsonFinding),
    known,
    suppressed,
    reviewed: { files, tools: definitions.tool, agents: definitions.agent, servers: definitions.server },
    skipped,
  });
}

/** JSON for a file: two blanks a level, and a line end. */
export function printJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function jsonFinding({ shownPath: _, related, ...finding }: ReportedFinding): unknown {
  return { ...finding, related: related.map(({ shownPath: __, ...place }) => place) };
}
