import type { Effect } from "./effect.ts";
import type { JudgedAct } from "./judgedAct.ts";
import type { Severity } from "./severity.ts";
import type { Span } from "./span.ts";

export const decisions = ["allow", "ask", "deny"] as const;
export type Decision = (typeof decisions)[number];

/** The stricter of two decisions: deny beats ask beats allow. */
export function stricter(a: Decision, b: Decision): Decision {
  return decisions.indexOf(a) >= decisions.indexOf(b) ? a : b;
}

export interface Reason {
  /** Id of the built-in rule or of the policy rule that spoke. */
  readonly rule: string;
  readonly message: string;
  /** Where in the action's text, if the action is text. */
  readonly span?: Span;
}

/** A file that the action runs: its content was judged, as it was then. `sha256` is of its exact bytes, in hex. */
export interface FollowedFile {
  readonly path: string;
  readonly sha256: string;
}

/** The answer to one action. `targets` are resolved: where paths end, which host, which record. */
export interface Verdict {
  readonly id?: string;
  readonly decision: Decision;
  readonly severity: Severity;
  readonly effects: readonly Effect[];
  readonly reasons: readonly Reason[];
  readonly targets: readonly string[];
  readonly safer?: string;
  /** What was judged, for the audit. Not part of the command line's answer. */
  readonly acts?: readonly JudgedAct[];
  /** Scripts and task files that were read to judge it. The verdict holds only while they stay as they were. */
  readonly followed?: readonly FollowedFile[];
}
