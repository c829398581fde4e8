import { rememberAnswers } from "../../rememberAnswers.ts";

/** The first row whose pattern fits a symbol. */
export function rowFinder<T extends { readonly symbols: RegExp }>(
  rows: readonly T[],
): (symbol: string | undefined) => T | undefined {
  const find = rememberAnswers((symbol) => rows.find(({ symbols }) => symbols.test(symbol)));
  return (symbol) => (symbol === undefined ? undefined : find(symbol));
}
