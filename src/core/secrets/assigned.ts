/** Finds values by what they are given to: `password=…`, `"api_key": "…"`, `--token …`, `X-Api-Key: …`. */
import type { Span } from "../model/span.ts";
import { lineBefore, matchAt, quotes } from "./around.ts";
import { type ValueStart, valueAt } from "./valueEnd.ts";

export interface AssignedValue extends Span {
  /** The part of the name that says it is a secret. */
  readonly name: string;
}

/** Parts of names whose value is a secret, wherever they stand in the name. */
const words = [
  "pass(?:word|wd|phrase|code)",
  "(?:user|db|my|root|admin|smtp|mail)pass(?![a-z])",
  "pwd",
  "secret",
  "token(?!s|iz|_?(?:count|limit|budget))",
  "(?:api|access|private|signing|encryption|account|auth|ssh|master|service|license|deploy|storage|shared|session|hmac|encrypt)[-_. ]?key",
  "client[-_]?secret",
  "credentials?",
  "mnemonic",
  "seed[-_ ]?phrase",
  "set-?cookie|cookie(?!s)",
  "requirepass|masterauth",
  "signature",
  "connection[-_]?string",
  "authorization",
];

/** Short ones only as words of their own: `DB_PASS`, `dbPass`, not `bypass`. */
const shortWords = "pass|pw|pat|pin|otp|psk|auth|sig|jwt|sas";

const namePattern = new RegExp(`(?:${words.join("|")}|(?<short>${shortWords})(?![a-z]))(?=[\\w.-]{0,40})`, "gi");

export function assignedValues(text: string): AssignedValue[] {
  const found: AssignedValue[] = [];
  namePattern.lastIndex = 0;
  for (let match = namePattern.exec(text); match; match = namePattern.exec(text)) {
    if (match.groups?.short && !isOwnWord(text, match.index)) continue;
    const element = elementValue(text, match.index, match.index + match[0].length);
    if (element) {
      found.push({ ...element, name: match[0] });
      namePattern.lastIndex = element.end;
      continue;
    }
    const start = valueStart(text, match.index, match.index + match[0].length);
    if (start === undefined) continue;
    const span = withoutScheme(text, valueAt(text, pastScheme(text, start, match[0])));
    if (span.end > span.start) found.push({ ...span, name: match[0] });
    namePattern.lastIndex = Math.max(namePattern.lastIndex, span.end);
  }
  return found;
}

const scheme = /(?:bearer|basic|token|digest|negotiate|apikey|aws4-hmac-sha256)\s{1,8}/iy;

/** Of a header only what comes after the word that says of which kind it is. */
function pastScheme(text: string, start: ValueStart, name: string): ValueStart {
  if (!/^auth/i.test(name)) return start;
  return { ...start, at: start.at + (matchAt(scheme, text, start.at)?.length ?? 0) };
}

function withoutScheme(text: string, { start, end }: Span): Span {
  const length = matchAt(scheme, text, start)?.length ?? 0;
  return { start: Math.min(end, start + length), end };
}

function isOwnWord(text: string, at: number): boolean {
  const before = text[at - 1] ?? "";
  return !/[a-z]/i.test(before) || (/[a-z]/.test(before) && /[A-Z]/.test(text[at] as string));
}

/** `<password>…</password>`; without its end the name in it is a placeholder. */
function elementValue(text: string, nameStart: number, nameEnd: number): Span | undefined {
  const close = matchAt(tagEnd, text, nameEnd);
  if (close === undefined) return undefined;
  const name = tokenStart(text, nameStart, false);
  if (text[name - 1] !== "<") return undefined;
  const start = nameEnd + close.length;
  const tag = text.slice(name, nameEnd + (matchAt(nameRest, text, nameEnd)?.length ?? 0));
  const length = text.slice(start, start + longestElement).indexOf(`</${tag}`);
  return length > 0 ? { start, end: start + length } : undefined;
}

const longestElement = 20_000;
const tagEnd = /[\w.-]{0,40}(?:\s[^<>]{0,200})?>/y;

