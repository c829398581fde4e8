import type { JudgementId } from "../judgements.ts";

/** What one statement, or one order to a client, would do. */
export interface SqlFinding {
  readonly rule: JudgementId;
  /** Text that a shell gets. */
  readonly runs?: string;
  /** A file that is written by the client or the server. */
  readonly writes?: string;
  /** A file that is read. */
  readonly reads?: string;
}
