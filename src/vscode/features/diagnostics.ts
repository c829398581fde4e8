import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type Disposable,
  Location,
  languages,
  Range,
  Uri,
} from "vscode";
import { safeShort } from "../../core/display/shorten.ts";
import type { Finding } from "../../core/model/finding.ts";
import type { Severity } from "../../core/model/severity.ts";
import { productName } from "../ids.ts";
import { Disposables } from "../platform/disposable.ts";
import { firstLine, toRange } from "../platform/ranges.ts";
import { uriOfPath } from "../review/documentPlace.ts";
import type { Reviewed } from "../reviewStore.ts";
import type { Services } from "../services.ts";

const severityInEditor: Readonly<Record<Severity, DiagnosticSeverity>> = {
  critical: DiagnosticSeverity.Error,
  high: DiagnosticSeverity.Error,
  medium: DiagnosticSeverity.Warning,
  low: DiagnosticSeverity.Information,
};

/** Squiggles and the Problems panel. */
export function registerDiagnostics({ context, review, settings }: Services): Disposable {
  const owned = new Disposables();
  const collection = owned.add(languages.createDiagnosticCollection("countersign"));

  function refresh(uris: readonly Uri[]): void {
    for (const uri of uris) {
      const reviewed = settings.get("review.enabled") ? review.get(uri) : undefined;
      collection.set(uri, reviewed ? toDiagnostics(reviewed, review, context.extensionUri) : undefined);
    }
  }

  function refreshAll(): void {
    collection.clear();
    refresh(review.all().map((reviewed) => reviewed.uri));
  }

  owned.add(review.onDidChange(refresh));
  owned.add(settings.onChange("review.enabled", refreshAll));
  refreshAll();
  return owned;
}

function toDiagnostics(reviewed: Reviewed, store: Services["review"], extensionUri: Uri): Diagnostic[] {
  return reviewed.review.findings.map((finding) => toDiagnostic(finding, reviewed, store, extensionUri));
}

function toDiagnostic(finding: Finding, reviewed: Reviewed, store: Services["review"], extensionUri: Uri): Diagnostic {
  const { source } = reviewed.review.facts;
  const diagnostic = new Diagnostic(
    firstLine(source, finding.span),
    safeShort(finding.message, 1000),
    severityInEditor[finding.severity],
  );
  diagnostic.source = productName;
  diagnostic.code = { value: finding.ruleId, target: rulePage(extensionUri, finding.ruleId) };
  diagnostic.relatedInformation = finding.related.map((related) => {
    const uri = related.path === source.path ? reviewed.uri : uriOfPath(reviewed.group, related.path);
    const other = store.get(uri)?.review.facts.source;
    const range = other ? toRange(other, related.span) : new Range(0, 0, 0, 0);
    return new DiagnosticRelatedInformation(new Location(uri, range), safeShort(related.message, 300));
  });
  return diagnostic;
}

/** The page of a rule, shipped with the extension: readable without a network. */
export function rulePage(extensionUri: Uri, ruleId: string): Uri {
  return Uri.joinPath(extensionUri, "media", "rules", `${ruleId}.md`);
}
