import type { Hazard } from "../../model/definition.ts";
import { irreversibleOrOutward } from "../../model/effect.ts";
import { type Call, type Code, type FunctionCode, type Group, type Loop, walk } from "../../parse/code/code.ts";
import { contains } from "../../parse/code/resolve.ts";
import type { Occurrence } from "./codeEffects.ts";
import { lookedAt, originOf, type Tainted } from "./taint.ts";

/** Acts that are done as often as the model lists something, and attempts that never end. */
export function loopHazards(
  handler: FunctionCode,
  tainted: Tainted,
  occurrences: readonly Occurrence[],
  bounded: ReadonlySet<string>,
): readonly Hazard[] {
  if (!occurrences.some(isTried)) return none;
  let looked: ReadonlySet<string> | undefined;
  const isChecked = (origin: string): boolean => {
    looked ??= lookedAt([handler.body], tainted);
    return looked.has(origin);
  };
  const found: Hazard[] = [];
  walk(handler.body, (part) => {
    const list = part.kind === "loop" ? listOf(part) : part.kind === "call" ? mapped(part) : undefined;
    const origin = list && originOf(list, tainted);
    const act = origin !== undefined ? firstWithin(part, occurrences, isFinal) : undefined;
    if (origin !== undefined && act && !bounded.has(origin) && !isChecked(origin)) {
      found.push({ kind: "bulk", parameter: origin, by: act.because, span: list?.span ?? part.span });
    }
    if (part.kind === "group" && part.operator === "while" && retriesForEver(part)) {
      const tried = firstWithin(part, occurrences, isTried);
      if (tried)
        found.push({ kind: "retry", by: tried.because, span: { start: part.span.start, end: part.span.start + 5 } });
    }
    return undefined;
  });
  return found;
}

const none: readonly Hazard[] = [];

function firstWithin(
  part: Code,
  occurrences: readonly Occurrence[],
  risky: (occurrence: Occurrence) => boolean,
): Occurrence | undefined {
  return occurrences.find((occurrence) => risky(occurrence) && contains(part.span, occurrence.reachedAt));
}

function isFinal({ effect }: Occurrence): boolean {
  return irreversibleOrOutward.has(effect);
}

function isTried(occurrence: Occurrence): boolean {
  return isFinal(occurrence) || occurrence.effect === "fetch-network";
}

/** What a loop goes through, where nothing cuts it. */
function listOf({ iterable }: Loop): Code | undefined {
  return iterable.kind === "name" || iterable.kind === "member" ? iterable : undefined;
}

/** `ids.map(async (id) => …)`. */
function mapped(call: Call): Code | undefined {
  const { callee } = call;
  const isEach = callee.kind === "member" && /^(?:map|forEach|flatMap)$/.test(callee.property);
  return isEach && callee.object.kind !== "call" && call.args[0]?.kind === "function" ? callee.object : undefined;
}

/** `while True` around a `try` whose handlers never give up. */
function retriesForEver(loop: Group): boolean {
  const [condition] = loop.parts;
  // A name that is true at first is what ends the loop when it is set.
  if (!condition || !isAlways(condition)) return false;
  let retries = false;
  let gives = false;
  walk(loop.parts.slice(1), (part, ancestors) => {
    if (part.kind === "group" && part.operator === "catch") retries = true;
    if (part.kind === "exit" && !isContinue(part) && ancestors.some(({ kind }) => kind === "branch")) gives = true;
    const inCatch = ancestors.some((ancestor) => ancestor.kind === "group" && ancestor.operator === "catch");
    if (part.kind === "exit" && inCatch && !isContinue(part)) gives = true;
    return part.kind !== "function";
  });
  return retries && !gives;
}

function isAlways(condition: Code): boolean {
  if (condition.kind === "group" && condition.parts.length === 1 && condition.parts[0])
    return isAlways(condition.parts[0]);
  return condition.kind === "literal" && Boolean(condition.value);
}

/** An exit of eight letters without a value is the word itself. */
function isContinue(part: Code & { kind: "exit" }): boolean {
  const length = part.span.end - part.span.start;
  return !part.returns && part.value === undefined && (length === 8 || length === 9);
}
