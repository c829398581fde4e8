import { l10n, type QuickPickItem, window } from "vscode";
import type { Confirm, Question } from "../../core/gate/question.ts";
import {
  allowForSession,
  allowOnce,
  type Choice,
  type ChoiceList,
  createConfirmFlow,
  deny,
} from "../model/confirmFlow.ts";
import type { Notify } from "../platform/notify.ts";
import type { QuestionPages } from "./questionPages.ts";

/** The person's side of the gate, in this editor. */
export function createConfirm(pages: QuestionPages, notify: Notify, sha256: (text: string) => string): Confirm {
  return createConfirmFlow({
    modal,
    list,
    openPages: (question) => pages.open(question),
    closePages: (question) => pages.close(question),
    tooLate: (question, why) =>
      notify.tell({
        kind: "warning",
        message: l10n.t(
          "Denied without your answer, because {0}: {1} An answer given now has no effect.",
          why,
          question.title,
        ),
      }),
    now: () => Date.now(),
    sha256,
  });
}

/**
 * INVARIANT: "Deny" is the first item. It has the focus, so Enter and Space deny; Escape answers nothing.
 * INVARIANT: what the dialog does not show whole cannot be allowed from it, only after a review.
 */
async function modal({ title, detail, whole }: Question): Promise<Choice | "review" | undefined> {
  const items = { deny: l10n.t("Deny"), review: l10n.t("Review…"), allow: l10n.t("Allow Once") };
  const offered = whole ? [items.deny, items.review, items.allow] : [items.deny, items.review];
  const hint = l10n.t("Not all of it fits here. Review it to be able to allow it.");
  const options = { modal: true, detail: whole ? detail : `${detail}\n${hint}` };
  const chosen = await window.showWarningMessage(title, options, ...offered);
  if (chosen === items.allow && whole) return allowOnce;
  if (chosen === items.review) return "review";
  return chosen === items.deny ? deny : undefined;
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

function choices({ sessionAllowed }: Question): ChoiceItem[] {
  const items: ChoiceItem[] = [
    { label: l10n.t("Deny"), description: l10n.t("the agent is told, and nothing happens"), choice: deny },
    { label: l10n.t("Allow Once"), description: l10n.t("exactly this action, one time"), choice: allowOnce },
  ];
  if (!sessionAllowed) return items;
  const description = l10n.t("exactly this action, until this agent's session ends");
  return [...items, { label: l10n.t("Allow for This Session"), description, choice: allowForSession }];
}