const nameRest = /[\w.-]{0,40}/y;
const closing = /\\*["'`]?(?:\](?:\[\d{0,6}\])?)?/y;
/** `password: str = "…"`: a type stands between. Only where text follows, else it could be the value. */
const typed =
  /\s{0,8}:\s{0,8}(?:[&*?]|'static ){0,3}(?:final|str|string|bytes|char|text|any|unknown|secretstr|optional)\b[\w[\]<>|?* ]{0,30}=\s{0,40}(?=["'`]|[bfr]{1,2}["'])/iy;
const sign = /(\s{0,8})(?:[?+|!.:]{0,2}={1,3}>?|<-|:)/y;
const blanks = /\s{1,8}(?!-)(?=\S)/y;
const quoted = /[ \t]{1,8}(?=["'])/y;
const called = /\(\s{0,20}(?=["'`])/y;
/** `{"name": "API_KEY", "value": "…"}`, and the same in YAML and as attributes. */
const otherMember =
  /\s{0,40},?\s{0,40}(?:[+-]\s{1,40})?\\*["']?(?:value|val|content|default)\\*["']?\s{0,8}[:=]\s{0,40}/iy;
const argument = /\s{0,8},\s{0,20}(?=["'`])/y;
const said = /[ \t]{1,8}(?:is|was)(?: now)?[ \t]{1,8}(?=["'`]|\S{0,60}\d)/iy;

/** Where the value begins that is given to a name; undefined when none is. */
function valueStart(text: string, nameStart: number, nameEnd: number): ValueStart | undefined {
  const end = nameEnd + (matchAt(nameRest, text, nameEnd)?.length ?? 0);
  const close = matchAt(closing, text, end) ?? "";
  const start = (at: number, colon = false, spaced = false): ValueStart => {
    return { at, name: tokenStart(text, nameStart, close !== ""), colon, spaced };
  };
  const after = end + close.length;
  const type = matchAt(typed, text, after);
  if (type) return start(after + type.length);
  const given = matchAt(sign, text, after);
  if (given) return assigned(text, after, given, start);
  const other = matchAt(otherMember, text, after);
  if (other) return { ...start(after + other.length, /:\s*$/.test(other)), name: after + other.search(/["']?[vcd]/i) };
  if (close !== "") return argumentStart(text, after, start);
  if (!blankOrCall.test(text[end] ?? "")) return undefined;
  const option = isOption(text, nameStart) || isSetter(text, tokenStart(text, nameStart, false)) ? blanks : quoted;
  const gap = [option, quoted, called, said].map((pattern) => matchAt(pattern, text, end)).find(Boolean);
  return gap ? start(end + gap.length) : undefined;
}

/** `setenv("API_KEY", "…")`. */
function argumentStart(text: string, after: number, start: (at: number) => ValueStart): ValueStart | undefined {
  const comma = matchAt(argument, text, after);
  const value = comma && start(after + comma.length);
  return value && text[value.name - 1] === "(" ? value : undefined;
}

const blankOrCall = /[\s(]/;
const inLine = /[ \t]{0,40}/y;
const overLine = /\s{0,60}/y;
const nested = /(?:- )?["']?[\w.-]{1,60}["']?:(?:\s|$)/y;

/** A value may stand on the next line: in code in quotes, in YAML unless names of its own stand there. */
function assigned(
  text: string,
  from: number,
  given: string,
  start: (at: number, colon: boolean, spaced: boolean) => ValueStart,
): ValueStart | undefined {
  const colon = given.endsWith(":");
  const end = from + given.length;
  const line = end + (matchAt(inLine, text, end)?.length ?? 0);
  const spaced = /^\s/.test(given) && line > end;
  if (!/[\r\n]/.test(text[line] ?? "")) return start(line, colon, spaced);
  const next = line + (matchAt(overLine, text, line)?.length ?? 0);
  const isText = quotes.has(text[next] ?? "") || text[next] === "[";
  const isBlock = colon && /^\s/.test(text[next - 1] ?? "") && matchAt(nested, text, next) === undefined;
  const deeper = !/[\r\n]/.test(text[next - 1] ?? "") || text.startsWith("- ", next);
  return (isText && matchAt(nested, text, next) === undefined) || (isBlock && deeper)
    ? start(next, colon, spaced)
    : undefined;
}

/** Where the whole name begins, with the quote before it where one stands after it. */
function tokenStart(text: string, nameStart: number, isClosed: boolean): number {
  let at = nameStart;
  while (nameStart - at < longestName && /[\w.%[-]/.test(text[at - 1] ?? "")) at--;
  return isClosed && quotes.has(text[at - 1] ?? "") ? at - 1 : at;
}

const longestName = 80;

/** `--db-password`, `-password`; not the value of `-pPassword`. */
function isOption(text: string, nameStart: number): boolean {
  return /(?:^|[\s"'])(?:--[\w-]*|-)$/.test(text.slice(Math.max(0, nameStart - 60), nameStart));
}

const setter =
  /(?:^|[\s;&|("'])(?:set|setenv|setx|ENV|ARG|#define|define|config|configure set|config set|secret set|machine \S{1,100} login \S{1,100})(?:[ \t]+-{1,2}[\w-]+){0,3}[ \t]+["']?$/;

/** What takes a name and a value with a blank between: `setx TOKEN …`, `git config user.password …`, `.netrc`. */
function isSetter(text: string, name: number): boolean {
  const before = lineBefore(text, name);
  if (/^\s*$/.test(before)) return isOwnLine(text, name);
  return setter.test(before.slice(-240));
}

/** Redis' configuration has a name and its value on a line, and so has a `.netrc` of several. */
function isOwnLine(text: string, name: number): boolean {
  if (/^(?:requirepass|masterauth)/.test(text.slice(name, name + 11))) return true;
  return /\blogin\s+\S+\s*$/.test(text.slice(Math.max(0, name - 200), name));
}
