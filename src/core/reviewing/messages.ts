/**
 * What a review that goes on is told and tells: plain data, so that it can run in a thread of its own. Work is done in
 * the order in which it was handed over, and one piece of it is answered before the next is handed over.
 */

import type { DocumentFacts } from "../discover/facts.ts";
import type { Definition } from "../model/definition.ts";
import type { Finding } from "../model/finding.ts";

/** A document as it is now. */
export interface DocumentText {
  /** Of its reader's choice, such as its address. */
  readonly id: string;
  /** Documents of one group are judged together and import one another. */
  readonly group: string;
  readonly path: string;
  readonly text: string;
  /** Why it is not to be looked at: that is told in place of a review, and its text is known to nobody. */
  readonly unread?: string;
}

/** What is to be done, in the order of these fields. */
export interface Work {
  /** Documents that are gone. */
  readonly drop?: readonly string[];
  /** From now on what they say is known to those that import them. */
  readonly texts?: readonly DocumentText[];
  /** Documents to look at, of those whose text is known. */
  readonly inspect?: readonly string[];
  /** Documents of which the facts themselves are told, for who judges: nothing of them is kept. */
  readonly tell?: readonly string[];
  /** The day to which suppressions are held. With it, all groups in which something changed are judged. */
  readonly judge?: string;
}

/** The answer to a piece of work: what is different from what was told before. */
export interface Told {
  readonly reviews: readonly ToldReview[];
  /** Documents of which nothing is to be said any longer, or was from the beginning. */
  readonly quiet: readonly string[];
  /** Languages that could not be loaded: their files say so themselves. */
  readonly failures: readonly string[];
  /** What `tell` asked for, in its order. */
  readonly facts?: readonly ToldFacts[];
}

export interface ToldFacts {
  readonly id: string;
  readonly facts: Omit<DocumentFacts, "source">;
}

export interface ToldReview {
  readonly id: string;
  /** What its places are places in. */
  readonly text: string;
  readonly facts: Omit<DocumentFacts, "source">;
  /** What the document defines by itself, where others add to it or change it. */
  readonly own?: readonly Definition[];
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Finding[];
  /** Keys are the very definitions of `facts`: copying the whole keeps that. */
  readonly reachableBy: ReadonlyMap<Definition, readonly string[]>;
}
