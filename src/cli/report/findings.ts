/** Findings as the reports show them: with lines and columns, and with a fingerprint that survives moved lines. */
import type { Finding, RelatedLocation } from "../../core/model/finding.ts";
import { type Severity, severities } from "../../core/model/severity.ts";
import type { SourceText, Span } from "../../core/model/span.ts";
import type { PermissionDifference } from "../../core/permissions/difference.ts";
import type { Review } from "../../core/review.ts";
import { type CapabilityChange, changeWords } from "../../core/reviewDifference.ts";
import { sha256 } from "../../node/sha256.ts";
import type { ReviewedRoot } from "../workspaceReview.ts";
import type { Folders } from "./provenance.ts";

/** One-based, as editors and SARIF count; columns in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface ReportedFinding extends Place {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: string;
  /** Relative to the reviewed folder. */
  readonly path: string;
  /** The same as seen from the current folder, to be clicked on. */
  readonly shownPath: string;
  /** Titles of the fixes an editor offers. */
  readonly fixes: readonly string[];
  readonly related: readonly ReportedPlace[];
  readonly fingerprint: string;
  /** The definition it stands in: told apart by `id` within the file, named by `words`. Undefined: none. */
  readonly subject: { readonly id: string; readonly words: string } | undefined;
}

export interface ReportedPlace extends Place {
  readonly path: string;
  readonly shownPath: string;
  readonly message: string;
}

/** Everything a report says. */
export interface ReviewReport {
  /** The comparison with an earlier commit; undefined when none was asked for. */
  readonly since?: SinceReport;
  readonly findings: readonly ReportedFinding[];
  /** Those of the baseline, and those that only a comparison leaves out, too. */
  readonly all: readonly ReportedFinding[];
  /** Findings left out because the baseline names them. */
  readonly known: number;
  /** Findings left out because a comment or the policy says why. */
  readonly suppressed: number;
  readonly files: number;
  readonly definitions: { readonly tool: number; readonly agent: number; readonly server: number };
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

export interface SinceReport {
  readonly commit: string;
  readonly changes: readonly ReportedChange[];
  /** Agents whose own configuration changed, with what they may do by it now. */
  readonly permissions: readonly AgentChange[];
  readonly folders: Folders;
  /** What stands before a path of the workspace to name it from where the review was started. */
  readonly prefix: string;
}

export interface AgentChange {
  readonly agent: string;
  readonly title: string;
  readonly changes: PermissionDifference;
}

/** A change of what a definition can do, with the place of the definition. */
export interface ReportedChange extends Place {
  readonly words: string;
  readonly path: string;
  readonly shownPath: string;
  readonly change: CapabilityChange;
}

/** The worst first. */
export function sinceReport(
  commit: string,
  changes: readonly CapabilityChange[],
  prefix: string,
  { permissions, folders }: Pick<SinceReport, "permissions" | "folders">,
): SinceReport {
  const reported = changes.map((change): ReportedChange => {
    const { source, definition } = change;
    const place = placeOf(source, definition.nameSpan ?? definition.span);
    return { words: changeWords(change), path: source.path, shownPath: prefix + source.path, change, ...place };
  });
  const worstFirst = (a: ReportedChange, b: ReportedChange) =>
    Number(b.change.worse) - Number(a.change.worse) ||
    Number(a.shownPath > b.shownPath) - Number(a.shownPath < b.shownPath) ||
    a.line - b.line;
  return { commit, changes: reported.toSorted(worstFirst), permissions, folders, prefix };
}

export function reportOf(roots: readonly ReviewedRoot[], baseline: ReadonlySet<string>): ReviewReport {
  const all = roots.flatMap(findingsOf);
  const findings = all.filter(({ fingerprint }) => !baseline.has(fingerprint));
  const definitions = roots.flatMap((root) => [...root.reviews.values()].flatMap(({ facts }) => facts.definitions));
  const ofKind = (kind: string) => definitions.filter((definition) => definition.kind === kind).length;
  return {
    findings: findings.toSorted(byPlace),
    all: all.toSorted(byPlace),
    known: all.length - findings.length,
    suppressed: roots
      .flatMap((root) => [...root.reviews.values()])
      .reduce((sum, { suppressed = [] }) => sum + suppressed.length, 0),
    files: roots.reduce((sum, { reviews }) => sum + reviews.size, 0),
    definitions: { tool: ofKind("tool"), agent: ofKind("agent"), server: ofKind("server") },
    skipped: roots.flatMap(({ skipped, prefix }) =>
      skipped.map(({ path, skipped: reason }) => ({ path: prefix + path, reason: skipReasons[reason] })),
    ),
  };
}

const skipReasons = {
  "too-large": "larger than 2 MB",
  unreadable: "it cannot be read",
  binary: "it is no text",
} as const;

export function placeOf(source: SourceText, span: Span): Place {
  const start = source.positionAt(span.start);
  const end = source.positionAt(Math.max(span.start, span.end));
  return { line: start.line + 1, column: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}

function byPlace(a: ReportedFinding, b: ReportedFinding): number {
  if (a.shownPath !== b.shownPath) return a.shownPath < b.shownPath ? -1 : 1;
  return a.line - b.line || a.column - b.column || severities.indexOf(a.severity) - severities.indexOf(b.severity);
}

function findingsOf(root: ReviewedRoot): ReportedFinding[] {
  const seen = new Map<string, number>();
  return [...root.reviews].flatMap(([path, review]) =>
    review.findings.map((finding) => {
      const { source } = review.facts;
      return {
        ruleId: finding.ruleId,
        severity: finding.severity,
        message: finding.message,
        path,
        shownPath: root.prefix + path,
        ...placeOf(source, finding.span),
        fixes: finding.fixes.map(({ title }) => title),
        related: finding.related.flatMap((related) => relatedPlace(related, root)),
        fingerprint: fingerprint(finding, path, review, seen),
        subject: subjectOf(finding, review),
      };
    }),
  );
}

/** The innermost definition that holds the finding. */
function subjectOf({ span }: Finding, { facts }: Review): ReportedFinding["subject"] {
  const holding = facts.definitions
    .filter((one) => one.span.start <= span.start && span.start < one.span.end)
    .toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
  const [inner] = holding;
  return inner && { id: String(inner.span.start), words: `${inner.kind} “${inner.name}”` };
}

function relatedPlace(related: RelatedLocation, root: ReviewedRoot): ReportedPlace[] {
  const source = root.reviews.get(related.path)?.facts.source;
  if (!source) return [];
  const { path, message } = related;
  return [{ path, shownPath: root.prefix + path, message, ...placeOf(source, related.span) }];
}

/**
 * What stays the same when lines are added or moved around a finding: its rule, its file and the text of its line.
 * Equal ones of a file are told apart by their order.
 */
function fingerprint(finding: Finding, path: string, { facts }: Review, seen: Map<string, number>): string {
  const key = [finding.ruleId, path, lineText(facts.source, finding.span)].join("\n");
  const order = seen.get(key) ?? 0;
  seen.set(key, order + 1);
  return sha256(`${key}\n${order}`).slice(0, 32);
}

function lineText({ text }: SourceText, { start }: Span): string {
  const from = Math.max(text.lastIndexOf("\n", start - 1), text.lastIndexOf("\r", start - 1)) + 1;
  const rest = text.slice(from, from + 2000);
  return (rest.split(/[\r\n]/, 1)[0] ?? "").trim().replace(/\s+/g, " ");
}
