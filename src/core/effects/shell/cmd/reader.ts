/** The characters of a cmd line: quotes, carets, operators and redirections, without what commands mean. */
import type { Span } from "../../../model/span.ts";
import { builder, type Origin, push, spanOf, type Traced, type TracedBuilder } from "./text.ts";

export interface CmdParser {
  line: Traced;
  at: number;
  /** Something does not fit: cmd would refuse it, or it nests deeper than is looked at. */
  broken: boolean;
  nesting: number;
  /** The next line, with its percent signs expanded; undefined at the end. */
  readonly more: () => Traced | undefined;
}

export interface Redirect {
  readonly target: Traced;
  readonly input: boolean;
  readonly append: boolean;
  /** Standard output, not errors. */
  readonly standard: boolean;
}

export const delimiters = /[\s,;=]/;
const tokenEnds = /[\s,;=)(<>]/;
const operators = /[&|]/;
const redirection = /[<>]/;
const letter = /[a-z]/i;
const handleAtEnd = /(?:^|[\s,;=)])\d$/;

/** One word in front of a command: quotes hold it together, delimiters and operators end it. */
export function readToken(
  parser: CmdParser,
  ends: (character: string) => boolean = (character) => tokenEnds.test(character),
): Traced | undefined {
  skip(parser, delimiters);
  const token = builder();
  readText(parser, token, [], ends);
  return token.text === "" ? undefined : token;
}

/** Reads until an operator, or what `ends` says, outside quotes. Redirections are taken out; a set has none. */
export function readText(
  parser: CmdParser,
  target: TracedBuilder,
  redirects: Redirect[],
  ends: (character: string) => boolean,
  literal = false,
): void {
  let quoted = false;
  while (!atEnd(parser)) {
    const character = peek(parser);
    if (character === '"') quoted = !quoted;
    else if (!quoted) {
      if (character === "^") {
        takeEscaped(parser, target);
        continue;
      }
      if (ends(character) || (!literal && operators.test(character))) return;
      if (!literal && redirection.test(character)) {
        takeHandle(target);
        if (readRedirect(parser, redirects)) continue;
      }
    }
    take(parser, target);
  }
}

/** A caret hides what a character means; at the end of a line it joins the next one. */
function takeEscaped(parser: CmdParser, target: TracedBuilder): void {
  const start = originAt(parser).start;
  parser.at++;
  if (atEnd(parser)) {
    if (pull(parser) && !atEnd(parser)) take(parser, target);
    return;
  }
  const origin = { start, end: originAt(parser).end };
  const character = peek(parser);
  push(target, character, letter.test(character) ? { ...origin, carries: disguised } : origin);
  parser.at++;
}

/** A letter behind a caret means only itself: the caret is there for somebody who reads. */
const disguised = { value: "", decoded: true };

/** `2>`: a digit that stands alone in front belongs to the redirection. */
function takeHandle(target: TracedBuilder): void {
  if (!handleAtEnd.test(target.text.slice(-2))) return;
  target.text = target.text.slice(0, -1);
  target.origins.pop();
}

/** `>`, `>>`, `<`, with the file behind it. False when none stands here. */
export function readRedirect(parser: CmdParser, redirects: Redirect[]): boolean {
  const rest = parser.line.text.slice(parser.at, parser.at + 8);
  const [whole, , operator] = /^(\d?)(>>|>|<)/.exec(rest) ?? [];
  if (whole === undefined || operator === undefined) return false;
  // The digit in front was taken off already where the text began before it.
  const handle =
    /^\d/.exec(rest)?.[0] ??
    /(?:^|[\s,;=&|()@])(\d)$/.exec(parser.line.text.slice(Math.max(0, parser.at - 2), parser.at))?.[1];
  parser.at += whole.length;
  const copied = /^&\s*\d/.exec(parser.line.text.slice(parser.at))?.[0];
  if (copied !== undefined) {
    parser.at += copied.length;
    return true;
  }
  const target = readToken(parser);
  if (target)
    redirects.push({
      target,
      input: operator === "<",
      append: operator === ">>",
      standard: handle === undefined || handle === "1" || handle === "0",
    });
  return true;
}

function take(parser: CmdParser, target: TracedBuilder): void {
  push(target, peek(parser), originAt(parser));
  parser.at++;
}

/** Passes over characters of a set. */
export function skip(parser: CmdParser, set: RegExp): void {
  while (!atEnd(parser) && set.test(peek(parser))) parser.at++;
}

/** The next character; "" at the end of the line. */
export function peek(parser: CmdParser): string {
  return parser.line.text[parser.at] ?? "";
}

export function atEnd(parser: CmdParser): boolean {
  return parser.at >= parser.line.text.length;
}

/** Goes on with the next line; false when there is none. */
export function pull(parser: CmdParser): boolean {
  const next = parser.more();
  if (!next) return false;
  parser.line = next;
  parser.at = 0;
  return true;
}

/** Where the next character came from. */
export function originAt(parser: CmdParser): Origin {
  const place: Span = spanOf(parser.line, { start: 0, end: 0 }, 0, parser.line.text.length);
  return parser.line.origins[Math.min(parser.at, parser.line.origins.length - 1)] ?? place;
}
