import type { Effect } from "../../model/effect.ts";
import { rememberAnswers } from "../../rememberAnswers.ts";

/** Ways in which the arguments of a call decide its effects. */
export type Refinement =
  | "http"
  | "http-route"
  /** The method stands anywhere among the arguments. */
  | "http-request"
  /** Without arguments, the whole environment. */
  | "whole-environment"
  /** SQL behind a context, as Go hands it on. */
  | "graphql"
  | "go-sql"
  | "sql"
  /** A statement that is run: its SQL stands where it was prepared. */
  | "prepared-sql"
  /** SQL where an argument is given at all. */
  | "given-sql"
  | "open-mode"
  /** Reads the file it is given, if any. */
  | "given-file"
  /** Writes to the file it is given, if any. */
  | "given-path"
  | "path"
  | "command"
  /** Its text is run as code of the same language. */
  | "code"
  | "socket"
  | "aws-command"
  /** The first argument names what is asked for. */
  | "editor-command"
  | "debug-request"
  | "interpreter"
  | "imap";

/** One kind of call that has an effect. Tables of these are the whole knowledge about libraries. */
export interface Sink {
  /**
   * Patterns over resolved names (see `symbolOf`): `*` stands for one part, `**` for any number of parts,
   * `{a,b}` for either.
   */
  readonly symbols: readonly string[];
  /** What the call does whatever its arguments are. */
  readonly effects: readonly Effect[];
  /** Arguments that add or change effects. */
  readonly refine?: Refinement;
  /** Only what asks the service: neither its constructor nor what is done with an answer. */
  readonly asks?: true;
}

/** Finds the sink of a resolved name; the first row that matches wins. */
export type SinkFinder = (symbol: string) => Sink | undefined;

/** Compiles tables once, on first use. */
export function sinkFinder(...tables: readonly (readonly Sink[])[]): SinkFinder {
  let compiled: { readonly pattern: RegExp; readonly sink: Sink }[] | undefined;
  // A project calls the same few names over and over.
  return rememberAnswers(
    (symbol) => {
      compiled ??= tables
        .flat()
        .map((sink) => ({ sink, pattern: new RegExp(`^(?:${sink.symbols.map(patternSource).join("|")})$`) }));
      return compiled.find((candidate) => candidate.pattern.test(symbol))?.sink;
    },
    { most: maxKnown },
  );
}

/** Names remembered for one language. */
const maxKnown = 10_000;

function patternSource(pattern: string): string {
  return pattern
    .replace(/[.()$+?[\]\\|]/g, "\\$&")
    .replace(/\{([^}]*)\}/g, (_, list: string) => `(?:${list.replaceAll(",", "|")})`)
    .replace(/\*\*/g, "\u0000")
    .replace(/\*/g, "[^.]*")
    .replaceAll("\u0000", ".*");
}
