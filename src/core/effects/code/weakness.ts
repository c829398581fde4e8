import { type Branch, type Call, type Code, type FunctionCode, type Group, walk } from "../../parse/code/code.ts";
import { booleanOf, contains, entriesOf, stringOf } from "../../parse/code/resolve.ts";
import { environmentVariable } from "./environment.ts";

/** The environment variable that decides whether a question in this function is asked, or counts, at all. */
export function switchOf(code: FunctionCode, question: Call): string | undefined {
  let found: string | undefined;
  walk(code.body, (part, ancestors) => {
    if (found !== undefined) return false;
    if (part === question) {
      found = ancestors
        .map((ancestor) => (ancestor.kind === "group" ? alternativeTo(ancestor, question) : undefined))
        .find((name) => name !== undefined);
      return false;
    }
    if (part.kind === "branch") found = switchedIn(part, question);
    return undefined;
  });
  return found;
}

/** `process.env.YES || (await ask())`. */
function alternativeTo(group: Group, question: Call): string | undefined {
  if (!/^(?:\|\||or|&&|and)$/.test(group.operator ?? "")) return undefined;
  const others = group.parts.filter((part) => !contains(part.span, question.span));
  return others.map((part) => environmentVariable(part)).find((name) => name !== undefined);
}

/** The branch holds the question, or leaves with a yes before it. */
function switchedIn(branch: Branch, question: Call): string | undefined {
  const holds =
    contains(branch.span, question.span) &&
    !contains(branch.condition.span, question.span) &&
    // A question in both ways is asked in any case.
    [branch.consequence, branch.alternative].some((side) => side.some(({ span }) => contains(span, question.span)));
  const skips = branch.span.end <= question.span.start && branch.consequence.some((part) => saysYes(part));
  return holds || skips ? environmentVariable(branch.condition) : undefined;
}

/** Leaves with an answer that lets the act go on. */
function saysYes(code: Code): boolean {
  let found = false;
  walk([code], (part) => {
    if (part.kind === "exit" && part.returns && part.value && isYes(part.value)) found = true;
    return part.kind !== "function";
  });
  return found;
}

function isYes(value: Code): boolean {
  if (booleanOf(value) === true) return true;
  if (/^(?:accept|accepted|approve|approved|allow|yes|y)$/i.test(stringOf(value) ?? "")) return true;
  const entries = entriesOf(value);
  const decision = entries.get("action") ?? entries.get("behavior") ?? entries.get("decision");
  if (decision) return /^(?:accept|approve|allow)/i.test(stringOf(decision.value) ?? "");
  const said = entries.get("approved") ?? entries.get("confirmed") ?? entries.get("allowed");
  return said !== undefined && booleanOf(said.value) === true;
}

/** The question fails and the answer becomes yes: a `catch` that returns or sets true. */
export function approvesOnError(code: FunctionCode, question: Call): boolean {
  let found = false;
  walk(code.body, (part) => {
    if (part.kind !== "group" || part.operator !== "try" || !contains(part.span, question.span)) return undefined;
    const handlers = part.parts.filter((clause) => clause.kind === "group" && clause.operator === "catch");
    if (handlers.some(({ span }) => contains(span, question.span))) return undefined;
    if (handlers.some((handler) => saysYes(handler) || setsTrue(handler))) found = true;
    return undefined;
  });
  return found;
}

function setsTrue(code: Code): boolean {
  let found = false;
  walk([code], (part) => {
    const value =
      part.kind === "declaration"
        ? part.value
        : part.kind === "group" && part.operator === "="
          ? part.parts[1]
          : undefined;
    if (value && booleanOf(value) === true) found = true;
    return undefined;
  });
  return found;
}
