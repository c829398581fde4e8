import type { Span } from "../model/span.ts";

/** One member of a server's entry, with everything needed to change it and nothing else. */
export interface LocatedMember {
  readonly key: string;
  readonly keySpan: Span;
  /** From the key to the end of the value. */
  readonly span: Span;
  readonly value: Span;
  /** The value where it is a text. */
  readonly text?: string;
  /** The elements where it is a list; `text` of each that is one. */
  readonly items?: readonly { readonly span: Span; readonly text?: string }[];
}

/** A server's entry in a configuration file. */
export interface LocatedEntry {
  readonly name: string;
  /** Where the name stands. */
  readonly nameSpan: Span;
  readonly members: readonly LocatedMember[];
}

/** How a file's language writes what is put into it. */
export interface Notation {
  key(key: string): string;
  /** What stands between a key and its value. */
  readonly is: string;
  /** What stands between two members on their way in. */
  readonly between: string;
}
