import {
  CodeAction,
  CodeActionKind,
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type Disposable,
  Location,
  languages,
  type Range,
  type TextDocument,
  WorkspaceEdit,
  workspace,
} from "vscode";
import { safeShort } from "../../core/display/shorten.ts";
import type { Fix } from "../../core/model/finding.ts";
import type { SourceText } from "../../core/model/span.ts";
import type { PolicyProblem, PolicySeverity } from "../../core/policy/policy.ts";
import { policyLanguageId, productName } from "../ids.ts";
import { Disposables } from "../platform/disposable.ts";
import { debounce, guarded } from "../platform/events.ts";
import { firstLine, toRange } from "../platform/ranges.ts";
import { isPolicy, policyDocument } from "../policy/document.ts";
import type { Services } from "../services.ts";

const typingPauseMs = 150;

const severities: Readonly<Record<PolicySeverity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** Problems of policies and their tests while they are written, and the quick fixes for them. */
export function registerPolicyProblems({ log }: Services): Disposable {
  const owned = new Disposables();
  const collection = owned.add(languages.createDiagnosticCollection("countersign-policy"));
  const check = guarded(log, "checking a policy", () => {
    for (const document of workspace.textDocuments.filter(isPolicy))
      collection.set(document.uri, diagnosticsOf(document));
  });
  const checkSoon = owned.add(debounce(check, typingPauseMs));
  owned.add(workspace.onDidOpenTextDocument((document) => isPolicy(document) && checkSoon()));
  owned.add(workspace.onDidChangeTextDocument(({ document }) => isPolicy(document) && checkSoon()));
  owned.add(workspace.onDidCloseTextDocument(({ uri }) => collection.delete(uri)));
  owned.add(
    languages.registerCodeActionsProvider(
      policyLanguageId,
      { provideCodeActions: (document, range, { diagnostics }) => actionsAt(document, range, diagnostics) },
      { providedCodeActionKinds: [CodeActionKind.QuickFix] },
    ),
  );
  check();
  return owned;
}

function diagnosticsOf(document: TextDocument): Diagnostic[] {
  const read = policyDocument(document);
  return read?.problems.map((problem) => toDiagnostic(problem, read.source, document)) ?? [];
}

function toDiagnostic(problem: PolicyProblem, source: SourceText, document: TextDocument): Diagnostic {
  const { message, severity, related } = problem;
  const diagnostic = new Diagnostic(rangeOf(problem, source), safeShort(message, 500), severities[severity]);
  diagnostic.source = productName;
  if (related) {
    const location = new Location(document.uri, firstLine(source, related.span));
    diagnostic.relatedInformation = [new DiagnosticRelatedInformation(location, safeShort(related.message, 300))];
  }
  return diagnostic;
}

function rangeOf({ span }: PolicyProblem, source: SourceText): Range {
  return firstLine(source, span);
}

function actionsAt(document: TextDocument, range: Range, shown: readonly Diagnostic[]): CodeAction[] {
  const read = policyDocument(document);
  if (!read) return [];
  const here = read.problems.filter((problem) => rangeOf(problem, read.source).intersection(range) !== undefined);
  return here.flatMap((problem) => {
    const place = rangeOf(problem, read.source);
    const diagnostics = shown.filter((one) => one.source === productName && one.range.isEqual(place));
    return problem.fixes.map((fix, index) => toAction(fix, index === 0, read.source, document, diagnostics));
  });
}

function toAction(fix: Fix, isFirst: boolean, source: SourceText, document: TextDocument, diagnostics: Diagnostic[]) {
  const action = new CodeAction(safeShort(fix.title, 120), CodeActionKind.QuickFix);
  action.isPreferred = isFirst;
  action.diagnostics = diagnostics;
  action.edit = new WorkspaceEdit();
  for (const { span, newText } of fix.edits) action.edit.replace(document.uri, toRange(source, span), newText);
  return action;
}
