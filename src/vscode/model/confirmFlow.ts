import type { FileChange } from "../../core/effects/fileChanges.ts";
import type { Answer, Asking, Confirm, Question } from "../../core/gate/question.ts";

export interface Choice extends Pick<Answer, "decision" | "scope"> {
  /** Allow, and write a rule so that it need not be asked again. */
  readonly rule?: true;
}

export const deny: Choice = { decision: "deny", scope: "once" };
export const allowOnce: Choice = { decision: "allow", scope: "once" };
export const allowForTask: Choice = { decision: "allow", scope: "task" };
export const allowForSession: Choice = { decision: "allow", scope: "session" };
export const allowByRule: Choice = { decision: "allow", scope: "once", rule: true };

/** A list of choices on the screen. `choice` resolves to undefined when it was hidden without one. */
export interface ChoiceList {
  readonly choice: Promise<Choice | undefined>;
  hide(): void;
}

/**
 * The decision beside what is decided, which stays readable. `choice` resolves to undefined when it was closed,
 * to "unavailable" when it could not be drawn, and to "changed" when what it showed is no longer true.
 */
export interface DecisionPanel {
  /** All the text it shows. */
  readonly shown: string;
  /** The changes of files whose diff is beside it. */
  readonly changes?: readonly FileChange[];
  readonly choice: Promise<Choice | "unavailable" | "changed" | undefined>;
  hide(): void;
}

/** What the flow needs from the editor. A rejection of any of them denies. */
export interface ConfirmPorts {
  /** The question in a panel, or why the modal must ask it (in words for the person, if they need any). */
  panel(question: Question, again: boolean): Promise<DecisionPanel | { readonly why: string | undefined }>;
  /** Resolves to undefined when it was closed without an answer. It cannot be closed from here. */
  modal(question: Question, hint: string | undefined): Promise<Choice | "review" | undefined>;
  /** Opens the question in full and resolves to the text shown. */
  openPages(question: Question): Promise<string>;
  closePages(question: Question): Promise<void>;
  list(question: Question): ChoiceList;
  /** Shows the narrowest rule that allows it, and writes it if the person agrees. */
  writeRule(question: Question): Promise<boolean>;
  /** The question was decided without the person while it was on the screen, where it may still stand. */
  tooLate(question: Question, why: string, stands: boolean): void;
  /** Milliseconds since the epoch. */
  now(): number;
  /** SHA-256 as hex. */
  sha256(text: string): string;
}

interface Surface {
  readonly question: Question;
  shownAt: number | undefined;
  shownText: string;
  changes?: readonly FileChange[] | undefined;
  withdrawn: boolean;
  /** A modal cannot be taken away. */
  inModal: boolean;
  /** What can be taken away from the screen. */
  open: { hide(): void } | undefined;
  /** Undefined: the panel asks. */
  hint: { readonly why: string | undefined } | undefined;
  again: boolean;
}

/**
 * How a question is put to a person: changes of files beside their diff, everything else by a modal, and on "Review…"
 * the full text with a list of choices.
 * INVARIANT: an answer is only given for a question that is still wanted, and only what the person chose allows.
 */
export function createConfirmFlow(ports: ConfirmPorts): Confirm {
  // A modal cannot be closed from here, so the next question waits until the one before has left the screen.
  let screen: Promise<unknown> = Promise.resolve();
  return (question): Asking => {
    const nothing = { shownAt: undefined, shownText: "", open: undefined, hint: undefined };
    const surface: Surface = { question, withdrawn: false, inModal: false, again: false, ...nothing };
    const answer = screen.then(() => ask(surface, ports));
    screen = answer.catch(() => undefined);
    return {
      answer,
      withdraw(why) {
        surface.withdrawn = true;
        surface.open?.hide();
        if (surface.shownAt !== undefined) ports.tooLate(question, why, surface.inModal);
      },
    };
  };
}

async function ask(surface: Surface, ports: ConfirmPorts): Promise<Answer | undefined> {
  const { question } = surface;
  while (!surface.withdrawn) {
    const chosen = surface.hint ? await byModal(surface, ports) : await byPanel(surface, ports);
    if (surface.withdrawn || chosen === undefined) return undefined;
    if (chosen === "again" || !isOffered(chosen, question)) continue;
    if (chosen.rule && !(await ports.writeRule(question))) continue;
    if (surface.withdrawn) return undefined;
    return answered(chosen, surface, ports);
  }
  return undefined;
}

function isOffered({ scope, rule }: Choice, { mayLast }: Question): boolean {
  return mayLast || (scope === "once" && rule === undefined);
}

type Step = Choice | "again" | undefined;

async function byPanel(surface: Surface, ports: ConfirmPorts): Promise<Step> {
  const panel = await ports.panel(surface.question, surface.again);
  if ("why" in panel) {
    surface.hint = panel;
    return "again";
  }
  if (surface.withdrawn) {
    panel.hide();
    return undefined;
  }
  note(surface, panel.shown, ports);
  surface.changes = panel.changes;
  surface.open = panel;
  const choice = await panel.choice;
  surface.open = undefined;
  if (choice === "unavailable") surface.hint = { why: undefined };
  surface.again = choice === "changed";
  return choice === "unavailable" || choice === "changed" ? "again" : choice;
}

async function byModal(surface: Surface, ports: ConfirmPorts): Promise<Step> {
  const { question } = surface;
  note(surface, `${question.title}\n${question.detail}`, ports);
  surface.inModal = true;
  const chosen = await ports.modal(question, surface.hint?.why);
  surface.inModal = false;
  if (surface.withdrawn || chosen !== "review") return chosen === "review" ? undefined : chosen;
  // Hidden by Escape or by another list: nothing was decided, so the modal asks again.
  return (await review(surface, ports)) ?? "again";
}

async function review(surface: Surface, ports: ConfirmPorts): Promise<Choice | undefined> {
  note(surface, await ports.openPages(surface.question), ports);
  try {
    if (surface.withdrawn) return undefined;
    const list = ports.list(surface.question);
    surface.open = list;
    return await list.choice;
  } finally {
    surface.open = undefined;
    await ports.closePages(surface.question);
  }
}

function note(surface: Surface, text: string, { now }: ConfirmPorts): void {
  surface.shownAt ??= now();
  surface.shownText = surface.shownText === "" ? text : `${surface.shownText}\n${text}`;
}

function answered({ decision, scope }: Choice, surface: Surface, { now, sha256 }: ConfirmPorts): Answer {
  const lookedMs = Math.max(0, now() - (surface.shownAt ?? now()));
  const { changes } = surface;
  return { decision, scope, lookedMs, shownDigest: sha256(surface.shownText), ...(changes ? { changes } : {}) };
}
