import { l10n, type Uri } from "vscode";
import type { FileChange } from "../../core/effects/fileChanges.ts";
import { changesOnlyFiles } from "../../core/effects/fileChanges.ts";
import type { Question } from "../../core/gate/question.ts";
import type { ConfirmPorts, DecisionPanel } from "../model/confirmFlow.ts";
import { panelContent, shortMs } from "../model/panelContent.ts";
import type { ReadOnlyDocuments } from "../platform/readOnlyDocuments.ts";
import { openDecisionPanel } from "./decisionPanel.ts";
import { type FileReview, reviewFiles, unsavedFiles } from "./fileReview.ts";
import { makeRoom } from "./reviewLayout.ts";

/** A longer text is read in an editor, from the modal's Review. */
const maxText = 50_000;

/**
 * Changes of files beside their diff; and whatever has little time, since a panel can count down and go away by
 * itself, which a modal cannot.
 */
export function createPanelPort(documents: ReadOnlyDocuments, media: Uri): ConfirmPorts["panel"] {
  return async (question, again) => {
    if (changesOnlyFiles(question.call.actions)) {
      const review = reviewFiles(question, documents);
      if ("why" in review) return { why: l10n.t("The change cannot be shown as a diff. {0}", l10n.t(review.why)) };
      if (review.files.length > 0) return openFiles(question, review, again, media);
    }
    const content = panelContent({ question, files: [], unsaved: new Set(), again, now: Date.now() }, l10n.t);
    if (content.leftMs >= shortMs || content.text.length > maxText) return { why: undefined };
    const { decision: column } = await makeRoom(false);
    const nothing = () => Promise.resolve();
    const panel = openDecisionPanel(content, { media, column, showFile: nothing, showAll: nothing });
    return { shown: shownText(question, [content.text]), choice: panel.choice, hide: () => panel.dispose() };
  };
}

async function openFiles(question: Question, review: FileReview, again: boolean, media: Uri): Promise<DecisionPanel> {
  const facts = { question, files: review.files, unsaved: unsavedFiles(), again, now: Date.now() };
  const content = panelContent(facts, l10n.t);
  const columns = await makeRoom(true);
  try {
    await review.show(0, columns.diff);
  } catch (error) {
    await review.close();
    throw error;
  }
  const panel = openDecisionPanel(content, {
    media,
    column: columns.decision,
    showFile: (index) => review.show(index, columns.diff),
    showAll: () => review.showAll(),
  });
  review.onClosed(() => panel.dispose());
  const choice = panel.choice.then(async (chosen) => {
    const isAllow = typeof chosen === "object" && chosen.decision === "allow";
    const result = isAllow && !review.isStillTrue() ? "changed" : chosen;
    await review.close();
    return result;
  });
  const shown = shownText(question, review.files.map(changeText));
  return { shown, changes: review.files, choice, hide: () => panel.dispose() };
}

function shownText({ title, detail }: Question, parts: readonly string[]): string {
  return [title, detail, ...parts].join("\n");
}

function changeText({ path, from, before, after }: FileChange): string {
  return JSON.stringify([path, from ?? null, before ?? null, after ?? null]);
}
