import type { Span } from "./span.ts";

/**
 * Bad input is a value, not an exception: what is wrong with a text, and where.
 * `message` says what happened and what it means; it never quotes more than a few words of the input.
 */
export interface Problem {
  readonly message: string;
  readonly span?: Span;
}

/** What every parser returns: the best value that could be read, and what was wrong on the way. */
export interface Parsed<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}
