import type { TextEdit } from "../model/finding.ts";
import type { Span } from "../model/span.ts";

/** The wish of an author that a finding is not shown, with why and until when. It is never a wish to the gate. */
export interface Suppression {
  /** The named rules, each with its place. */
  readonly rules: readonly { readonly id: string; readonly span: Span }[];
  /** The last day on which it holds, as written: it may be no date. */
  readonly until?: { readonly text: string; readonly span: Span };
  readonly reason?: string;
  /** Where it is written. */
  readonly span: Span;
  /** Takes it back. */
  readonly removal: readonly TextEdit[];
  readonly about: CommentPlace | PathPlace;
}

/** Lines of the document it is written in, zero-based. */
export interface CommentPlace {
  readonly kind: "lines";
  readonly lines: readonly number[];
}

/** Files named by a pattern, for formats without comments. `folder` is that of the policy: "" or ending with "/". */
export interface PathPlace {
  readonly kind: "path";
  readonly folder: string;
  /** Undefined: none was written, and so no file is meant. */
  readonly pattern: string | undefined;
}
