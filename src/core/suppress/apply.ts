/** Which findings are not shown since an author said why. */
import type { DocumentFacts } from "../discover/facts.ts";
import type { Finding } from "../model/finding.ts";
import type { SourceText } from "../model/span.ts";
import { isCalendarDate } from "../policy/dates.ts";
import { compilePath, matchPath, patternProblem } from "../policy/pattern.ts";
import { commentSuppressions } from "./comments.ts";
import { policySuppressions } from "./policyEntries.ts";
import type { Suppression } from "./suppression.ts";

/** The rule that speaks about suppressions; nothing silences it. */
export const suppressionRule = "suppression-not-valid";

/** All suppressions written in a document. */
export function suppressionsIn(source: SourceText): readonly Suppression[] {
  return [...commentSuppressions(source), ...policySuppressions(source)];
}

/** What is wrong with a suppression: it then silences nothing. Rules that do not exist are told of one by one. */
export type SuppressionFault = "noRule" | "noReason" | "noDate" | "expired" | "noPath";

/** @param today ISO date; undefined where no clock is at hand, and then nothing is expired */
export function faultOf(
  { rules, until, reason, about }: Suppression,
  today: string | undefined,
): SuppressionFault | undefined {
  if (rules.length === 0) return "noRule";
  if (about.kind === "path" && (about.pattern === undefined || patternProblem(about.pattern) !== undefined))
    return "noPath";
  if (reason === undefined) return "noReason";
  if (until === undefined) return undefined;
  if (!isCalendarDate(until.text)) return "noDate";
  return today !== undefined && today > until.text ? "expired" : undefined;
}

export interface Judged {
  readonly shown: readonly Finding[];
  readonly suppressed: readonly Finding[];
}

/** Parts the findings of documents by what their own comments and the policies above them suppress. */
export function createSuppressor(
  documents: readonly DocumentFacts[],
  today: string | undefined,
): (document: DocumentFacts, findings: readonly Finding[]) => Judged {
  const valid = (some: readonly Suppression[] = []) => some.filter((one) => faultOf(one, today) === undefined);
  const byPath = documents.flatMap(({ suppressions }) => valid(suppressions)).flatMap(toPathTest);
  return (document, findings) => {
    if (findings.length === 0) return { shown: findings, suppressed: [] };
    const lines = valid(document.suppressions).filter(({ about }) => about.kind === "lines");
    const rules = byPath.filter(({ matches }) => matches(document.source.path)).flatMap(({ ids }) => ids);
    if (lines.length === 0 && rules.length === 0) return { shown: findings, suppressed: [] };
    const isSuppressed = (finding: Finding) =>
      finding.ruleId !== suppressionRule &&
      (rules.includes(finding.ruleId) || lines.some((one) => speaksOf(one, finding, document)));
    return {
      shown: findings.filter((finding) => !isSuppressed(finding)),
      suppressed: findings.filter(isSuppressed),
    };
  };
}

function toPathTest({ about, rules }: Suppression) {
  if (about.kind !== "path" || about.pattern === undefined) return [];
  const { folder } = about;
  const patterns = compilePath([], about.pattern);
  const matches = (path: string) =>
    path.startsWith(folder) &&
    patterns.some((pattern) => matchPath(pattern, path.slice(folder.length).split("/")) === "yes");
  return [{ ids: rules.map(({ id }) => id), matches }];
}

/** A comment speaks of what is found in its line, and of the whole definition that begins there. */
function speaksOf(
  { about, rules }: Suppression,
  { ruleId, span }: Finding,
  { source, definitions }: DocumentFacts,
): boolean {
  if (about.kind !== "lines" || !rules.some(({ id }) => id === ruleId)) return false;
  const isMeant = (offset: number) => about.lines.includes(source.positionAt(offset).line);
  return (
    isMeant(span.start) ||
    definitions.some((one) => isMeant(one.span.start) && one.span.start <= span.start && span.start < one.span.end)
  );
}
