import type { FileChange } from "../effects/fileChanges.ts";
import type { HeldCall } from "../model/heldCall.ts";
import type { Verdict } from "../model/verdict.ts";
import type { GrantScope } from "./grants.ts";

/** What a person is asked. Everything in it is already safe to show (see core/display). */
export interface Question {
  readonly id: string;
  readonly call: HeldCall;
  /** The verdict on the worst action of the call; its effects and targets are those of all of them. */
  readonly verdict: Verdict;
  /** SHA-256 (hex) over the canonical actions: what is shown is what is decided. */
  readonly digest: string;
  /** One question naming agent and action, for the modal's message. */
  readonly title: string;
  /** Plain text, at most nine short lines: what, where, why it was stopped, what cannot be undone. */
  readonly detail: string;
  /** Milliseconds since the epoch after which the answer is deny whatever is pressed. */
  readonly deadline: number;
  /** `title` and `detail` show the whole action. If not, it can be allowed only after its full text was opened. */
  readonly whole: boolean;
  /** False where no scope wider than once may be given: access, outward, destroyed data, self-protection. */
  readonly mayLast: boolean;
}

export interface Answer {
  readonly decision: "allow" | "deny";
  readonly scope: "once" | GrantScope;
  /** How long the question was visible, in milliseconds. */
  readonly lookedMs: number;
  /** SHA-256 (hex) of the text shown. */
  readonly shownDigest: string;
  /** The changes of files that were shown as their diff. */
  readonly changes?: readonly FileChange[];
}

/** One question on its way to a person. `answer` resolves to undefined, or rejects, when nobody answered: denied. */
export interface Asking {
  readonly answer: Promise<Answer | undefined>;
  /** The question is over (expired, caller gone, Stop All): the surface should go away or say so. */
  withdraw(why: string): void;
}

/** The port to a person. The real one is the modal of src/vscode; unattended there is none. */
export type Confirm = (question: Question) => Asking;
