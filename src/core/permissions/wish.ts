/** What a rule of an agent shall say, in words that every agent's language is asked for. */
import type { Decision } from "../model/verdict.ts";

export const wishKinds = ["command", "edit", "read", "fetch", "server"] as const;

/** One thing and what shall happen with it. */
export interface Wish {
  readonly kind: (typeof wishKinds)[number];
  /** The command, the absolute path, the host, or `server/tool`. In a pattern `*` is any text, and `**` any folders of a path. */
  readonly text: string;
  /** The text stands for itself and for nothing else. */
  readonly exact: boolean;
  readonly decision: Decision;
  /** What it is from: a rule of a policy, or a use that the audit tells of. */
  readonly from: string;
}
