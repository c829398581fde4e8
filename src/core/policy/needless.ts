/** Questions that a person marked as needless, tried on a policy: a rule that spares one must go on sparing it. */
import { isAuditAct } from "../audit/acts.ts";
import { parseObject } from "../audit/chain.ts";
import type { NeedlessCase } from "../audit/needless.ts";
import { isEffect } from "../model/effect.ts";
import type { Policies } from "./evaluate.ts";
import { type ReplayPlace, replayRecord } from "./replay.ts";

/** "untold": the case does not hold enough to tell. */
export type NeedlessEnd = "spared" | "asked" | "refused" | "untold";

export interface TriedCase {
  readonly case: NeedlessCase;
  readonly end: NeedlessEnd;
}

/** The cases of `needless.jsonl`, the last mark of each; what is none is passed over. */
export function readNeedless(text: string): NeedlessCase[] {
  const cases = text.split("\n").flatMap((line) => {
    const value = line === "" ? undefined : parseObject(line);
    return value && isCase(value) ? [value as unknown as NeedlessCase] : [];
  });
  return [...new Map(cases.map((one) => [one.hash, one])).values()];
}

export function tryNeedless(
  cases: readonly NeedlessCase[],
  policiesOf: (workspace: string | undefined) => Policies,
  place: ReplayPlace,
): TriedCase[] {
  return cases.map((one) => {
    const reasons = one.rules.map((rule) => ({ rule, message: "" }));
    const replayed = replayRecord({ ...one, verdict: "ask", reasons }, policiesOf(one.workspace), place);
    return { case: one, end: replayed.kind === "told" ? ends[replayed.now] : "untold" };
  });
}

const ends = { allow: "spared", ask: "asked", deny: "refused" } as const;

function isCase(value: Readonly<Record<string, unknown>>): boolean {
  const { schema, marked, hash, agent, tool, summary, rules, effects, acts, workspace, cwd } = value;
  const isText = (one: unknown) => typeof one === "string";
  return (
    schema === 1 &&
    [marked, hash, agent, tool, summary].every(isText) &&
    [workspace, cwd].every((one) => one === undefined || isText(one)) &&
    Array.isArray(rules) &&
    rules.every(isText) &&
    Array.isArray(effects) &&
    effects.every(isEffect) &&
    Array.isArray(acts) &&
    acts.every(isAuditAct)
  );
}
