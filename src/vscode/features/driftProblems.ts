import {
  Diagnostic,
  DiagnosticSeverity,
  type Disposable,
  l10n,
  languages,
  type Range,
  type TextDocument,
  workspace,
} from "vscode";
import { safeShort } from "../../core/display/shorten.ts";
import type { Drift } from "../driftStore.ts";
import { productName } from "../ids.ts";
import { differenceWords } from "../model/driftWords.ts";
import { Disposables } from "../platform/disposable.ts";
import { firstLine } from "../platform/ranges.ts";
import { shortDay } from "../platform/shortDay.ts";
import { isPolicy, policyDocument } from "../policy/document.ts";
import type { Services } from "../services.ts";

/** At each rule of a policy that an agent's own rules no longer keep, though it was written into them. */
export function registerDriftProblems({ drift }: Services): Disposable {
  const owned = new Disposables();
  const collection = owned.add(languages.createDiagnosticCollection("countersign-drift"));
  const show = (document: TextDocument) => {
    if (isPolicy(document)) collection.set(document.uri, problemsOf(document, drift.all()));
  };
  const showAll = () => workspace.textDocuments.forEach(show);
  owned.add(drift.onDidChange(showAll));
  owned.add(workspace.onDidOpenTextDocument(show));
  owned.add(workspace.onDidSaveTextDocument(show));
  owned.add(workspace.onDidCloseTextDocument(({ uri }) => collection.delete(uri)));
  showAll();
  return owned;
}

function problemsOf(document: TextDocument, all: readonly Drift[]): Diagnostic[] {
  const read = policyDocument(document);
  const rules = read?.policy?.rules ?? [];
  return all.flatMap(({ where, time, differs }) =>
    differs.flatMap((one): Diagnostic[] => {
      const rule = rules.find(({ id }) => id === one.wish.from);
      if (!rule || !read) return [];
      const message = l10n.t(
        "{0} no longer keeps this rule, written {1}. {2}",
        where.agent.title,
        shortDay(time),
        differenceWords(one, l10n.t),
      );
      const range: Range = firstLine(read.source, rule.nameSpan);
      const problem = new Diagnostic(range, safeShort(message, 500), DiagnosticSeverity.Warning);
      problem.source = productName;
      problem.code = "policy-drift";
      return [problem];
    }),
  );
}
