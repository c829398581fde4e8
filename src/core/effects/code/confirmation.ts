import type { Confirmation } from "../../model/definition.ts";
import { type Effect, irreversibleOrOutward } from "../../model/effect.ts";
import type { Span } from "../../model/span.ts";
import { type Branch, type Call, type Code, type FunctionCode, type Group, walk } from "../../parse/code/code.ts";
import { contains, functionOf, writtenName } from "../../parse/code/resolve.ts";
import { answersBefore, asksAnywhere, isQuestion, looksAtAnswer, stopsRun } from "./questions.ts";
import { approvesOnError, switchOf } from "./weakness.ts";

/** A place of the handler that has an effect. */
export interface EffectPlace {
  /** Undefined where a call is only named as if it changed something. */
  readonly effect?: Effect;
  readonly reachedAt: Span;
}

/**
 * Whether the handler's own code asks a person before its effects.
 * It does when a question is asked and a branch on the answer leaves before, or encloses, each effect that matters.
 * A question whose answer nothing depends on is no gate, and neither is a parameter that the model fills in.
 */
export function handlerConfirmation(handler: FunctionCode, places: readonly EffectPlace[]): Confirmation {
  const question = firstQuestion(handler);
  // A tool that only asks and answers what was said asks about nothing that it does.
  if (!question || (places.length === 0 && !stopsRun(question.call) && isAnswered(handler, question.call)))
    return { confirmed: "never" };
  const by = writtenName(question.call.callee);
  const { span } = question.call;
  // What the question itself does, such as reading the answer, is not what it asks about.
  const asked = places.filter(({ reachedAt }) => !contains(span, reachedAt));
  const seen = asked.filter(({ effect }) => effect !== undefined && irreversibleOrOutward.has(effect));
  const unseen = asked.filter(({ effect }) => effect === undefined);
  const risky = seen.length > 0 ? seen : unseen;
  const guarded = (risky.length > 0 ? risky : asked).map(({ reachedAt }) => reachedAt);
  const guards = question.refuses ? [] : guardsOn(handler, question);
  const isGuarded = (place: Span) =>
    (question.refuses && question.call.span.end <= place.start) ||
    guards.some((guard) => protects(guard, place)) ||
    asksItself(handler, place);
  // Where nothing that matters is done, a question of its own about a part of what is read is one.
  if (
    risky.length === 0 &&
    isQuestion(question.call) &&
    guarded.some(isGuarded) &&
    !guarded.every(isGuarded) &&
    !weaknessOf(handler, question, by)
  )
    return { confirmed: "conditional", by, span };
  if (!guarded.every(isGuarded)) {
    const none = { confirmed: "never", by: `${by}, whose answer does not decide`, span } as const;
    // What a helper does with the answer that it asked for is not judged from here.
    return guarded.some(isGuarded) || !isQuestion(question.call) ? none : { ...none, weakness: "ignored" };
  }
  const weak = weaknessOf(handler, question, by);
  if (weak) return { confirmed: "never", ...weak, span };
  const inHelpers = guarded.some((place) => asksItself(handler, place));
  // A call that is only named as if it changed something may stand before what the question is about.
  const besides = unseen.some(({ reachedAt }) => !isGuarded(reachedAt));
  const conditional =
    inHelpers || besides || question.inside.some((branch) => !guarded.every((place) => contains(branch.span, place)));
  return { confirmed: conditional ? "conditional" : "always", by, span };
}

/** `return input(question)`, `return await ctx.elicit(…)`: whoever called gets the answer. */
function isAnswered(handler: FunctionCode, call: Call): boolean {
  let found = false;
  walk(handler.body, (part) => {
    if (part.kind === "exit" && part.returns && part.value && contains(part.value.span, call.span))
      found = part.value.kind !== "branch";
    return undefined;
  });
  return found;
}

/** The helper through which a place is reached asks by itself, and leaves or encloses by the answer. */
function asksItself(handler: FunctionCode, place: Span): boolean {
  let helper: FunctionCode | undefined;
  walk(handler.body, (part) => {
    if (part.kind === "call" && part.span.start === place.start && part.span.end === place.end) {
      helper ??= isQuestion(part) ? undefined : functionOf(part.callee);
    }
    return helper === undefined;
  });
  const inner = helper && firstQuestion(helper);
  return helper !== undefined && inner !== undefined && guardedInside(helper, inner, 6);
}

