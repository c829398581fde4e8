/** Findings as a person reads them: by what they are about, the worst first. */
import { severities } from "../../core/model/severity.ts";
import type { ReportedFinding } from "./findings.ts";

/** What is said about one definition, or about a file outside of its definitions. */
export interface FindingGroup {
  readonly shownPath: string;
  /** "tool “post_reply”"; undefined: the file itself. */
  readonly subject: string | undefined;
  /** The worst first, then from the top. Never empty. */
  readonly findings: readonly ReportedFinding[];
}

/** Groups with the worst finding first; those that are equally bad stand as their files do. */
export function groupsOf(findings: readonly ReportedFinding[]): FindingGroup[] {
  const groups = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const key = `${finding.shownPath}\0${finding.subject?.id ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()]
    .map((some) => some.toSorted((a, b) => rank(a) - rank(b)))
    .toSorted((a, b) => rank(a[0]) - rank(b[0]))
    .map((some) => {
      const [first] = some as [ReportedFinding, ...ReportedFinding[]];
      return { shownPath: first.shownPath, subject: first.subject?.words, findings: some };
    });
}

function rank(finding: ReportedFinding | undefined): number {
  return finding ? severities.indexOf(finding.severity) : severities.length;
}
