import { l10n, type QuickPickItem, type Uri, window } from "vscode";
import type { Confirm, Question } from "../../core/gate/question.ts";
import {
  allowByRule,
  allowForSession,
  allowForTask,
  allowOnce,
  type Choice,
  type ChoiceList,
  type ConfirmPorts,
  createConfirmFlow,
  deny,
} from "../model/confirmFlow.ts";
import { shortMs } from "../model/panelContent.ts";
import type { Log } from "../platform/log.ts";
import type { Notify } from "../platform/notify.ts";
import type { ReadOnlyDocuments } from "../platform/readOnlyDocuments.ts";
import { createPanelPort } from "./confirmByPanel.ts";
import { createQuestionPages } from "./questionPages.ts";

export interface ConfirmParts extends Pick<ConfirmPorts, "sha256" | "writeRule"> {
  readonly documents: ReadOnlyDocuments;
  readonly log: Log;
  readonly notify: Notify;
  /** The folder of our own pages. */
  readonly media: Uri;
}

/** The person's side of the gate, in this editor. */
export function createConfirm({ documents, log, notify, media, sha256, writeRule }: ConfirmParts): Confirm {
  const pages = createQuestionPages(documents, log);
  return createConfirmFlow({
    panel: createPanelPort(documents, media),
    modal,
    writeRule,
    list,
    openPages: (question) => pages.open(question),
    closePages: (question) => pages.close(question),
    tooLate(question, why, stands) {
      const late = l10n.t("Denied without your answer, because {0}: {1}", why, question.title);
      const message = stands ? `${late} ${l10n.t("An answer given now has no effect.")}` : late;
      notify.tell({ kind: "warning", message });
    },
    now: () => Date.now(),
    sha256,
  });
}

/**
 * INVARIANT: "Deny" is the first item. It has the focus, so Enter and Space deny; Escape answers nothing.
 * INVARIANT: what the dialog does not show whole cannot be allowed from it, only after a review.
 */
async function modal(question: Question, why: string | undefined): Promise<Choice | "review" | undefined> {
  const { title, whole } = question;
  const items = { deny: l10n.t("Deny"), review: l10n.t("Review…"), allow: l10n.t("Allow Once") };
  const offered = whole ? [items.deny, items.review, items.allow] : [items.deny, items.review];
  const hint = whole ? undefined : l10n.t("Not all of it fits here. Review it to be able to allow it.");
  const lines = [timeLine(question), why, question.detail, hint].filter((line) => line !== undefined);
  const options = { modal: true, detail: lines.join("\n") };
  const chosen = await window.showWarningMessage(title, options, ...offered);
  if (chosen === items.allow && whole) return allowOnce;
  if (chosen === items.review) return "review";
  return chosen === items.deny ? deny : undefined;
}

/** Said first where there is little time: when it is over, the answer is deny whatever is pressed. */
function timeLine({ deadline }: Question): string | undefined {
  const left = deadline - Date.now();
  return left < shortMs
    ? l10n.t("Answer within {0} s; then it is denied.", Math.max(0, Math.floor(left / 1000)))
    : undefined;
}

interface ChoiceItem extends QuickPickItem {
  readonly choice: Choice;
}

/** The choices beside the opened text, which stays readable and can be scrolled. */
function list(question: Question): ChoiceList {
  const picker = window.createQuickPick<ChoiceItem>();
  picker.title = question.title;
  picker.placeholder = l10n.t("Read the text in the editor, then decide. Escape goes back to the question.");
  picker.ignoreFocusOut = true;
  picker.items = choices(question);
  const choice = new Promise<Choice | undefined>((resolve) => {
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]?.choice);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
  });
  picker.show();
  return { choice, hide: () => picker.hide() };
}

function choices({ mayLast }: Question): ChoiceItem[] {
  const items: ChoiceItem[] = [
    { label: l10n.t("Deny"), description: l10n.t("the agent is told, and nothing happens"), choice: deny },
    { label: l10n.t("Allow Once"), description: l10n.t("exactly this action, one time"), choice: allowOnce },
  ];
  if (!mayLast) return items;
  const more: readonly (readonly [label: string, description: string, choice: Choice])[] = [
    [l10n.t("Allow for This Task"), l10n.t("until the agent has ended its turn"), allowForTask],
    [l10n.t("Allow for This Session"), l10n.t("until this agent's session ends"), allowForSession],
    [l10n.t("Write a Rule…"), l10n.t("the narrowest rule; you see it before it is saved"), allowByRule],
  ];
  return [...items, ...more.map(([label, description, choice]) => ({ label, description, choice }))];
}