function guardedInside(code: FunctionCode, question: Question, steps: number): boolean {
  if (guardsOn(code, question).some(({ consequence, alternative }) => leaves(consequence) || leaves(alternative))) {
    return true;
  }
  const helper = isQuestion(question.call) || steps === 0 ? undefined : functionOf(question.call.callee);
  const inner = helper && firstQuestion(helper);
  return helper !== undefined && inner !== undefined && guardedInside(helper, inner, steps - 1);
}

/** A gate that a variable of the environment switches off, or that an error opens, is none. */
function weaknessOf(
  handler: FunctionCode,
  question: Question,
  by: string,
): { readonly by: string; readonly weakness: "environment" | "error" } | undefined {
  for (const [code, call] of questionsIn(handler, question)) {
    const variable = switchOf(code, call);
    if (variable !== undefined) return { by: `${by}, which ${variable} switches off`, weakness: "environment" };
    if (approvesOnError(code, call)) return { by: `${by}, which approves when it fails`, weakness: "error" };
  }
  return undefined;
}

/** The question in the handler, and in the helper that asks it. */
function questionsIn(handler: FunctionCode, { call }: Question, steps = 6): (readonly [FunctionCode, Call])[] {
  const helper = isQuestion(call) ? undefined : functionOf(call.callee);
  const inner = helper && firstQuestion(helper);
  return helper && inner && steps > 0 ? [[handler, call], ...questionsIn(helper, inner, steps - 1)] : [[handler, call]];
}

interface Question {
  readonly call: Call;
  /** Branches of the handler that decide whether the question is asked at all. */
  readonly inside: readonly Branch[];
  /** The question is asked by a helper that throws unless the answer is yes. */
  readonly refuses: boolean;
}

function firstQuestion(handler: FunctionCode): Question | undefined {
  let found: Question | undefined;
  const before = answersBefore(handler);
  walk(handler.body, (part, ancestors) => {
    if (found) return false;
    if (part.kind !== "call") return undefined;
    const helper = functionOf(part.callee);
    const asks = isQuestion(part) || (helper !== undefined && asksAnywhere(helper));
    if (!asks) return undefined;
    const inside = ancestors.filter(
      (ancestor): ancestor is Branch =>
        ancestor.kind === "branch" &&
        !contains(ancestor.condition.span, part.span) &&
        !looksAtAnswer(ancestor.condition, before),
    );
    found = { call: part, inside, refuses: stopsRun(part) || (helper !== undefined && throwsInside(helper)) };
    return false;
  });
  return found;
}

/** True when the helper throws in a branch, as in "unless accepted, throw". */
function throwsInside(code: FunctionCode): boolean {
  let found = false;
  walk(code.body, (part, ancestors) => {
    if (part.kind === "exit" && !part.returns && ancestors.some((ancestor) => ancestor.kind === "branch")) found = true;
    return undefined;
  });
  return found;
}

/** Branches whose condition asks the question or looks at its answer. */
function guardsOn(handler: FunctionCode, question: Question): Branch[] {
  const answers = answersBefore(handler);
  walk(handler.body, (part) => {
    if (part.kind === "declaration" && part.value) {
      if (contains(part.value.span, question.call.span) || looksAtAnswer(part.value, answers))
        for (const name of part.targets ?? [part.name]) if (name !== undefined) answers.add(name);
    }
    return undefined;
  });
  const guards: Branch[] = [];
  walk(handler.body, (part) => {
    const decides = (code: Code) => contains(code.span, question.call.span) || looksAtAnswer(code, answers);
    if (part.kind === "branch" && decides(part.condition)) guards.push(part);
    if (part.kind === "group") {
      const cases = casesOf(part);
      if (part.parts[0] && cases.length > 0 && decides(part.parts[0])) guards.push(...cases);
    }
    return undefined;
  });
  return guards;
}

/** The cases of a `switch` or `match`, whose subject stands before them. */
function casesOf({ parts }: Group): readonly Branch[] {
  const rest = parts.slice(1);
  const cases = rest.length === 1 && rest[0]?.kind === "group" ? rest[0].parts : rest;
  return cases.every((part): part is Branch => part.kind === "branch") ? (cases as readonly Branch[]) : [];
}

function protects(guard: Branch, place: Span): boolean {
  const inside = [...guard.consequence, ...guard.alternative].some((part) => contains(part.span, place));
  return inside || (guard.span.end <= place.start && (leaves(guard.consequence) || leaves(guard.alternative)));
}

function leaves(parts: readonly Code[]): boolean {
  let found = false;
  walk(parts, (part) => {
    if (part.kind === "exit") found = true;
    return part.kind !== "function";
  });
  return found;
}
