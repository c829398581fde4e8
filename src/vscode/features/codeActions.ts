import {
  type CancellationToken,
  CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Diagnostic,
  type Disposable,
  l10n,
  languages,
  type Range,
  SnippetString,
  SnippetTextEdit,
  type TextDocument,
  WorkspaceEdit,
  workspace,
} from "vscode";
import { safeShort } from "../../core/display/shorten.ts";
import type { Finding, Fix, TextEdit } from "../../core/model/finding.ts";
import { suppressionRule } from "../../core/suppress/apply.ts";
import { commentAbove } from "../../core/suppress/comments.ts";
import { fixAllKind, productName } from "../ids.ts";
import { compatibleFixes } from "../model/spans.ts";
import { toRange } from "../platform/ranges.ts";
import { reviewSelector } from "../review/documentPlace.ts";
import type { Reviewed } from "../reviewStore.ts";
import type { Services } from "../services.ts";

const kind = CodeActionKind.Empty.append(fixAllKind);

/** Quick fixes of findings, "fix all" for the safe ones, and the page of the rule. */
export function registerCodeActions({ review }: Services): Disposable {
  async function provideCodeActions(
    document: TextDocument,
    range: Range,
    context: CodeActionContext,
    token: CancellationToken,
  ): Promise<CodeAction[]> {
    const reviewed = await review.current(document, token);
    if (!reviewed) return [];
    if (context.only?.intersects(kind)) return fixAll(reviewed);
    if (context.only && !context.only.contains(CodeActionKind.QuickFix)) return [];
    return findingsAt(reviewed, range).flatMap((finding) => actionsOf(finding, reviewed, context.diagnostics));
  }

  return languages.registerCodeActionsProvider(
    reviewSelector,
    { provideCodeActions },
    { providedCodeActionKinds: [CodeActionKind.QuickFix, kind] },
  );
}

function findingsAt(reviewed: Reviewed, range: Range): readonly Finding[] {
  const { findings, facts } = reviewed.review;
  return findings.filter((finding) => toRange(facts.source, finding.span).intersection(range) !== undefined);
}

function actionsOf(finding: Finding, reviewed: Reviewed, shownDiagnostics: readonly Diagnostic[]): CodeAction[] {
  const diagnostics = shownDiagnostics.filter((diagnostic) => isAbout(diagnostic, finding));
  const fixes = finding.fixes.map((fix) => fixAction(fix, reviewed, diagnostics));
  const explain = new CodeAction(l10n.t("Explain rule {0}", finding.ruleId), CodeActionKind.QuickFix);
  explain.command = { command: "countersign.explainRule", title: explain.title, arguments: [finding.ruleId] };
  explain.diagnostics = diagnostics;
  return [...fixes, ...ignoreAction(finding, reviewed, diagnostics), explain];
}

/** Writes the comment that suppresses a finding, with the cursor where the reason goes; until there is one, it holds not. */
function ignoreAction(finding: Finding, reviewed: Reviewed, diagnostics: Diagnostic[]): CodeAction[] {
  if (finding.ruleId === suppressionRule) return [];
  const { source } = reviewed.review.facts;
  const comment = commentAbove(source, finding.span, finding.ruleId);
  if (!comment) return ignoreInFolder(finding, reviewed, diagnostics);
  const action = new CodeAction(l10n.t("Ignore {0} here, with a reason", finding.ruleId), CodeActionKind.QuickFix);
  const text = new SnippetString().appendText(comment.before).appendTabstop(1).appendText(comment.after);
  const { start } = toRange(source, { start: comment.offset, end: comment.offset });
  action.edit = new WorkspaceEdit();
  action.edit.set(reviewed.uri, [SnippetTextEdit.insert(start, text)]);
  action.diagnostics = diagnostics;
  return [action];
}

/** For files without comments, in the policy of the folder. */
function ignoreInFolder({ ruleId }: Finding, { uri }: Reviewed, diagnostics: Diagnostic[]): CodeAction[] {
  if (!workspace.getWorkspaceFolder(uri)) return [];
  const title = l10n.t("Ignore {0} in this file, with a reason…", ruleId);
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.command = { command: "countersign.ignoreInFile", title, arguments: [uri, ruleId] };
  action.diagnostics = diagnostics;
  return [action];
}

function fixAction(fix: Fix, reviewed: Reviewed, diagnostics: Diagnostic[]): CodeAction {
  const title = safeShort(fix.title, 120);
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.diagnostics = diagnostics;
  action.isPreferred = fix.kind === "safe";
  // An unsafe fix may change what the author meant: the editor shows the change before it is made.
  const preview = fix.kind === "safe" ? undefined : { label: title, needsConfirmation: true };
  action.edit = toWorkspaceEdit(fix.edits, reviewed, preview);
  return action;
}

function fixAll(reviewed: Reviewed): CodeAction[] {
  const safe = reviewed.review.findings.flatMap((finding) => finding.fixes.find((fix) => fix.kind === "safe") ?? []);
  const edits = compatibleFixes(safe).flatMap((fix) => fix.edits);
  if (edits.length === 0) return [];
  const action = new CodeAction(l10n.t("Fix all safe findings of {0}", productName), kind);
  action.edit = toWorkspaceEdit(edits, reviewed);
  return [action];
}

function toWorkspaceEdit(
  edits: readonly TextEdit[],
  reviewed: Reviewed,
  preview?: { label: string; needsConfirmation: boolean },
): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const { span, newText } of edits) {
    edit.replace(reviewed.uri, toRange(reviewed.review.facts.source, span), newText, preview);
  }
  return edit;
}

function isAbout(diagnostic: Diagnostic, finding: Finding): boolean {
  const { code } = diagnostic;
  return diagnostic.source === productName && typeof code === "object" && code.value === finding.ruleId;
}
