/** A call of a method, as the tables of types judge it. */
import type { JudgementId } from "../../judgements.ts";
import type { Value } from "../../shell/powershell/values.ts";
import type { Invocation } from "../../shell/run.ts";

export type Call = Invocation;

export interface MemberCall {
  readonly call: Call;
  /** Missing for static calls. */
  readonly owner: Value | undefined;
  /** The type a static call is of. */
  readonly type: string | undefined;
  /** Lower case. */
  readonly name: string;
  readonly args: readonly Value[];
}

/** What a method does: nothing but compute, one judgement, or what a function finds. */
export type Rule = "pure" | JudgementId | ((member: MemberCall) => Value);
