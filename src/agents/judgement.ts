/** What an agent's own configuration does with one call, and what decided. */
import type { Explanation, Provenance } from "../core/model/permission.ts";

export interface Judgement {
  readonly outcome: Explanation["outcome"];
  readonly by: Provenance;
}

export function because(outcome: Explanation["outcome"], by: Provenance, text = by.text): Judgement {
  return { outcome, by: { ...by, text } };
}
