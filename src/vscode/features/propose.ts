import { basename } from "node:path";
import { commands, l10n, Uri, workspace } from "vscode";
import { type Proposal, proposalSummary, reportItems } from "../model/proposalItems.ts";
import { applyTexts, type TextChange, undoTexts } from "../platform/applyTexts.ts";
import { run } from "../platform/commands.ts";
import { reviewPick } from "../platform/reviewPick.ts";
import type { Services } from "../services.ts";
import { closePages } from "./questionPages.ts";

/**
 * Shows what each file would become beside what it is, with everything that does not become a rule, and writes it when
 * the person agrees. Undo takes it back.
 */
export async function propose(title: string, proposals: readonly Proposal[], services: Services): Promise<boolean> {
  const { notify } = services;
  const changes = proposals.map(({ compiled }) => compiled).filter(({ before, after }) => before !== after);
  const unsaved = changes.find(({ path }) =>
    workspace.textDocuments.some((one) => one.isDirty && one.uri.fsPath === path),
  );
  if (unsaved) {
    notify.tell({ kind: "info", message: l10n.t("Save {0} first.", basename(unsaved.path)) });
    return false;
  }
  await showChanges(title, changes, services);
  const agreed = await decide(title, proposals, changes.length > 0);
  await closePages("/proposal/", title);
  if (!agreed) return false;
  const stale = await applyTexts(changes);
  if (stale !== undefined) {
    const message = l10n.t("{0} was changed meanwhile. Nothing was written.", basename(stale));
    notify.tell({ kind: "warning", message });
    return false;
  }
  offerUndo(changes, services);
  return true;
}

async function showChanges(title: string, changes: readonly TextChange[], { documents }: Services): Promise<void> {
  const sides = changes.map(({ path, before, after }) => {
    const uri = Uri.file(path);
    const name = `proposal${uri.path}`;
    // One name for both, else they would read as a file that is renamed.
    return { uri, left: documents.put(name, before, "before"), right: documents.put(name, after, "after") };
  });
  const [first, ...others] = sides;
  if (!first) return;
  if (others.length === 0)
    await commands.executeCommand("vscode.diff", first.left, first.right, title, { preview: true });
  else
    await commands.executeCommand(
      "vscode.changes",
      title,
      sides.map(({ uri, left, right }) => [uri, left, right]),
    );
}

async function decide(title: string, proposals: readonly Proposal[], changes: boolean): Promise<boolean> {
  const leave = { label: l10n.t("Leave Everything as It Is"), choice: false };
  const files = proposals.map(({ compiled }) => compiled.path).join(", ");
  const write = { label: l10n.t("Write These Rules"), description: files, choice: true };
  const placeholder = changes
    ? l10n.t("{0}. Read the change, then decide.", proposalSummary(proposals, l10n.t))
    : l10n.t("{0}. Nothing changes: the files say so already.", proposalSummary(proposals, l10n.t));
  const choice = await reviewPick({
    title,
    placeholder,
    choices: changes ? [leave, write] : [leave],
    report: reportItems(proposals, l10n.t),
    open: (place) => void run("countersign.openSource", place),
  });
  return choice === true;
}

function offerUndo(changes: readonly TextChange[], { log, notify }: Services): void {
  const undo = l10n.t("Undo");
  const names = changes.map(({ path }) => basename(path)).join(", ");
  const told = notify.choose({ kind: "info", message: l10n.t("Written: {0}.", names) }, [undo]);
  told
    .then(async (chosen) => {
      if (chosen !== undo) return;
      const stale = await undoTexts(changes);
      const message =
        stale === undefined
          ? l10n.t("Everything is as it was.")
          : l10n.t("{0} was changed since. Nothing was undone.", stale);
      notify.tell({ kind: "info", message });
    })
    .catch((error: unknown) => log.error("The rules could not be taken back", error));
}
