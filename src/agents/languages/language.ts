/** What is known of the language in which one agent writes its rules. */
import type { Place } from "../../core/permissions/input.ts";
import type { Wish } from "../../core/permissions/wish.ts";

/** `note`: it says something else than was wished, and stricter or weaker in which way. */
export type Written = { readonly rule: string; readonly note?: string } | { readonly why: string };

export interface Ruled {
  readonly wish: Wish;
  readonly rule: string;
}

export interface Language {
  readonly agent: string;
  /** The file that rules are written to. Absolute. */
  path(place: Place): string | undefined;
  /** How the file is named to a person. */
  readonly file: string;
  write(wish: Wish, place: Place): Written;
  /**
   * The file's text with the rules in it. `only`: whatever it allows besides goes; what it refuses or asks stays.
   * Undefined: the text that is there cannot be read, so it is left alone.
   */
  put(text: string, rules: readonly Ruled[], only: boolean): string | undefined;
}

export const ofDecision = (rules: readonly Ruled[], decision: Wish["decision"]): readonly string[] =>
  rules.filter(({ wish }) => wish.decision === decision).map(({ rule }) => rule);

/** Weakest first, for languages in which the last rule that matches counts. */
export const byStrictness = (rules: readonly Ruled[]): readonly Ruled[] =>
  (["allow", "ask", "deny"] as const).flatMap((decision) => rules.filter(({ wish }) => wish.decision === decision));

export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** A command pattern as a regular expression without anchors; ` *` at the end also stands for nothing. */
export function commandRegex(text: string): string {
  const open = text.endsWith(" *");
  const body = escaped(open ? text.slice(0, -2) : text)
    .replaceAll("\\*", ".*")
    .replaceAll("\\?", ".");
  return open ? `${body}( .*)?` : body;
}
