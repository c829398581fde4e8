import { questionText } from "../display/questionText.ts";
import { actionKey } from "./callKey.ts";
import { mayHoldForSession } from "./judgement.ts";
import { type Failure, failures } from "./outcome.ts";
import type { Pending } from "./pending.ts";
import type { GatePorts } from "./ports.ts";
import type { Answer, Asking, Confirm, Question } from "./question.ts";

/** What a question came to: an answer, or why there is none. */
export type QuestionResult = { readonly answer: Answer } | { readonly failure: Failure };

export interface QuestionQueue {
  add(pending: Pending): void;
  /** The call no longer needs an answer. Its question goes away when nobody else waits for it. */
  drop(pending: Pending, why: Failure): void;
}

export interface QueuePorts extends Pick<GatePorts, "newId" | "agentTitle" | "user"> {
  readonly confirm: Confirm;
  /** The question was put to the person. */
  shown(pending: Pending): void;
  answered(pending: Pending, result: QuestionResult): void;
}

/**
 * Asks one question at a time. Equal calls merge while they wait; what a person already looks at is not changed,
 * so that an answer is only ever for what was shown.
 */
export function createQuestionQueue(ports: QueuePorts): QuestionQueue {
  return new Questions(ports);
}

/** One question, for all calls that had the same effect in the same session before it was shown. */
interface Ask {
  readonly key: string;
  readonly members: Set<Pending>;
  asking?: Asking;
}

class Questions implements QuestionQueue {
  readonly #ports: QueuePorts;
  readonly #waiting: Ask[] = [];
  #current: Ask | undefined;

  constructor(ports: QueuePorts) {
    this.#ports = ports;
  }

  add(pending: Pending): void {
    const key = actionKey(pending.call, pending.digest);
    const equal = this.#waiting.find((ask) => ask.key === key);
    if (equal) equal.members.add(pending);
    else this.#waiting.push({ key, members: new Set([pending]) });
    this.#showNext();
  }

  drop(pending: Pending, why: Failure): void {
    const current = this.#current;
    if (current?.members.delete(pending)) {
      if (current.members.size > 0) return;
      this.#current = undefined;
      withdraw(current.asking, why);
      this.#showNext();
      return;
    }
    const index = this.#waiting.findIndex((ask) => ask.members.delete(pending));
    if (this.#waiting[index]?.members.size === 0) this.#waiting.splice(index, 1);
  }

  #showNext(): void {
    if (this.#current) return;
    this.#current = this.#waiting.shift();
    if (this.#current) this.#show(this.#current);
  }

  #show(ask: Ask): void {
    let asking: Asking;
    try {
      asking = this.#ports.confirm(question(ask, this.#waiting.length, this.#ports));
    } catch {
      this.#finish(ask, { failure: "refused" });
      return;
    }
    ask.asking = asking;
    for (const member of ask.members) this.#ports.shown(member);
    asking.answer.then(
      (answer) => this.#finish(ask, answer ? { answer } : { failure: "unanswered" }),
      () => this.#finish(ask, { failure: "refused" }),
    );
  }

  #finish(ask: Ask, result: QuestionResult): void {
    // A question that was withdrawn may still be answered by its surface: too late, and for nobody.
    if (this.#current !== ask) return;
    this.#current = undefined;
    for (const member of ask.members) this.#ports.answered(member, result);
    this.#showNext();
  }
}

/** A surface that fails to go away must not keep the next question from being asked. */
function withdraw(asking: Asking | undefined, why: Failure): void {
  try {
    asking?.withdraw(failures[why]);
  } catch {
    // Nothing depends on it: the answer of a withdrawn question is ignored.
  }
}

function question(ask: Ask, moreWaiting: number, ports: QueuePorts): Question {
  const members = [...ask.members];
  const [first] = members;
  const verdict = first?.judgement?.verdict;
  if (!first || !verdict) throw new Error("A question needs a judged call.");
  const notice = members.map((member) => member.notice).find((text) => text !== undefined);
  const text = questionText({
    call: first.call,
    verdict,
    agentTitle: ports.agentTitle(first.call.agent),
    user: ports.user,
    equalCalls: members.length,
    moreWaiting,
    ...(first.judgement?.losses ? { losses: first.judgement.losses } : {}),
    ...(first.judgement?.copied ? { copied: true } : {}),
    ...(notice === undefined ? {} : { notice }),
  });
  return {
    id: ports.newId(),
    call: first.call,
    verdict,
    digest: first.digest,
    title: text.title,
    detail: text.detail,
    whole: text.whole,
    deadline: Math.min(...members.map((member) => member.deadline)),
    mayLast: first.call.sessionId !== undefined && mayHoldForSession(verdict),
  };
}
