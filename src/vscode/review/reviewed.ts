import type { Uri } from "vscode";
import type { DocumentFacts } from "../../core/discover/facts.ts";
import { SourceText } from "../../core/model/span.ts";
import type { Review } from "../../core/review.ts";
import type { ToldReview } from "../../core/reviewing/messages.ts";

/** The review of one document. `version` is that of the open document, undefined when read from the file. */
export interface Reviewed {
  readonly uri: Uri;
  /** The workspace folder (text of its URI) it was judged with; "" outside every folder. */
  readonly group: string;
  readonly version: number | undefined;
  readonly review: Review;
}

/** A review as it is shown, from what was told of it. */
export function reviewOf(path: string, { text, facts, findings, suppressed, reachableBy }: ToldReview): Review {
  return { facts: { source: new SourceText(path, text), ...facts }, findings, suppressed, reachableBy };
}

/** What the document says by itself, before others were asked. */
export function ownFacts({ facts }: Review, { own }: ToldReview): DocumentFacts {
  return own ? { ...facts, definitions: own } : facts;
}

/** Of a document of which there is nothing to say. */
export function quietReview(path: string): Review {
  return {
    facts: { source: new SourceText(path, ""), definitions: [], permissionRules: [], settings: [], problems: [] },
    findings: [],
    reachableBy: new Map(),
  };
}
