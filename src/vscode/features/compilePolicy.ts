import { CodeLens, type Disposable, EventEmitter, l10n, languages, Range, type TextDocument, workspace } from "vscode";
import { policyOfTests } from "../../core/policy/tests.ts";
import { workspacePolicyName } from "../../node/locations.ts";
import { policyLanguageId } from "../ids.ts";
import { driftWords } from "../model/driftWords.ts";
import { Disposables } from "../platform/disposable.ts";
import { shortDay } from "../platform/shortDay.ts";
import { isTrusted } from "../platform/trust.ts";
import type { Services } from "../services.ts";
import { compileInto } from "./compileInto.ts";

/** Above a policy: "Write into agents' own configuration…", and for each that was written whether it still holds. */
export function registerCompilePolicy(services: Services): Disposable {
  const { command, drift, permissions } = services;
  const owned = new Disposables();
  const changed = owned.add(new EventEmitter<void>());
  owned.add(drift.onDidChange(() => changed.fire()));
  owned.add(permissions.onDidChange(() => changed.fire()));
  owned.add(
    languages.registerCodeLensProvider(policyLanguageId, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: (document) => lensesOf(document, services),
    }),
  );
  owned.add(command("countersign.compilePolicy", () => compileInto(services)));
  return owned;
}

function lensesOf({ uri }: TextDocument, { drift, locations }: Services): CodeLens[] {
  const isRead = uri.fsPath === locations.policy || uri.path.endsWith(`/${workspacePolicyName}`);
  if (!isTrusted() || !isRead || policyOfTests(uri.path) !== undefined) return [];
  const folder = workspace.getWorkspaceFolder(uri);
  // What still holds is told in the tree; here it would only push away what does not.
  const changed = drift
    .all()
    .filter(({ where, differs }) => differs.length > 0 && (folder === undefined || where.folder === folder));
  const top = new Range(0, 0, 0, 0);
  const lens = (title: string) =>
    new CodeLens(top, {
      title,
      tooltip: l10n.t("Shows each change before it is written, and what an agent's rules cannot say"),
      command: "countersign.compilePolicy",
      arguments: [],
    });
  return [
    lens(l10n.t("Write into agents' own configuration…")),
    ...changed.map(({ where, path, time, differs }) => {
      const facts = { title: where.agent.title, path, day: shortDay(time), differs };
      return lens(`$(warning) ${driftWords(facts, l10n.t)}`);
    }),
  ];
}
