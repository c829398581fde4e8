import type { Answer, Asking, Confirm, Question } from "../../core/gate/question.ts";

export type Choice = Pick<Answer, "decision" | "scope">;

export const deny: Choice = { decision: "deny", scope: "once" };
export const allowOnce: Choice = { decision: "allow", scope: "once" };
export const allowForSession: Choice = { decision: "allow", scope: "session" };

/** A list of choices on the screen. `choice` resolves to undefined when it was hidden without one. */
export interface ChoiceList {
  readonly choice: Promise<Choice | undefined>;
  hide(): void;
}

/** What the flow needs from the editor. A rejection of any of them denies. */
export interface ConfirmPorts {
  /** Resolves to undefined when it was closed without an answer. It cannot be closed from here. */
  modal(question: Question): Promise<Choice | "review" | undefined>;
  /** Opens the question in full and resolves to the text shown. */
  openPages(question: Question): Promise<string>;
  closePages(question: Question): Promise<void>;
  list(question: Question): ChoiceList;
  /** The question was decided without the person while it was on the screen. */
  tooLate(question: Question, why: string): void;
  /** Milliseconds since the epoch. */
  now(): number;
  /** SHA-256 as hex. */
  sha256(text: string): string;
}

interface Surface {
  readonly question: Question;
  shownAt: number | undefined;
  shownText: string;
  withdrawn: boolean;
  list: ChoiceList | undefined;
}

/**
 * How a question is put to a person: a modal, and on "Review…" the full text with a list of choices below it.
 * INVARIANT: an answer is only given for a question that is still wanted, and only what the person chose allows.
 */
export function createConfirmFlow(ports: ConfirmPorts): Confirm {
  // A modal cannot be closed from here, so the next question waits until the one before has left the screen.
  let screen: Promise<unknown> = Promise.resolve();
  return (question): Asking => {
    const surface: Surface = { question, shownAt: undefined, shownText: "", withdrawn: false, list: undefined };
    const answer = screen.then(() => ask(surface, ports));
    screen = answer.catch(() => undefined);
    return {
      answer,
      withdraw(why) {
        surface.withdrawn = true;
        surface.list?.hide();
        if (surface.shownAt !== undefined) ports.tooLate(question, why);
      },
    };
  };
}

async function ask(surface: Surface, ports: ConfirmPorts): Promise<Answer | undefined> {
  const { question } = surface;
  while (!surface.withdrawn) {
    note(surface, `${question.title}\n${question.detail}`, ports);
    const chosen = await ports.modal(question);
    if (surface.withdrawn || chosen === undefined) return undefined;
    if (chosen !== "review") return answered(chosen, surface, ports);
    const picked = await review(surface, ports);
    if (surface.withdrawn) return undefined;
    // Hidden by Escape or by another list: nothing was decided, so the modal asks again.
    if (picked) return answered(picked, surface, ports);
  }
  return undefined;
}

async function review(surface: Surface, ports: ConfirmPorts): Promise<Choice | undefined> {
  note(surface, await ports.openPages(surface.question), ports);
  try {
    if (surface.withdrawn) return undefined;
    surface.list = ports.list(surface.question);
    const choice = await surface.list.choice;
    return choice?.scope === "session" && !surface.question.sessionAllowed ? undefined : choice;
  } finally {
    surface.list = undefined;
    await ports.closePages(surface.question);
  }
}

function note(surface: Surface, text: string, { now }: ConfirmPorts): void {
  surface.shownAt ??= now();
  surface.shownText = surface.shownText === "" ? text : `${surface.shownText}\n${text}`;
}

function answered(choice: Choice, surface: Surface, { now, sha256 }: ConfirmPorts): Answer {
  const lookedMs = Math.max(0, now() - (surface.shownAt ?? now()));
  return { ...choice, lookedMs, shownDigest: sha256(surface.shownText) };
}
